package org.catalogsync.erp.soap;

import org.catalogsync.model.legacy.EncodedText;
import org.catalogsync.model.legacy.LegacyText;

/** Text on its way to the ERP: in windows-31j, in the one Unicode spelling that the ERP will read from its bytes, or not at all. Nothing is replaced by 〓 or ?, and nothing becomes another character unnoticed. */
final class OutboundText {

    private OutboundText() {}

    /**
     * The text as the ERP will read it.
     *
     * @param element what the text is for, named in the message
     * @throws UnencodableText for the first character that has no code of its own, or that no XML can carry
     */
    static String spelled(String element, String text) {
        StringBuilder spelled = new StringBuilder(text.length());
        int place = 1;
        for (int i = 0; i < text.length(); place++) {
            int character = text.codePointAt(i);
            if (character < ' ' && character != '\t' && character != '\n' && character != '\r') {
                throw new UnencodableText(element, character, place, "is a control character that no XML can carry");
            }
            int twin = vendorSpelling(character);
            if (!hasOwnCode(twin)) {
                throw new UnencodableText(element, character, place, "is not in windows-31j, the ERP's charset");
            }
            spelled.appendCodePoint(twin);
            i += Character.charCount(character);
        }
        return spelled.toString();
    }

    /**
     * The bytes of a document whose texts are spelled.
     *
     * @throws IllegalStateException for a text that is not
     */
    static byte[] encode(String document) {
        EncodedText encoded = LegacyText.encode(document);
        if (!encoded.isComplete()) {
            throw new IllegalStateException("an envelope with characters that were never checked");
        }
        return encoded.bytes();
    }

    /** One of two spellings of one code: the JIS standard's becomes Microsoft's, which is what its bytes decode to. The list is written in {@code docs/erp.md}. */
    private static int vendorSpelling(int character) {
        return switch (character) {
            case '\u301C' -> '\uFF5E'; // 8160 wave dash
            case '\u2212' -> '\uFF0D'; // 817C minus
            case '\u2016' -> '\u2225'; // 8161 double vertical line
            case '\u2014' -> '\u2015'; // 815C dash
            case '\u00A2' -> '\uFFE0'; // 8191 cent
            case '\u00A3' -> '\uFFE1'; // 8192 pound
            case '\u00AC' -> '\uFFE2'; // 81CA not
            case '\u00A6' -> '\uFFE4'; // FA55 broken bar
            case '\u00A5' -> '\uFFE5'; // 818F yen: as 5C it would come back as a backslash
            case '\u203E' -> '\uFFE3'; // 8150 overline: as 7E it would come back as a tilde
            default -> character;
        };
    }

    /** Java writes ゔ as ヴ and · as ・ without a word, so only what comes back the same has a code of its own. */
    private static boolean hasOwnCode(int character) {
        if (!Character.isBmpCodePoint(character) || Character.isSurrogate((char) character)) {
            return false;
        }
        String text = Character.toString(character);
        EncodedText encoded = LegacyText.encode(text);
        return encoded.isComplete()
                && LegacyText.decode(encoded.bytes(), 0, encoded.bytes().length, LegacyText.WINDOWS_31J)
                        .text()
                        .equals(text);
    }
}
