package org.catalogsync.sync.inspect;

import java.util.Arrays;
import org.catalogsync.sync.record.SourceCharset;
import org.catalogsync.sync.source.UnusableInput;

/** Bytes that tell that a file is no text of its charset at all: byte order marks and NUL. */
final class ForeignBytes {
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] UTF_16_BIG = {(byte) 0xFE, (byte) 0xFF};
    private static final byte[] UTF_16_LITTLE = {(byte) 0xFF, (byte) 0xFE};

    private ForeignBytes() {}

    /** How many bytes of a byte order mark stand at the beginning of a file. */
    static int skipMark(byte[] bytes, int length, SourceCharset declared, String path) {
        if (startsWith(bytes, length, UTF_16_BIG) || startsWith(bytes, length, UTF_16_LITTLE)) {
            throw wrong(path, declared, "the byte order mark of UTF-16");
        }
        if (!startsWith(bytes, length, UTF_8_MARK)) {
            return 0;
        }
        return switch (declared) {
            case UTF_8 -> UTF_8_MARK.length;
            case WINDOWS_31J -> throw wrong(path, declared, "the byte order mark of UTF-8");
        };
    }

    private static boolean startsWith(byte[] bytes, int length, byte[] mark) {
        return length >= mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
    }

    private static UnusableInput wrong(String path, SourceCharset declared, String found) {
        return new UnusableInput(
                UnusableInput.Code.CHARSET_WRONG,
                "not in the declared charset",
                path + ":1",
                declared.toString(),
                found);
    }

    /**
     * Refuses NUL bytes in {@code bytes[from, to)}.
     *
     * @param firstLine the line that {@code bytes[0]} stands on
     */
    static void refuse(byte[] bytes, int from, int to, String path, long firstLine) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == 0) {
                throw new UnusableInput(
                        UnusableInput.Code.FILE_MALFORMED,
                        "a NUL byte",
                        path + ":" + (firstLine + lineFeeds(bytes, i)),
                        "text",
                        "a byte that no text has, as in UTF-16 or a binary file");
            }
        }
    }

    private static long lineFeeds(byte[] bytes, int to) {
        long lineFeeds = 0;
        for (int i = 0; i < to; i++) {
            lineFeeds += bytes[i] == '\n' ? 1 : 0;
        }
        return lineFeeds;
    }
}
