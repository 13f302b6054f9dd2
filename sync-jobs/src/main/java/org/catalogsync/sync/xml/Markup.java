package org.catalogsync.sync.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds where a piece of markup ends, in bytes: of the characters that matter none is ever a second byte, in windows-31j (from 40 on) as little as in UTF-8. So records are cut out before anything is decoded, and their places are known to the byte.
 */
final class Markup {
    /** More bytes must come before anybody can tell. */
    static final int UNDECIDED = -1;

    private static final byte[] COMMENT = ascii("<!--");
    private static final byte[] CDATA = ascii("<![CDATA[");
    private static final byte[] INSTRUCTION = ascii("<?");
    private static final byte[] DOCUMENT_TYPE = ascii("<!DOCTYPE");

    /** What begins at a less-than sign. */
    enum Kind {
        START,
        /** A start tag that is its own end. */
        EMPTY,
        END,
        /** A comment, CDATA section or processing instruction: whatever stands in it is no tag. */
        OTHER,
        DOCUMENT_TYPE,
        /** No markup, however much comes. */
        TEXT
    }

    /**
     * A piece of markup.
     *
     * @param end behind its last byte; {@link #UNDECIDED} where that has not come yet
     * @param nameFrom where its name begins, behind a prefix; only of tags
     */
    record Piece(Kind kind, int end, int nameFrom, int nameTo) {
        boolean isUndecided() {
            return end == UNDECIDED;
        }

        boolean isNamed(byte[] bytes, byte[] name) {
            return Arrays.equals(bytes, nameFrom, nameTo, name, 0, name.length);
        }
    }

    private Markup() {}

    /** What begins at {@code bytes[at]}, a less-than sign. */
    static Piece at(byte[] bytes, int at, int limit) {
        if (limit - at < CDATA.length && couldGoOn(bytes, at, limit)) {
            return undecided(Kind.TEXT);
        }
        if (startsWith(bytes, at, limit, COMMENT)) {
            return until(bytes, at + COMMENT.length, limit, "-->");
        }
        if (startsWith(bytes, at, limit, CDATA)) {
            return until(bytes, at + CDATA.length, limit, "]]>");
        }
        if (startsWith(bytes, at, limit, INSTRUCTION)) {
            return until(bytes, at + INSTRUCTION.length, limit, "?>");
        }
        if (startsWith(bytes, at, limit, DOCUMENT_TYPE)) {
            return new Piece(Kind.DOCUMENT_TYPE, at + DOCUMENT_TYPE.length, at, at);
        }
        return tag(bytes, at, limit);
    }

    /** Whether what is there is the beginning of one of the longer openings. */
    private static boolean couldGoOn(byte[] bytes, int at, int limit) {
        return limit - at == 1
                || begins(bytes, at, limit, COMMENT)
                || begins(bytes, at, limit, CDATA)
                || begins(bytes, at, limit, DOCUMENT_TYPE);
    }

    private static boolean begins(byte[] bytes, int at, int limit, byte[] opening) {
        int length = limit - at;
        return length < opening.length && Arrays.equals(bytes, at, limit, opening, 0, length);
    }

    private static Piece until(byte[] bytes, int from, int limit, String terminator) {
        byte[] wanted = ascii(terminator);
        for (int i = from; i + wanted.length <= limit; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return new Piece(Kind.OTHER, i + wanted.length, from, from);
            }
        }
        return undecided(Kind.OTHER);
    }

    private static Piece tag(byte[] bytes, int at, int limit) {
        boolean closes = bytes[at + 1] == '/';
        int from = closes ? at + 2 : at + 1;
        int nameFrom = from;
        int to = from;
        while (to < limit && isOfName(bytes[to])) {
            if (bytes[to++] == ':') {
                nameFrom = to;
            }
        }
        if (to == limit) {
            return undecided(closes ? Kind.END : Kind.START);
        }
        if (to == from) {
            return new Piece(Kind.TEXT, at + 1, at, at);
        }
        int end = tagEnd(bytes, to, limit);
        if (end == UNDECIDED) {
            return undecided(closes ? Kind.END : Kind.START);
        }
        if (bytes[end - 1] == '<') {
            return new Piece(Kind.TEXT, at + 1, at, at);
        }
        Kind kind = closes ? Kind.END : bytes[end - 2] == '/' ? Kind.EMPTY : Kind.START;
        return new Piece(kind, end, nameFrom, to);
    }

    /** Behind the greater-than sign that ends a tag, which may also stand in a quoted value; behind a less-than sign where one comes first, since no tag holds one. */
    private static int tagEnd(byte[] bytes, int from, int limit) {
        byte quote = 0;
        for (int i = from; i < limit; i++) {
            byte b = bytes[i];
            if (b == '<' || (b == '>' && quote == 0)) {
                return i + 1;
            }
            if (quote == 0 && (b == '"' || b == '\'')) {
                quote = b;
            } else if (b == quote) {
                quote = 0;
            }
        }
        return UNDECIDED;
    }

    /** Everything but what XML sets between names; a name may be Japanese. */
    private static boolean isOfName(byte b) {
        return switch (b) {
            case ' ', '\t', '\r', '\n', '/', '>', '<', '=', '"', '\'', '&', '!', '?' -> false;
            default -> true;
        };
    }

    private static boolean startsWith(byte[] bytes, int at, int limit, byte[] opening) {
        return limit - at >= opening.length
                && Arrays.equals(bytes, at, at + opening.length, opening, 0, opening.length);
    }

    private static Piece undecided(Kind kind) {
        return new Piece(kind, UNDECIDED, 0, 0);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
