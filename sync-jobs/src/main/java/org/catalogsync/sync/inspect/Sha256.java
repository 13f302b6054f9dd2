package org.catalogsync.sync.inspect;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A running SHA-256. */
final class Sha256 {
    private final MessageDigest digest = newDigest();

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    void update(byte[] bytes, int from, int to) {
        digest.update(bytes, from, to - from);
    }

    /** The digest in lower-case hexadecimal; begins anew. */
    String finish() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
