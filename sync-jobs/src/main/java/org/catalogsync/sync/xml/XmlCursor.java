package org.catalogsync.sync.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.catalogsync.sync.record.RecordCursor;
import org.catalogsync.sync.record.SourceCharset;
import org.catalogsync.sync.xml.Markup.Kind;
import org.catalogsync.sync.xml.Markup.Piece;
import org.jspecify.annotations.Nullable;

/** Moves over the record elements of a document. What stands between them is passed over; whether the document as a whole is one is told at its end. */
final class XmlCursor implements RecordCursor {
    private static final Pattern ENCODING = Pattern.compile("<\\?xml[^>]*encoding\\s*=\\s*[\"']([^\"']*)[\"']");

    private final XmlRecords format;
    private final byte[] name;
    private final RecordParser parser;

    private byte[] bytes = new byte[0];
    private int limit;
    private boolean endsHere;
    private int position;
    private long offsetOfZero;

    private int recordStart;
    private int recordEnd;
    private long line;
    private long nextLine = 1;
    private long row;
    private long rows;
    private @Nullable RecordFields fields;

    private byte @Nullable [] root;
    private long rootLine;

    /** Tags of the root's name that are open. */
    private int rootsOpen;

    /** A cursor that begins elsewhere sees no document, only records and what is between them. */
    private boolean fromStart = true;

    private @Nullable Trouble trouble;

    XmlCursor(XmlRecords format) {
        this.format = format;
        this.name = format.record().getBytes(format.charset().charset());
        this.parser = new RecordParser(format);
    }

    @Override
    public void read(byte[] bytes, int from, int to, boolean endsHere) {
        this.offsetOfZero += (long) position - from;
        this.bytes = bytes;
        this.position = from;
        this.limit = to;
        this.endsHere = endsHere;
    }

    @Override
    public void standAt(long offset, long line, long row) {
        this.offsetOfZero = offset - position;
        this.nextLine = line;
        this.row = row - 1;
        this.fromStart = row == 1;
    }

    @Override
    public boolean next() {
        fields = null;
        while (trouble == null && toMarkup()) {
            Piece piece = Markup.at(bytes, position, limit);
            if (piece.isUndecided()) {
                return false;
            }
            if (isRecord(piece) && !isBehindTheEnd()) {
                return record(piece);
            }
            pass(piece);
        }
        return false;
    }

    private boolean isRecord(Piece piece) {
        return (piece.kind() == Kind.START || piece.kind() == Kind.EMPTY) && piece.isNamed(bytes, name);
    }

    /** Text between records is passed over at once, so that white space at the end leaves nothing behind. */
    private boolean toMarkup() {
        int at = position;
        while (at < limit && bytes[at] != '<') {
            at++;
        }
        moveTo(at);
        return at < limit;
    }

    private void moveTo(int end) {
        for (int i = position; i < end; i++) {
            nextLine += bytes[i] == '\n' ? 1 : 0;
        }
        position = end;
    }

    private void pass(Piece piece) {
        switch (piece.kind()) {
            case DOCUMENT_TYPE ->
                trouble = new Trouble(
                        Trouble.Kind.MALFORMED, "a document type", nextLine, "a document without one", "<!DOCTYPE");
            case OTHER -> judgeEncoding(piece);
            case START, EMPTY -> open(piece);
            case END -> close(piece);
            case TEXT -> {
                // The document's own affair as long as no record is touched.
            }
        }
        moveTo(piece.end());
    }

    /** The bytes are decoded by what is declared for the source; a document that names another charset is another document. */
    private void judgeEncoding(Piece piece) {
        if (root != null) {
            return;
        }
        String text = new String(bytes, position, piece.end() - position, StandardCharsets.ISO_8859_1);
        Matcher named = ENCODING.matcher(text);
        if (named.lookingAt() && !isDeclared(named.group(1))) {
            trouble = new Trouble(
                    Trouble.Kind.CHARSET,
                    "the document names another charset",
                    nextLine,
                    format.charset().toString(),
                    named.group(1));
        }
    }

    private boolean isDeclared(String encoding) {
        try {
            return SourceCharset.named(encoding) == format.charset();
        } catch (IllegalArgumentException unknown) {
            return encoding.toLowerCase(Locale.ROOT).equals("us-ascii");
        }
    }

    private void open(Piece piece) {
        if (isBehindTheEnd() || (fromStart && root == null && rows > 0)) {
            trouble = new Trouble(
                    Trouble.Kind.MALFORMED,
                    "a second root element",
                    nextLine,
                    "one element around all records"
                            + (root == null ? "" : ": <" + text(root) + ">, which opens on line " + rootLine),
                    "<" + text(name(piece)) + "> behind the end of the first");
            return;
        }
        if (root == null) {
            root = name(piece);
            rootLine = nextLine;
        }
        if (piece.kind() == Kind.START && piece.isNamed(bytes, root)) {
            rootsOpen++;
        }
    }

    private void close(Piece piece) {
        if (root != null && rootsOpen > 0 && piece.isNamed(bytes, root)) {
            rootsOpen--;
        }
    }

    private boolean isBehindTheEnd() {
        return fromStart && root != null && rootsOpen == 0;
    }

    private byte[] name(Piece piece) {
        return Arrays.copyOfRange(bytes, piece.nameFrom(), piece.nameTo());
    }

    /** A record ends with its end tag; where that is missing, in front of the next record or of an end tag that nothing in it opened: it is cut, its neighbour is not. */
    private boolean record(Piece start) {
        int end = start.kind() == Kind.EMPTY ? start.end() : recordEnd(start.end());
        if (end < 0) {
            return false;
        }
        recordStart = position;
        recordEnd = end;
        line = nextLine;
        moveTo(end);
        row++;
        rows++;
        return true;
    }

    private int recordEnd(int from) {
        int open = 0;
        int at = from;
        while (true) {
            while (at < limit && bytes[at] != '<') {
                at++;
            }
            Piece piece = at < limit ? Markup.at(bytes, at, limit) : null;
            if (piece == null || piece.isUndecided()) {
                // Where nothing comes any more the record is cut, as a row with a flaw; the document is told to be at
                // its end.
                return endsHere ? limit : Markup.UNDECIDED;
            }
            if (isRecord(piece)) {
                return at;
            }
            if (piece.kind() == Kind.END && (piece.isNamed(bytes, name) || open == 0)) {
                return piece.isNamed(bytes, name) ? piece.end() : at;
            }
            open += piece.kind() == Kind.START ? 1 : piece.kind() == Kind.END ? -1 : 0;
            at = piece.end();
        }
    }

    private RecordFields fields() {
        RecordFields known = fields;
        if (known == null) {
            known = parser.parse(bytes, recordStart, recordEnd);
            fields = known;
        }
        return known;
    }

    @Override
    public @Nullable String flaw() {
        return fields().flaw();
    }

    @Override
    public int columns() {
        return format.fields().size();
    }

    @Override
    public @Nullable String text(int column) {
        return fields().text(column);
    }

    @Override
    public boolean unmappable(int column) {
        return fields().unmappable(column);
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public long row() {
        return row;
    }

    @Override
    public long offset() {
        return offsetOfZero + recordStart;
    }

    @Override
    public byte[] rawBytes() {
        return Arrays.copyOfRange(bytes, recordStart, recordEnd);
    }

    @Override
    public int rawLength() {
        return recordEnd - recordStart;
    }

    @Override
    public int position() {
        return position;
    }

    @Override
    public long nextLine() {
        return nextLine;
    }

    @Override
    public @Nullable Trouble trouble() {
        if (trouble != null || !endsHere) {
            return trouble;
        }
        if (position < limit) {
            return new Trouble(
                    Trouble.Kind.MALFORMED,
                    "the document ends within a tag or a record",
                    nextLine,
                    "its end",
                    "'" + excerpt() + "' and no end of it");
        }
        if (root == null) {
            return new Trouble(
                    Trouble.Kind.MALFORMED,
                    "no document",
                    1,
                    "one element around all records",
                    rows + " records and none");
        }
        return rootsOpen == 0
                ? null
                : new Trouble(
                        Trouble.Kind.MALFORMED,
                        "the document is cut",
                        nextLine,
                        "</" + text(root) + ">, which opens on line " + rootLine,
                        "the end of the file after " + rows + " records");
    }

    private String excerpt() {
        return text(Arrays.copyOfRange(bytes, position, Math.min(position + 40, limit)))
                .replaceAll("\\p{Cntrl}", " ");
    }

    private String text(byte[] some) {
        return new String(some, format.charset().charset());
    }
}
