package org.catalogsync.sync.declaration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong in one file, so that its author hears of everything at once. */
final class Mistakes {
    private record Found(int line, Mistake mistake) {}

    private final String origin;
    private final List<Found> found = new ArrayList<>();

    Mistakes(String origin) {
        this.origin = origin;
    }

    void add(Node at, String what, String expected, String found) {
        add(line(at), what, expected, found);
    }

    void add(int line, String what, String expected, String found) {
        this.found.add(new Found(line, new Mistake(what, origin + ":" + line, expected, found)));
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    boolean none() {
        return found.isEmpty();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw thrown();
        }
    }

    InvalidDeclaration thrown() {
        return new InvalidDeclaration(found.stream()
                .sorted(Comparator.comparingInt(Found::line))
                .map(Found::mistake)
                .toList());
    }
}
