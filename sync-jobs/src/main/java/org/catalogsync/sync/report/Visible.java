package org.catalogsync.sync.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text of others made fit to be looked at: what has no shape of its own, or would change how its neighbours are shown, is named by its code point. */
final class Visible {

    private Visible() {}

    static String of(@Nullable String text) {
        if (text == null || text.codePoints().noneMatch(Visible::isHidden)) {
            return text == null ? "" : text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    private static void append(StringBuilder shown, int c) {
        if (isHidden(c)) {
            shown.append(String.format(Locale.ROOT, "⟨U+%04X⟩", c));
        } else {
            shown.appendCodePoint(c);
        }
    }

    /** Line breaks and tabs are shown as such. */
    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\n' && c != '\t';
            case Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
