package org.catalogsync.sync.ask;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.catalogsync.stores.objects.ObjectStore;
import org.catalogsync.stores.objects.ObjectStore.ObjectMissing;
import org.catalogsync.sync.source.UnusableInput;

/**
 * Rows that lie in object storage as a part of what extract will read.
 *
 * @param key the object
 * @param sha256 of its bytes, in hexadecimal, so that one that was altered is noticed before its rows are used
 */
record Staged(String key, int bytes, int rows, String sha256) {

    /** Writes a part; one without rows is not written. */
    static Staged put(ObjectStore objects, String key, AnswerRows rows) {
        byte[] bytes = rows.bytes();
        if (bytes.length > 0) {
            objects.put(key, bytes);
        }
        return new Staged(key, bytes.length, rows.count(), sha256(bytes));
    }

    /** The part as it was written. */
    byte[] read(ObjectStore objects) {
        if (bytes == 0) {
            return new byte[0];
        }
        byte[] found;
        try {
            found = objects.read(key);
        } catch (ObjectMissing missing) {
            throw changed("no object");
        }
        if (!sha256(found).equals(sha256)) {
            throw changed(found.length + " bytes, SHA-256 " + sha256(found));
        }
        return found;
    }

    private UnusableInput changed(String found) {
        return new UnusableInput(
                UnusableInput.Code.FILE_CHANGED,
                "the ERP's answers are not what the run wrote",
                key,
                bytes + " bytes, SHA-256 " + sha256,
                found);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
