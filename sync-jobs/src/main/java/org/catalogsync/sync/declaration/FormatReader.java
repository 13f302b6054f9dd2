package org.catalogsync.sync.declaration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.catalogsync.sync.declaration.YamlMap.Scalar;
import org.catalogsync.sync.delimited.Dialect;
import org.catalogsync.sync.fixed.FixedWidth;
import org.catalogsync.sync.fixed.FixedWidth.CountRecord;
import org.catalogsync.sync.record.RecordFormat;
import org.catalogsync.sync.record.SourceCharset;
import org.catalogsync.sync.xml.XmlRecords;
import org.jspecify.annotations.Nullable;

/** Reads how records are written: delimited where nothing else is said, fixed fields, or elements of an XML document. */
final class FormatReader {
    private static final List<String> OF_DELIMITED = List.of("delimiter", "quote", "header");
    private static final List<String> OF_FIXED = List.of("widths", "record-end", "count-record");
    private static final List<String> OF_XML = List.of("record");

    /** Of all formats; a key of another format than the declared one is a mistake too. */
    static final List<String> KEYS = List.of(
            "format",
            "charset",
            "null-text",
            "max-record-bytes",
            "delimiter",
            "quote",
            "header",
            "widths",
            "record-end",
            "count-record",
            "record");

    /** A record is held in memory whole. */
    private static final int LONGEST_RECORD = 16 << 20;

    private final YamlMap map;
    private final Mistakes mistakes;
    private boolean header;

    private enum Kind {
        DELIMITED,
        FIXED,
        XML;

        List<String> keys() {
            return switch (this) {
                case DELIMITED -> OF_DELIMITED;
                case FIXED -> OF_FIXED;
                case XML -> OF_XML;
            };
        }
    }

    FormatReader(YamlMap map, Mistakes mistakes) {
        this.map = map;
        this.mistakes = mistakes;
    }

    /** The format, or null where mistakes were noted. */
    @Nullable
    RecordFormat read(List<String> columns) {
        Scalar format = map.optional("format", "delimited, fixed or xml");
        Kind kind = format == null
                ? Kind.DELIMITED
                : map.parsed(format, "unknown format", "delimited, fixed or xml", FormatReader::kind);
        SourceCharset charset = map.parsed(
                map.required("charset", "windows-31j or UTF-8"),
                "unknown charset",
                "windows-31j (also called Shift_JIS, SJIS, MS932, cp932) or UTF-8",
                SourceCharset::named);
        Scalar nullText = map.required("null-text", "the text that means null, \"\" for an empty field");
        Integer longest = map.parsed(
                map.optional("max-record-bytes", "a number of bytes"),
                "'max-record-bytes' is no size",
                "1 to " + LONGEST_RECORD,
                written -> number(written, 1, LONGEST_RECORD));
        if (kind == null) {
            return null;
        }
        refuseKeysOfOthers(kind);
        int bytes = longest == null ? Dialect.DEFAULT_MAX_RECORD_BYTES : longest;
        return switch (kind) {
            case DELIMITED -> delimited(charset, nullText, bytes);
            case FIXED -> fixed(charset, nullText, bytes, columns);
            case XML -> xml(charset, nullText, bytes, columns);
        };
    }

    /** Whether each file's first record names the columns; known after {@link #read}. */
    boolean hasHeader() {
        return header;
    }

    private void refuseKeysOfOthers(Kind kind) {
        for (Kind other : Kind.values()) {
            for (Scalar key : map.keys()) {
                if (other != kind && other.keys().contains(key.text())) {
                    mistakes.add(
                            key.node(),
                            "the key '" + key.text() + "' is of another format",
                            "for " + kind.name().toLowerCase(Locale.ROOT) + " records one of "
                                    + String.join(", ", new TreeSet<>(kind.keys())),
                            key.text());
                }
            }
        }
    }

    private @Nullable RecordFormat delimited(@Nullable SourceCharset charset, @Nullable Scalar nullText, int longest) {
        Boolean named = map.parsed(
                map.required("header", "yes or no"), "'header' is unclear", "yes or no", FormatReader::yesOrNo);
        header = Boolean.TRUE.equals(named);
        Scalar delimiterAt = map.optional("delimiter", "one ASCII character");
        Byte delimiter = delimiterAt == null
                ? Byte.valueOf((byte) ',')
                : map.parsed(
                        delimiterAt,
                        "not a delimiter",
                        "one ASCII character other than a line end",
                        FormatReader::delimiter);
        Scalar quoteAt = map.optional("quote", "one ASCII character");
        Byte quote = quoteAt == null
                ? Byte.valueOf((byte) '"')
                : map.parsed(
                        quoteAt, "not a quote", "one ASCII character below @, such as \" or '", FormatReader::quote);
        if (delimiter != null && delimiter.equals(quote)) {
            mistakes.add(
                    delimiterAt == null ? map.node() : delimiterAt.node(),
                    "delimiter and quote are the same",
                    "two different characters",
                    "'" + (char) delimiter.byteValue() + "'");
            return null;
        }
        if (charset == null || delimiter == null || quote == null || nullText == null) {
            return null;
        }
        return new Dialect(delimiter, quote, charset, nullText.text(), longest);
    }

    private @Nullable RecordFormat fixed(
            @Nullable SourceCharset charset, @Nullable Scalar nullText, int longest, List<String> columns) {
        List<Scalar> written = map.texts("widths", "the bytes of each column, in the order of the columns");
        List<Integer> widths = new ArrayList<>();
        for (Scalar width : written) {
            Integer bytes = map.parsed(
                    width, "not a width", "a number of bytes from 1 on", text -> number(text, 1, LONGEST_RECORD));
            if (bytes != null) {
                widths.add(bytes);
            }
        }
        if (!written.isEmpty() && !columns.isEmpty() && written.size() != columns.size()) {
            mistakes.add(
                    written.getFirst().node(),
                    "there are not as many widths as columns",
                    columns.size() + " widths",
                    Integer.toString(written.size()));
        }
        Boolean lines = map.parsed(
                map.required("record-end", "newline or none"),
                "'record-end' is unclear",
                "newline or none",
                FormatReader::lines);
        CountRecord count =
                map.keys().stream().anyMatch(key -> key.text().equals("count-record")) ? countRecord() : null;
        if (charset == null
                || nullText == null
                || lines == null
                || widths.size() != columns.size()
                || widths.isEmpty()) {
            return null;
        }
        int bytes = widths.stream().mapToInt(Integer::intValue).sum();
        return new FixedWidth(charset, widths, lines, nullText.text(), Math.max(longest, bytes), count);
    }

    private @Nullable CountRecord countRecord() {
        YamlMap count = map.map("count-record", "{mark: …, from: …, bytes: …}");
        if (count == null) {
            return null;
        }
        count.allow(List.of("mark", "from", "bytes"));
        String mark = count.parsed(
                count.required("mark", "what the record begins with"),
                "not a mark",
                "ASCII text that no row begins with",
                FormatReader::ascii);
        Integer from = count.parsed(
                count.required("from", "the first byte of the number, counted from 1"),
                "not a place",
                "a byte of the record, counted from 1",
                text -> number(text, 1, LONGEST_RECORD));
        Integer bytes = count.parsed(
                count.required("bytes", "the length of the number"),
                "not a length",
                "1 to 18",
                text -> number(text, 1, 18));
        return mark == null || from == null || bytes == null ? null : new CountRecord(mark, from, bytes);
    }

    private @Nullable RecordFormat xml(
            @Nullable SourceCharset charset, @Nullable Scalar nullText, int longest, List<String> columns) {
        String record = map.parsed(
                map.required("record", "the name of the element that is a record"),
                "not the name of an element",
                "a name without prefix",
                FormatReader::elementName);
        if (charset == null || nullText == null || record == null || columns.isEmpty()) {
            return null;
        }
        return new XmlRecords(charset, record, columns, nullText.text(), longest);
    }

    private static Kind kind(String written) {
        return Objects.requireNonNullElseGet(
                Map.of("delimited", Kind.DELIMITED, "fixed", Kind.FIXED, "xml", Kind.XML)
                        .get(written),
                () -> {
                    throw new IllegalArgumentException(written);
                });
    }

    private static Boolean yesOrNo(String written) {
        return switch (written.toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw new IllegalArgumentException(written);
        };
    }

    private static Boolean lines(String written) {
        return switch (written) {
            case "newline" -> true;
            case "none" -> false;
            default -> throw new IllegalArgumentException(written);
        };
    }

    private static String ascii(String written) {
        if (written.isEmpty() || !written.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(written);
        }
        return written;
    }

    private static String elementName(String written) {
        if (!written.matches("[\\p{L}_][\\p{L}\\p{N}._-]*")) {
            throw new IllegalArgumentException(written);
        }
        return written;
    }

    private static Byte delimiter(String written) {
        return new Dialect(oneByte(written), anotherThan(written), SourceCharset.UTF_8, "", 1).delimiter();
    }

    private static Byte quote(String written) {
        return new Dialect(anotherThan(written), oneByte(written), SourceCharset.UTF_8, "", 1).quote();
    }

    private static byte oneByte(String written) {
        byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
        if (bytes.length != 1) {
            throw new IllegalArgumentException(Arrays.toString(bytes));
        }
        return bytes[0];
    }

    private static byte anotherThan(String written) {
        return (byte) (written.equals("!") ? '#' : '!');
    }

    private static Integer number(String written, int least, int most) {
        int number = Integer.parseInt(written);
        if (number < least || number > most) {
            throw new IllegalArgumentException(written);
        }
        return number;
    }
}
