package org.catalogsync.cdc.decode;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.catalogsync.cdc.decode.Decoded.Poison;
import org.catalogsync.cdc.decode.Decoded.SchemaBroken;
import org.catalogsync.cdc.decode.RowEnds.Operation;
import org.catalogsync.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * Reads the change files that AWS DMS writes to S3: CSV after RFC 4180, first column {@code Op} (I, U, D), one file of one table. Every line has a named end; a line that is no row costs no other.
 *
 * <p>Changes of one commit time are ordered by their place in the file, so files are read in their order and numbered through. Where no column tells the commit's time every line is a hint, since the file's own time is later than what it tells of.
 *
 * <p>Source: AWS DMS user guide, "Using Amazon S3 as a target".
 */
public final class CdcFile {
    private static final String OPERATION = "Op";

    private final String table;
    private final DmsColumns columns;
    private final Format format;
    private final long epoch;
    private final PositionFormat positions;
    private final DecodeObserver observer;
    private final RowEnds rows;

    /**
     * How the files are written.
     *
     * @param columns all columns behind {@code Op} in the file's order; null where the first line names them ({@code AddColumnName})
     * @param commitColumn the column of the commit's time ({@code TimestampColumnName}), null where there is none
     * @param positionColumn the column of the place in the log (a transformation by {@code $AR_H_STREAM_POSITION}), null where there is none
     * @param nullText what stands, unquoted, for null ({@code CsvNullValue})
     */
    public record Format(
            @Nullable List<String> columns,
            @Nullable String commitColumn,
            @Nullable String positionColumn,
            String nullText) {
        public static final String DEFAULT_NULL = "NULL";

        /** Files whose first line names the columns. */
        public static Format withHeader(@Nullable String commitColumn, @Nullable String positionColumn) {
            return new Format(null, commitColumn, positionColumn, DEFAULT_NULL);
        }
    }

    /**
     * One record of the file.
     *
     * @param line the line on which it begins, from 1
     */
    public record Line(long line, List<Decoded> ends) {}

    /**
     * @param table the source's table, for the changes
     * @throws IllegalArgumentException if declared columns lack a mapped one, or one that the format names
     */
    public CdcFile(
            String table,
            DmsColumns columns,
            Format format,
            long epoch,
            PositionFormat positions,
            DecodeObserver observer) {
        this.table = table;
        this.columns = columns;
        this.format = format;
        this.epoch = epoch;
        this.positions = positions;
        this.observer = observer;
        rows = new RowEnds(columns);
        if (format.columns() != null) {
            Layout layout = new Layout(format.columns());
            if (layout.lacks() != null) {
                throw new IllegalArgumentException("the declared columns of " + table + " lack " + layout.lacks());
            }
        }
    }

    /** One that tells nobody of unread positions. */
    public CdcFile(String table, DmsColumns columns, Format format, long epoch, PositionFormat positions) {
        this(table, columns, format, epoch, positions, DecodeObserver.NONE);
    }

    /**
     * Reads one file to its end.
     *
     * @param written when the file was written; what lags are measured from, and the time of hints
     * @param firstRecord the number of its first record; what the file before it returned, 0 for the first
     * @return the number of the record behind its last one
     * @throws IOException if the bytes cannot be fetched; never for what they hold
     */
    public int read(InputStream in, Instant written, int firstRecord, Consumer<Line> lines) throws IOException {
        CdcFileText text = new CdcFileText(in);
        try (CsvReader<Fields> reader = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .build(new Records(), text)) {
            return new Reading(text, written, firstRecord, lines).all(reader.iterator());
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    /** One pass over one file. */
    private final class Reading {
        private final CdcFileText text;
        private final Instant written;
        private final Consumer<Line> lines;
        private int number;
        private long lastLine;

        Reading(CdcFileText text, Instant written, int firstRecord, Consumer<Line> lines) {
            this.text = text;
            this.written = written;
            this.lines = lines;
            number = firstRecord;
        }

        int all(Iterator<Fields> records) {
            try {
                Layout layout = layout(records);
                while (layout != null && records.hasNext()) {
                    Fields record = records.next();
                    lastLine = record.line();
                    // looks ahead: only behind the last record is it known whether a quote was left open
                    boolean cut = !records.hasNext() && text.isQuoteOpen();
                    lines.accept(new Line(record.line(), cut ? List.of(openQuote()) : ends(layout, record)));
                    number++;
                }
            } catch (CsvParseException unreadable) {
                String found = Excerpt.of(String.valueOf(unreadable.getMessage()), 200);
                lines.accept(new Line(
                        lastLine + 1,
                        List.of(new Poison("csv_unreadable", "line " + (lastLine + 1), "RFC 4180", found))));
                number++;
            }
            return number;
        }

        private @Nullable Layout layout(Iterator<Fields> records) {
            if (format.columns() != null) {
                return new Layout(format.columns());
            }
            if (!records.hasNext()) {
                return null; // an empty file has no changes
            }
            Fields header = records.next();
            lastLine = header.line();
            List<String> names = header.texts();
            boolean begins = !names.isEmpty() && names.get(0).equalsIgnoreCase(OPERATION);
            Layout layout = new Layout(begins ? names.subList(1, names.size()) : List.of());
            String lacks = begins ? layout.lacks() : OPERATION + " as its first";
            if (lacks == null) {
                return layout;
            }
            String found = Excerpt.of(String.join(",", names), 400);
            lines.accept(new Line(
                    header.line(),
                    List.of(new SchemaBroken(
                            "header", table + ": the file has no column " + lacks + "; it has " + found))));
            return null;
        }

        private static Poison openQuote() {
            return new Poison("open_quote", "", "as many closing quotes as opening ones", "the end of the file");
        }

        private List<Decoded> ends(Layout layout, Fields record) {
            if (record.count() != layout.width()) {
                String found = record.count() + ": " + Excerpt.of(String.join(",", record.texts()));
                return List.of(new Poison("column_count", "", layout.width() + " columns", found));
            }
            Operation operation = operation(record.text(0));
            if (operation == null) {
                return List.of(new Poison("unknown_operation", OPERATION, "I, U or D", Excerpt.of(record.text(0))));
            }
            Problems problems = new Problems();
            Instant committed = committed(layout, record, problems);
            BigInteger position = position(layout, record, problems);
            if (!problems.none()) {
                return List.of(problems.asOne());
            }
            Instant at = committed == null ? written : committed;
            SourceVersion.Change version = new SourceVersion.Change(epoch, position, number, at);
            return rows.of(
                    new RowEnds.Context(operation, table, version, written, committed != null),
                    cells(layout, record),
                    null);
        }

        private @Nullable Instant committed(Layout layout, Fields record, Problems problems) {
            if (layout.commit < 0) {
                return null;
            }
            String value = record.orNull(layout.commit, format.nullText());
            Instant moment = value == null ? null : Moments.parse(value);
            if (moment == null) {
                problems.add(
                        "bad_timestamp",
                        String.valueOf(format.commitColumn()),
                        "2024-07-29 00:57:35.691762",
                        shown(value));
            }
            return moment;
        }

        private BigInteger position(Layout layout, Fields record, Problems problems) {
            String value = layout.position < 0 ? null : record.orNull(layout.position, format.nullText());
            if (value == null || value.isEmpty() || positions == PositionFormat.NONE) {
                return SourceVersion.Change.NO_POSITION;
            }
            BigInteger number = Positions.parse(positions, value);
            if (number != null) {
                return number;
            }
            if (positions == PositionFormat.AUTO) {
                observer.unreadPosition(shown(value));
            } else {
                String expected = "a position as " + positions + " writes it";
                problems.add("bad_position", String.valueOf(format.positionColumn()), expected, shown(value));
            }
            return SourceVersion.Change.NO_POSITION;
        }

        private String shown(@Nullable String value) {
            return value == null ? format.nullText() : Excerpt.of(value);
        }
    }

    private static @Nullable Operation operation(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "I" -> Operation.INSERT;
            case "U" -> Operation.UPDATE;
            case "D" -> Operation.DELETE;
            default -> null;
        };
    }

    private Cells cells(Layout layout, Fields record) {
        Cells cells = new Cells("line", columns);
        for (int i = 1; i < record.count(); i++) {
            int place = layout.places[i];
            if (place >= 0) {
                String name = columns.names().get(place);
                if (CdcFileText.hasBadBytes(record.text(i))) {
                    cells.refuse(place, name, "bad_encoding", "UTF-8", Excerpt.of(record.text(i)));
                } else {
                    cells.put(place, name, record.orNull(i, format.nullText()));
                }
            }
        }
        return cells;
    }

    /** Which column of the file is which. */
    private final class Layout {
        private final List<String> names;
        private final int[] places;
        private final int commit;
        private final int position;

        Layout(List<String> names) {
            this.names = names;
            places = new int[names.size() + 1];
            for (int i = 0; i < names.size(); i++) {
                places[i + 1] = columns.place(names.get(i));
            }
            commit = indexOf(format.commitColumn());
            position = indexOf(format.positionColumn());
        }

        int width() {
            return places.length;
        }

        private int indexOf(@Nullable String name) {
            for (int i = 0; name != null && i < names.size(); i++) {
                if (names.get(i).equalsIgnoreCase(name)) {
                    return i + 1;
                }
            }
            return -1;
        }

        /** The first column that is needed and not there, null where none is. */
        @Nullable
        String lacks() {
            List<String> needed = new ArrayList<>(columns.names());
            if (format.commitColumn() != null) {
                needed.add(format.commitColumn());
            }
            if (format.positionColumn() != null) {
                needed.add(format.positionColumn());
            }
            return needed.stream().filter(name -> indexOf(name) < 0).findFirst().orElse(null);
        }
    }

    /** The fields of one record; a quoted field is never null. */
    private record Fields(long line, List<String> texts, List<Boolean> quoted) {
        int count() {
            return texts.size();
        }

        String text(int column) {
            return texts.get(column);
        }

        @Nullable
        String orNull(int column, String nullText) {
            String text = texts.get(column);
            return !quoted.get(column) && text.equals(nullText) ? null : text;
        }
    }

    /** Keeps of each field whether it was quoted, which tells the text NULL from null. */
    private static final class Records extends AbstractBaseCsvCallbackHandler<Fields> {
        private List<String> texts = new ArrayList<>();
        private List<Boolean> quoted = new ArrayList<>();

        @Override
        protected void handleBegin(long startingLineNumber) {
            texts = new ArrayList<>();
            quoted = new ArrayList<>();
        }

        @Override
        protected void handleField(int column, char[] buffer, int offset, int length, boolean wasQuoted) {
            texts.add(CdcFileText.restored(new String(buffer, offset, length)));
            quoted.add(wasQuoted);
        }

        @Override
        protected Fields buildRecord() {
            return new Fields(getStartingLineNumber(), texts, quoted);
        }
    }
}
