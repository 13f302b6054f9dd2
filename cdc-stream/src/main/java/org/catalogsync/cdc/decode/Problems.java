package org.catalogsync.cdc.decode;

import java.util.ArrayList;
import java.util.List;
import org.catalogsync.cdc.decode.Decoded.Poison;

/** What is wrong with one record; all of it ends as one poison, so that whoever mends it mends it once. */
final class Problems {
    private final List<Poison> found = new ArrayList<>(0);

    void add(String code, String where, String expected, String found) {
        this.found.add(new Poison(code, where, expected, found));
    }

    void addAll(List<Poison> others) {
        found.addAll(others);
    }

    boolean none() {
        return found.isEmpty();
    }

    /** The first problem's code, with the others told beside it. */
    Poison asOne() {
        Poison first = found.get(0);
        if (found.size() == 1) {
            return first;
        }
        StringBuilder all = new StringBuilder(first.found());
        for (Poison other : found.subList(1, found.size())) {
            all.append("; also ").append(other.code()).append(" at ").append(other.where());
            all.append(", found ").append(other.found());
        }
        return new Poison(first.code(), first.where(), first.expected(), Excerpt.of(all.toString(), 1_000));
    }
}
