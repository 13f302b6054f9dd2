package org.catalogsync.cdc.doctor;

import static org.catalogsync.cdc.doctor.RecordChecks.judged;
import static org.catalogsync.cdc.doctor.Requirement.*;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.catalogsync.cdc.decode.Decoded;
import org.catalogsync.cdc.doctor.RecordChecks.Expected;
import org.catalogsync.model.SourceVersion;

/** What the rows of our tables show of the settings behind them. */
final class RowChecks {
    private final Expected expected;
    private final List<Seen> all;
    private final List<Seen> changes;
    private final List<Seen> updates;
    private final List<Seen> inserts;

    RowChecks(List<Seen> all, Expected expected) {
        this.all = all;
        this.expected = expected;
        changes = only(row -> !row.operation().equals("load"));
        updates = only(row -> row.operation().equals("update"));
        inserts =
                only(row -> row.operation().equals("insert") || row.operation().equals("load"));
    }

    private List<Seen> only(Predicate<Seen> which) {
        return all.stream().filter(which).toList();
    }

    Finding transactionDetails() {
        return each(
                TRANSACTION_DETAILS,
                changes,
                "change",
                row -> row.metadata("stream-position") != null && row.metadata("commit-timestamp") != null,
                "stream-position and commit-timestamp");
    }

    Finding beforeImage() {
        return each(
                BEFORE_IMAGE,
                updates,
                "update",
                row -> {
                    Set<String> before = row.columns("before-image");
                    before.retainAll(expected.columns());
                    // DMS leaves out what had no value before, so more than the key is all that can be asked for.
                    return before.contains(expected.key()) && before.size() > 1;
                },
                "a before-image of more than the key");
    }

    List<Finding> wholeness() {
        List<Seen> partInserts = inserts.stream()
                .filter(row -> !expected.missingIn(row).isEmpty())
                .toList();
        List<Seen> partUpdates = updates.stream()
                .filter(row -> !expected.missingIn(row).isEmpty())
                .toList();
        return List.of(nulls(partInserts, partUpdates), wholeRows(partInserts, partUpdates));
    }

    private Finding nulls(List<Seen> partInserts, List<Seen> partUpdates) {
        if (!inserts.isEmpty()) {
            return whole(NULLS, inserts, partInserts, "inserts");
        }
        if (updates.size() > partUpdates.size() || updates.stream().anyMatch(Seen::hasNull)) {
            return Finding.of(NULLS, "records", true, "updates with all columns, or with a null");
        }
        return Finding.notJudged(
                NULLS, "records", updates.isEmpty() ? "no insert to look at" : "no insert, and updates in part only");
    }

    private Finding wholeRows(List<Seen> partInserts, List<Seen> partUpdates) {
        if (!partInserts.isEmpty() && !partUpdates.isEmpty()) {
            return Finding.notJudged(WHOLE_ROWS, "records", "updates in part; set " + NULLS.label() + " first");
        }
        return updates.isEmpty()
                ? Finding.notJudged(WHOLE_ROWS, "records", "no update to look at")
                : whole(WHOLE_ROWS, updates, partUpdates, "updates");
    }

    private Finding whole(Requirement requirement, List<Seen> looked, List<Seen> part, String what) {
        Set<String> missing = new TreeSet<>();
        part.forEach(row -> missing.addAll(expected.missingIn(row)));
        String found = part.isEmpty()
                ? "all columns in " + looked.size() + " " + what
                : part.size() + " of " + looked.size() + " " + what + " lack " + String.join(", ", missing)
                        + last(part);
        return Finding.of(requirement, "records", part.isEmpty(), found);
    }

    /** Rows are told by their ISBNs, which need not be the primary key; still, one row has one partition key. */
    Finding partitionKey() {
        Map<String, Set<String>> keysOfRow = new HashMap<>();
        Set<String> keys = new HashSet<>();
        for (Seen row : all) {
            String isbn = row.row();
            if (isbn != null) {
                keysOfRow.computeIfAbsent(isbn, any -> new HashSet<>()).add(row.partitionKey());
                keys.add(row.partitionKey());
            }
        }
        if (keysOfRow.size() < 2) {
            return Finding.notJudged(PARTITION_KEY, "records", "fewer than two rows to look at");
        }
        long torn = keysOfRow.values().stream().filter(of -> of.size() > 1).count();
        return Finding.of(
                PARTITION_KEY,
                "records",
                torn == 0 && keys.size() > 1,
                keysOfRow.size() + " rows, " + keys.size() + " partition keys"
                        + (torn == 0 ? "" : ", " + torn + " rows with several"));
    }

    Finding positions() {
        if (!expected.positionsRead()) {
            return Finding.notJudged(POSITIONS, "records", "catalog-sync.cdc.positions is NONE");
        }
        List<Seen> placed = changes.stream()
                .filter(row -> row.metadata("stream-position") != null)
                .toList();
        List<Seen> unread = placed.stream().filter(RowChecks::unplaced).toList();
        String found = unread.isEmpty()
                ? placed.size() + " read"
                : unread.size() + " of " + placed.size() + " not, such as '"
                        + unread.getLast().metadata("stream-position") + "'";
        return judged(POSITIONS, placed.size(), "log position", unread.isEmpty(), found);
    }

    private static boolean unplaced(Seen row) {
        return row.ends().stream().anyMatch(end -> switch (end) {
            case Decoded.Change change ->
                change.incoming().version() instanceof SourceVersion.Change version
                        && version.position().equals(SourceVersion.Change.NO_POSITION);
            case Decoded.Poison poison -> poison.code().equals("bad_position");
            case Decoded.Noted noted -> false;
            case Decoded.SchemaBroken broken -> false;
        });
    }

    Finding clock() {
        Duration ahead = Duration.ZERO;
        for (Seen row : changes) {
            for (Decoded end : row.ends()) {
                if (end instanceof Decoded.Change change
                        && change.incoming().version() instanceof SourceVersion.Change version) {
                    Duration of = Duration.between(row.arrived(), version.at());
                    ahead = of.compareTo(ahead) > 0 ? of : ahead;
                }
            }
        }
        return judged(
                CLOCK,
                changes.size(),
                "change",
                ahead.compareTo(expected.clockSkew()) <= 0,
                ahead.isZero() ? "not ahead" : "ahead by up to " + ahead);
    }

    private Finding each(
            Requirement requirement, List<Seen> looked, String what, Predicate<Seen> holds, String having) {
        List<Seen> without = looked.stream().filter(holds.negate()).toList();
        String found = without.isEmpty()
                ? "all " + looked.size() + " " + what + "s have " + having
                : without.size() + " of " + looked.size() + " " + what + "s lack " + having + last(without);
        return judged(requirement, looked.size(), what, without.isEmpty(), found);
    }

    /** A setting that was put right lately shows by this: the last fault is older than the change. */
    private static String last(List<Seen> faults) {
        return faults.stream()
                .map(Seen::arrived)
                .max(Comparator.naturalOrder())
                .map(Instant::toString)
                .map(at -> ", last at " + at)
                .orElse("");
    }
}
