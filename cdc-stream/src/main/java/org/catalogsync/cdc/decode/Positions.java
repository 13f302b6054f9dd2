package org.catalogsync.cdc.decode;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Places in a source's log as numbers, since as text 9 is behind 10. */
final class Positions {
    /** More digits than any engine's counter has; keeps hostile texts from becoming huge numbers. */
    private static final int MAX_DIGITS = 40;

    private static final String CHECKPOINT = "checkpoint:";

    private Positions() {}

    /** The number, or null where the text is no position of this format. */
    static @Nullable BigInteger parse(PositionFormat format, String text) {
        return switch (format) {
            case MYSQL -> mysql(text);
            case POSTGRES -> postgres(text);
            case ORACLE, NUMBER -> decimal(text, 0, text.length());
            case AUTO -> auto(text);
            case NONE -> null;
        };
    }

    private static @Nullable BigInteger auto(String text) {
        BigInteger number = decimal(text, 0, text.length());
        if (number != null) {
            return number;
        }
        BigInteger lsn = postgres(text);
        return lsn != null ? lsn : mysql(text);
    }

    /** File number and offset as one number: file·2^64 + offset. */
    private static @Nullable BigInteger mysql(String text) {
        String place = text.startsWith(CHECKPOINT) ? ofCheckpoint(text) : text;
        int colon = place.indexOf(':');
        int dot = place.lastIndexOf('.', Math.max(colon, 0));
        if (colon < 0 || dot <= 0) {
            return null;
        }
        int next = place.indexOf(':', colon + 1);
        BigInteger file = decimal(place, dot + 1, colon);
        BigInteger offset = decimal(place, colon + 1, next < 0 ? place.length() : next);
        return file == null || offset == null || offset.bitLength() > 64
                ? null
                : file.shiftLeft(64).add(offset);
    }

    /** {@code checkpoint:V1#27#mysql-bin-changelog.157832:1975:-1:…#0#0#*#0#93}: the third part is where the reader stands. */
    private static String ofCheckpoint(String text) {
        String[] parts = text.split("#", 4);
        return parts.length < 3 ? "" : parts[2];
    }

    /** The first of the LSNs: the record's own. Rows of one key are written under its lock, so their records stand in the order of their commits. */
    private static @Nullable BigInteger postgres(String text) {
        int dot = text.indexOf('.');
        int end = dot < 0 ? text.length() : dot;
        int slash = text.indexOf('/');
        if (slash < 1 || slash > 8 || end - slash < 2 || end - slash > 9) {
            return null;
        }
        long high = hex(text, 0, slash);
        long low = hex(text, slash + 1, end);
        return high < 0 || low < 0
                ? null
                : BigInteger.valueOf(high).shiftLeft(32).or(BigInteger.valueOf(low));
    }

    private static long hex(String text, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            number = number << 4 | digit;
        }
        return number;
    }

    private static @Nullable BigInteger decimal(String text, int from, int to) {
        if (to - from < 1 || to - from > MAX_DIGITS) {
            return null;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return null;
            }
        }
        return to - from < 19
                ? BigInteger.valueOf(Long.parseLong(text, from, to, 10))
                : new BigInteger(text.substring(from, to));
    }
}
