package org.catalogsync.cdc.doctor;

import java.time.Instant;

/**
 * A record of the stream, looked at and left where it is.
 *
 * @param data not copied
 * @param arrived when the stream took it
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Sampled(String partitionKey, byte[] data, Instant arrived) {}
