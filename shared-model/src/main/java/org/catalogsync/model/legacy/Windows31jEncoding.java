package org.catalogsync.model.legacy;

import java.nio.charset.CharsetEncoder;

/** Writes text as windows-31j, whichever of two Unicode spellings of one code it uses. */
final class Windows31jEncoding {

    private Windows31jEncoding() {}

    static EncodedText of(String text) {
        CharsetEncoder encoder = LegacyText.WINDOWS_31J.newEncoder();
        StringBuilder encodable = new StringBuilder(text.length());
        StringBuilder lost = new StringBuilder();
        text.codePoints().forEach(character -> {
            int twin = vendorTwin(character);
            if (Character.isBmpCodePoint(twin) && encoder.canEncode((char) twin)) {
                encodable.append((char) twin);
            } else {
                encodable.append('〓');
                lost.appendCodePoint(character);
            }
        });
        return new EncodedText(encodable.toString().getBytes(LegacyText.WINDOWS_31J), lost.toString());
    }

    /** The spelling that Microsoft's table gives a code which the JIS standard's table spells otherwise. */
    private static int vendorTwin(int character) {
        return switch (character) {
            case '\u301C' -> '\uFF5E'; // 8160 wave dash
            case '\u2212' -> '\uFF0D'; // 817C minus
            case '\u2014' -> '\u2015'; // 815C dash
            case '\u2016' -> '\u2225'; // 8161 double vertical line
            case '\u00A6' -> '\uFFE4'; // FA55 broken bar
            case '\u00A5' -> '\uFFE5'; // 818F: as 5C it would come back as a backslash
            case '\u203E' -> '\uFFE3'; // 8150: as 7E it would come back as a tilde
            default -> character;
        };
    }
}
