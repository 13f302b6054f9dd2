package org.catalogsync.erp.soap;

/** A text that cannot be sent to the ERP as it is. The message names one character and where it stands, and shows nothing else of the text, which may be a secret. */
final class UnencodableText extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnencodableText(String element, int character, int place, String why) {
        super("%s: character %d, U+%04X%s, %s".formatted(element, place, character, shown(character), why));
    }

    private static String shown(int character) {
        boolean shows = Character.isDefined(character)
                && !Character.isISOControl(character)
                && Character.getType(character) != Character.SURROGATE;
        return shows ? " '" + Character.toString(character) + "'" : "";
    }
}
