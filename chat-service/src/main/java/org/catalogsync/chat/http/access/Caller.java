package org.catalogsync.chat.http.access;

import java.time.Instant;

/**
 * Who asks.
 *
 * @param user never shown and never logged
 * @param until when the right to ask ends
 */
public record Caller(String user, Instant until) {}
