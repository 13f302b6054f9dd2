package org.catalogsync.sync.report;

import java.util.Locale;

/** How something is to be taken; a class of the style sheet. Never alone: words say the same. */
enum Tone {
    GOOD,
    INFO,
    WARN,
    BAD,
    IDLE;

    private final String style = name().toLowerCase(Locale.ROOT);

    @Override
    public String toString() {
        return style;
    }
}
