package org.catalogsync.cdc.decode;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.catalogsync.cdc.decode.Decoded.Noted;
import org.catalogsync.cdc.decode.Decoded.Poison;
import org.catalogsync.cdc.decode.Envelope.Kind;
import org.catalogsync.cdc.decode.Envelope.Scalar;
import org.catalogsync.cdc.decode.RowEnds.Operation;
import org.catalogsync.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that AWS DMS writes to a stream, and the simplified form of older producers. Shareable between threads; the same bytes have the same ends, whatever came before.
 *
 * <p>Source: AWS DMS user guide, "Using Amazon Kinesis Data Streams as a target"; records captured from tasks.
 */
public final class DmsDecoder implements Decoder {
    /** A record of Kinesis as DMS fills it, LOB columns included, with room for a key and an envelope. */
    public static final int MAX_BYTES = (1 << 20) + (1 << 16);

    private static final int MAX_NEW_COLUMNS = 1_000;

    private final DmsTable table;
    private final long epoch;
    private final PositionFormat positions;
    private final Duration loadMargin;
    private final DecodeObserver observer;
    private final EnvelopeReader reader;
    private final ControlRecords controls;
    private final RowEnds rows;
    private final Set<String> newColumns = ConcurrentHashMap.newKeySet();

    /**
     * @param epoch counts re-initialisations of the source; positions compare only within one
     * @param loadMargin how much older than its writing a row of the initial load is taken to be, since it was read before it was written
     */
    public DmsDecoder(
            DmsTable table,
            DmsColumns columns,
            long epoch,
            PositionFormat positions,
            Duration loadMargin,
            DecodeObserver observer) {
        this.table = table;
        this.epoch = epoch;
        this.positions = positions;
        this.loadMargin = loadMargin;
        this.observer = observer;
        reader = new EnvelopeReader(columns);
        controls = new ControlRecords(columns);
        rows = new RowEnds(columns);
    }

    /** One that tells nobody of new columns and unread positions. */
    public DmsDecoder(DmsTable table, DmsColumns columns, long epoch, PositionFormat positions, Duration loadMargin) {
        this(table, columns, epoch, positions, loadMargin, DecodeObserver.NONE);
    }

    @Override
    public List<Decoded> decode(byte[] record) {
        if (record.length > MAX_BYTES) {
            String found = record.length + " bytes that begin with " + Excerpt.of(record);
            return List.of(new Poison("too_large", "", "at most " + MAX_BYTES + " bytes", found));
        }
        try {
            return ends(reader.read(record));
        } catch (Unreadable unreadable) {
            return List.of(unreadable.poison());
        }
    }

    private List<Decoded> ends(Envelope record) throws Unreadable {
        if (!record.metadata.isObject()) {
            throw record.metadata.isMissing()
                    ? new Unreadable("missing_metadata", "metadata", "an object", record.metadata.found())
                    : new Unreadable("wrong_type", "metadata", "an object", record.metadata.found());
        }
        String name = tableName(record);
        if (!table.accepts(record.schema.isText() ? record.schema.text() : null, record.table.text())) {
            return List.of(new Noted("other-table", name));
        }
        return isControl(record) ? control(record, name) : data(record, name);
    }

    private static String tableName(Envelope record) throws Unreadable {
        if (!record.table.isText() || record.table.isMissing()) {
            throw new Unreadable("missing_table", "metadata.table-name", "the table's name", record.table.found());
        }
        if (!record.schema.isText() && !record.schema.isMissing()) {
            throw new Unreadable("wrong_type", "metadata.schema-name", "the schema's name", record.schema.found());
        }
        String name =
                record.schema.isMissing() ? record.table.text() : record.schema.text() + "." + record.table.text();
        return Excerpt.of(name, 200);
    }

    private static boolean isControl(Envelope record) throws Unreadable {
        Scalar type = record.recordType;
        if (type.kind() == Kind.ABSENT) {
            return record.control.isObject();
        }
        if (type.isText() && (type.text().equals("data") || type.text().equals("control"))) {
            return type.text().equals("control");
        }
        throw new Unreadable("unknown_record_type", "metadata.record-type", "data or control", type.found());
    }

    private List<Decoded> control(Envelope record, String name) throws Unreadable {
        Decoded end = record.operation.isText() ? controls.of(record.operation.text(), record, name) : null;
        if (end == null) {
            throw unknownOperation(record, "a documented operation of control records, such as create-table");
        }
        return List.of(end);
    }

    private List<Decoded> data(Envelope record, String name) throws Unreadable {
        Operation operation = operation(record);
        Cells now = record.now;
        Cells before = record.beforeImage.isObject() ? record.before : null;
        refuseMissingData(record, operation, before != null);
        if (now == null) {
            now = new Cells("data", rows.columns());
        }
        now.unmapped().forEach(this::noteColumn);
        Problems problems = new Problems();
        RowEnds.Context context = context(record, operation, name, problems);
        return context == null ? List.of(problems.asOne()) : rows.of(context, now, before);
    }

    private static Operation operation(Envelope record) throws Unreadable {
        if (record.operation.isText()) {
            // older producers shout
            switch (record.operation.text().toLowerCase(Locale.ROOT)) {
                case "load" -> {
                    return Operation.LOAD;
                }
                case "insert" -> {
                    return Operation.INSERT;
                }
                case "update" -> {
                    return Operation.UPDATE;
                }
                case "delete" -> {
                    return Operation.DELETE;
                }
                default -> {}
            }
        }
        throw unknownOperation(record, "load, insert, update or delete");
    }

    private static Unreadable unknownOperation(Envelope record, String expected) {
        return new Unreadable("unknown_operation", "metadata.operation", expected, record.operation.found());
    }

    private static void refuseMissingData(Envelope record, Operation operation, boolean hasBefore) throws Unreadable {
        if (!record.beforeImage.isObject() && !record.beforeImage.isMissing()) {
            throw new Unreadable("wrong_type", "before-image", "an object", record.beforeImage.found());
        }
        if (record.data.isObject() || (record.data.isMissing() && operation == Operation.DELETE && hasBefore)) {
            return;
        }
        throw new Unreadable(
                record.data.isMissing() ? "missing_data" : "wrong_type", "data", "an object", record.data.found());
    }

    /** Null where the metadata has problems, which are then noted; all of them are, so that one look at the dead letter tells the whole. */
    private RowEnds.@Nullable Context context(Envelope record, Operation operation, String name, Problems problems) {
        Instant written = moment(record.timestamp, "metadata.timestamp", problems);
        Instant committed = record.commitTimestamp.isMissing()
                ? written
                : moment(record.commitTimestamp, "metadata.commit-timestamp", problems);
        boolean load = operation == Operation.LOAD;
        BigInteger position = load ? SourceVersion.Change.NO_POSITION : position(record.position, problems);
        int recordId = load ? 0 : recordId(record.recordId, problems);
        if (written == null || committed == null || !problems.none()) {
            return null;
        }
        Instant at = load ? written.minus(loadMargin) : committed;
        // a producer that leaves the record type out is not DMS: its deletes may be of rows of another table than the
        // catalogue's
        boolean trusted = operation != Operation.DELETE || record.recordType.kind() != Kind.ABSENT;
        SourceVersion.Change version = new SourceVersion.Change(epoch, position, recordId, at);
        return new RowEnds.Context(operation, name, version, written, trusted);
    }

    private static @Nullable Instant moment(Scalar value, String where, Problems problems) {
        Instant moment = value.isText() ? Moments.parse(value.text()) : null;
        if (moment == null) {
            problems.add("bad_timestamp", where, "2024-07-29T00:57:35.691762Z", value.found());
        }
        return moment;
    }

    private BigInteger position(Scalar value, Problems problems) {
        if (value.isMissing() || positions == PositionFormat.NONE) {
            return SourceVersion.Change.NO_POSITION;
        }
        boolean readable = value.isText() || value.kind() == Kind.NUMBER;
        BigInteger number = readable ? Positions.parse(positions, value.text()) : null;
        if (number != null) {
            return number;
        }
        if (positions == PositionFormat.AUTO) {
            observer.unreadPosition(value.found());
        } else {
            problems.add(
                    "bad_position",
                    "metadata.stream-position",
                    "a position as " + positions + " writes it",
                    value.found());
        }
        return SourceVersion.Change.NO_POSITION;
    }

    private static int recordId(Scalar value, Problems problems) {
        if (value.isMissing()) {
            return 0;
        }
        String text = value.text();
        if (value.kind() == Kind.NUMBER && text.length() <= 10 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            long number = Long.parseLong(text);
            if (number <= Integer.MAX_VALUE) {
                return (int) number;
            }
        }
        problems.add(
                "bad_record_id",
                "metadata.transaction-record-id",
                "a whole number from 0 to 2147483647",
                value.found());
        return 0;
    }

    private void noteColumn(String name) {
        if (newColumns.size() < MAX_NEW_COLUMNS && newColumns.add(name)) {
            observer.newColumn(Excerpt.of(name));
        }
    }
}
