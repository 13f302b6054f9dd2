package org.catalogsync.cdc.decode;

import org.catalogsync.cdc.decode.Decoded.Poison;

/** Ends the reading of a record that has no shape to go on with. Never leaves the package. */
final class Unreadable extends Exception {
    private final transient Poison poison;

    Unreadable(String code, String where, String expected, String found) {
        super(code, null, false, false); // a value on its way up, and no place in the code to look at
        poison = new Poison(code, where, expected, found);
    }

    Poison poison() {
        return poison;
    }
}
