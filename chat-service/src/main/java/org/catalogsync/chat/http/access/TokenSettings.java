package org.catalogsync.chat.http.access;

import java.net.URI;

/**
 * Whose tokens are taken.
 *
 * @param keys where the issuer's public keys are: https, or a file or plain HTTP of this machine
 * @param issuer the exact {@code iss}
 * @param audience what {@code aud} has to contain
 */
public record TokenSettings(URI keys, String issuer, String audience) {}
