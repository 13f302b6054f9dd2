package org.catalogsync.cdc.decode;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A hostile text cut and made fit for a log line, a JSON document and a queue's message. */
final class Excerpt {
    private static final int MAX = 80;

    private Excerpt() {}

    /** At most 80 characters and an ellipsis; what no XML document may hold is spelt out. */
    static String of(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        return text.isEmpty() ? "an empty text" : of(text, MAX);
    }

    static String of(String text, int max) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), max) + 8);
        for (int i = 0; i < text.length(); ) {
            if (i >= max) {
                return shown.append('…').toString();
            }
            int c = text.codePointAt(i);
            if (isShowable(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append(String.format("\\u%04x", c));
            }
            i += Character.charCount(c);
        }
        return shown.toString();
    }

    static String of(byte[] record) {
        return of(new String(record, 0, Math.min(record.length, 4 * MAX), StandardCharsets.UTF_8));
    }

    private static boolean isShowable(int c) {
        return c >= ' ' && (c < 0x7F || c > 0x9F) && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
    }
}
