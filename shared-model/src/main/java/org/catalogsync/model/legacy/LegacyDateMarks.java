package org.catalogsync.model.legacy;

/** The separators of a date, whose full-width forms mean the same. */
final class LegacyDateMarks {

    private LegacyDateMarks() {}

    static char fold(char c) {
        return switch (c) {
            case '－', '−', '‐' -> '-';
            case '／' -> '/';
            case '．', '・', '･' -> '.';
            default -> c;
        };
    }
}
