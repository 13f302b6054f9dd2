package org.catalogsync.cdc.decode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.catalogsync.cdc.decode.Decoded.Change;
import org.catalogsync.cdc.decode.Decoded.Poison;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.WriteDecision.Incoming;
import org.catalogsync.quality.row.RowRules;
import org.catalogsync.quality.row.RowVerdict;
import org.catalogsync.quality.row.Violation;
import org.jspecify.annotations.Nullable;

/** What a row, read from whatever form of record, means for its keys. */
final class RowEnds {
    private final DmsColumns columns;

    RowEnds(DmsColumns columns) {
        this.columns = columns;
    }

    DmsColumns columns() {
        return columns;
    }

    /**
     * What stands beside a row.
     *
     * @param trusted whether the record may be applied; otherwise it is only a hint
     */
    record Context(Operation operation, String table, SourceVersion.Change version, Instant written, boolean trusted) {

        Change change(Incoming incoming, @Nullable String sourceKey) {
            return new Change(incoming, sourceKey, operation.wire(), table, written);
        }
    }

    /** What happened to a row. */
    enum Operation {
        LOAD,
        INSERT,
        UPDATE,
        DELETE;

        private final String wire = name().toLowerCase(java.util.Locale.ROOT);

        String wire() {
            return wire;
        }
    }

    /**
     * What the row means.
     *
     * @param before the old values of changed columns, null where the record has none
     * @return at least one end
     */
    List<Decoded> of(Context context, Cells now, @Nullable Cells before) {
        return context.operation() == Operation.DELETE ? deleted(context, now, before) : written(context, now, before);
    }

    private List<Decoded> deleted(Context context, Cells now, @Nullable Cells before) {
        int key = columns.key();
        Cells from = before != null && now.text(key) == null && now.problem(key) == null ? before : now;
        Isbn isbn = isbn(from);
        String sourceKey = from.text(key);
        if (isbn == null) {
            return List.of(badKey(from));
        }
        return List.of(context.change(
                context.trusted()
                        ? new Incoming.Delete(isbn, context.version(), sourceKey)
                        : new Incoming.Partial(isbn, context.version()),
                sourceKey));
    }

    /** A change of the key is two facts: the old row is gone, whatever the new one is worth. */
    private List<Decoded> written(Context context, Cells now, @Nullable Cells before) {
        if (before == null || context.operation() != Operation.UPDATE) {
            return List.of(row(context, now));
        }
        Poison oldKey = before.problem(columns.key());
        if (oldKey != null) {
            return List.of(row(context, now), oldKey);
        }
        Isbn old = isbn(before);
        Isbn isbn = isbn(now);
        return old == null || old.equals(isbn) ? List.of(row(context, now)) : moved(context, now, before, old, isbn);
    }

    private List<Decoded> moved(Context context, Cells now, Cells before, Isbn old, @Nullable Isbn isbn) {
        String oldKey = before.text(columns.key());
        List<Decoded> ends = new ArrayList<>(2);
        // Under an unreadable new key nobody knows where the row went, perhaps nowhere but into a typing error: held,
        // and asked for.
        boolean gone = isbn != null && context.trusted();
        ends.add(context.change(
                gone
                        ? new Incoming.Delete(old, context.version(), oldKey)
                        : new Incoming.Partial(old, context.version()),
                oldKey));
        if (isbn != null || now.has(columns.key())) {
            ends.add(row(context, now));
        }
        return ends;
    }

    private Decoded row(Context context, Cells now) {
        if (!now.isSound()) {
            Problems problems = new Problems();
            problems.addAll(now.problems());
            return problems.asOne();
        }
        return context.trusted() && now.isWhole() ? whole(context, now) : part(context, now);
    }

    private Decoded part(Context context, Cells now) {
        Isbn isbn = isbn(now);
        return isbn == null
                ? badKey(now)
                : context.change(new Incoming.Partial(isbn, context.version()), now.text(columns.key()));
    }

    private Decoded whole(Context context, Cells now) {
        return switch (RowRules.judge(columns.mapping().map(now))) {
            case RowVerdict.Accepted accepted ->
                context.change(
                        context.operation() == Operation.LOAD
                                ? new Incoming.Fill(accepted.product(), context.version())
                                : new Incoming.Put(accepted.product(), context.version()),
                        accepted.sourceKey());
            case RowVerdict.Rejected rejected -> rejected(rejected, now);
        };
    }

    private static Poison rejected(RowVerdict.Rejected rejected, Cells now) {
        StringBuilder expected = new StringBuilder();
        StringBuilder found = new StringBuilder();
        for (Violation reason : rejected.reasons()) {
            String separator = expected.isEmpty() ? "" : "; ";
            expected.append(separator).append(reason.column()).append(": ").append(reason.expected());
            found.append(separator).append(reason.rule().id()).append(' ');
            found.append(reason.column()).append(" '").append(reason.found()).append('\'');
        }
        return new Poison(
                "row_rejected",
                now.part(),
                Excerpt.of(expected.toString(), 1_000),
                Excerpt.of(found.toString(), 1_000));
    }

    private @Nullable Isbn isbn(Cells cells) {
        int key = columns.key();
        String text = cells.text(key);
        return text == null || cells.problem(key) != null
                ? null
                : (Isbn) columns.keyRule().converter().read(text).orNull();
    }

    private Poison badKey(Cells cells) {
        int key = columns.key();
        Poison problem = cells.problem(key);
        if (problem != null) {
            return problem;
        }
        String found = cells.has(key) ? Excerpt.of(cells.text(key)) : "no such column";
        return new Poison("bad_key", cells.where(key), "an ISBN whose check digit is right", found);
    }
}
