package org.catalogsync.cdc.intake;

import java.time.Instant;

/**
 * A record as it came.
 *
 * @param bytes its content, never changed
 * @param arrived when the stream took it, by the stream's clock
 */
public record Received(Origin origin, byte[] bytes, Instant arrived) {}
