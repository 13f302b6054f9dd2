package org.catalogsync.sync.run;

import org.jspecify.annotations.Nullable;

/** What went wrong, where, what was expected and what was found; the {@code error} object of {@code --json}. */
public record ErrorReport(
        String code,
        String what,
        @Nullable String where,
        @Nullable String expected,
        @Nullable String found) {

    /** The same for a person's eyes, over several lines. */
    public String text() {
        StringBuilder text = new StringBuilder(code).append(": ").append(what);
        append(text, "where", where);
        append(text, "expected", expected);
        append(text, "found", found);
        return text.toString();
    }

    private static void append(StringBuilder text, String label, @Nullable String value) {
        if (value != null) {
            text.append(System.lineSeparator())
                    .append("  ")
                    .append(label)
                    .append(": ")
                    .append(value);
        }
    }
}
