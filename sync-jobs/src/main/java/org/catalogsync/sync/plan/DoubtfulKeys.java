package org.catalogsync.sync.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which missing keys may be those of rejected rows whose key could not be read.
 *
 * <p>A missing key within one character of such a text is held. But a text that was rejected last night too, beside the key's own row, is another row: the two stood in one extract. So an old text holds only
 * what it held last night already and what came into the table since, and only a new text holds anew. Otherwise every reject that nobody mends would forever keep its neighbours from being deleted.
 */
final class DoubtfulKeys {
    private final UnreadableKeys fresh;
    private final UnreadableKeys all;
    private final Set<String> heldLastNight;
    private final Predicate<SnapshotLine> cameSince;

    private DoubtfulKeys(
            UnreadableKeys fresh, UnreadableKeys all, Set<String> heldLastNight, Predicate<SnapshotLine> cameSince) {
        this.fresh = fresh;
        this.all = all;
        this.heldLastNight = heldLastNight;
        this.cameSince = cameSince;
    }

    /**
     * @param tonight texts of tonight's rejected rows, as often as they occur
     * @param lastNight those of the last good run, empty where there was none
     * @param heldLastNight keys that the last good run held
     * @param cameSince whether an item was written after the last good run had read the table, and not by it: its row may have been the rejected one already, with nothing in the table to hold
     */
    static DoubtfulKeys of(
            List<String> tonight,
            List<String> lastNight,
            Collection<String> heldLastNight,
            Predicate<SnapshotLine> cameSince) {
        return new DoubtfulKeys(
                new UnreadableKeys(minus(tonight, lastNight)),
                new UnreadableKeys(tonight),
                new HashSet<>(heldLastNight),
                cameSince);
    }

    boolean mayBeRejected(SnapshotLine missing) {
        return fresh.mayBe(missing.isbn())
                || ((heldLastNight.contains(missing.isbn().value()) || cameSince.test(missing))
                        && all.mayBe(missing.isbn()));
    }

    /** What is left of the texts when each of the others takes away one that equals it. */
    private static List<String> minus(List<String> texts, List<String> others) {
        Map<String, Integer> counts = new HashMap<>();
        others.forEach(text -> counts.merge(text, 1, Integer::sum));
        List<String> left = new ArrayList<>();
        for (String text : texts) {
            if (counts.merge(text, -1, Integer::sum) < 0) {
                left.add(text);
            }
        }
        return left;
    }
}
