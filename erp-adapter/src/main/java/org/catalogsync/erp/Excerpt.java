package org.catalogsync.erp;

/** What others wrote, made fit for a log line: without line breaks and other control characters, and not longer than a person reads. */
final class Excerpt {

    private Excerpt() {}

    /** At most so many characters, and a mark where there were more. */
    static String of(String text, int most) {
        boolean longer = text.codePointCount(0, text.length()) > most;
        String part = longer ? text.substring(0, text.offsetByCodePoints(0, most)) : text;
        StringBuilder safe = new StringBuilder(part.length() + 1);
        part.codePoints().forEach(c -> safe.appendCodePoint(steers(c) ? ' ' : c));
        return longer ? safe.append('…').toString() : safe.toString();
    }

    /** Controls, line and paragraph separators, and marks of direction, by which one line could look like another. */
    private static boolean steers(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
