package org.catalogsync.erp.facade.inventory;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.catalogsync.erp.facade.http.Refused;
import org.catalogsync.erp.facade.http.WrongValue;
import org.catalogsync.model.Isbn;

/** Where a page begins: behind the last key of the one before. Not a number of rows, which a row inserted further up would shift. Opaque to clients, so that it can change. */
final class Cursor {
    private static final String PREFIX = "1:";

    private Cursor() {}

    static String behind(Isbn last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((PREFIX + last.value()).getBytes(StandardCharsets.US_ASCII));
    }

    /** The key that the page begins behind. */
    static Isbn read(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            if (plain.startsWith(PREFIX) && Isbn.isCanonical(plain.substring(PREFIX.length()))) {
                return new Isbn(plain.substring(PREFIX.length()));
            }
        } catch (IllegalArgumentException e) {
            // Told below: no Base64.
        }
        throw Refused.value(
                "invalid_parameter",
                new WrongValue("cursor", text, "a next_cursor of an earlier page, unchanged", "something else"));
    }
}
