package org.catalogsync.cdc.quarantine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.catalogsync.cdc.intake.Origin;
import org.catalogsync.cdc.intake.Received;

/**
 * A record that could not be applied.
 *
 * @param id of place and content: the same record has the same id however often it is quarantined
 * @param at when its source took it
 * @param code why, stable, such as {@code bad_json}
 * @param where the place in the record; empty for the whole
 * @param expected what would have been right
 * @param found an excerpt of what stands there
 * @param bytes the record as it came
 */
public record DeadLetter(
        String id, Origin origin, Instant at, String code, String where, String expected, String found, byte[] bytes) {

    public static DeadLetter of(Received record, String code, String where, String expected, String found) {
        return new DeadLetter(
                id(record), record.origin(), record.arrived(), code, where, expected, found, record.bytes());
    }

    private static String id(Received record) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(record.origin().toString().getBytes(StandardCharsets.UTF_8));
            sha.update(record.bytes());
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
