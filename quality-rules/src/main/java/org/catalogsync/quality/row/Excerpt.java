package org.catalogsync.quality.row;

import org.jspecify.annotations.Nullable;

/** A source's text cut to what fits a line of a report. */
final class Excerpt {
    private static final int MAX = 80;

    private Excerpt() {}

    /** At most 80 characters and an ellipsis, never half of a character. */
    static String of(@Nullable String text) {
        if (text == null || text.length() <= MAX) {
            return text == null ? "" : text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX - 1)) ? MAX - 1 : MAX;
        return text.substring(0, end) + "…";
    }
}
