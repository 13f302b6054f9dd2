package org.catalogsync.model.legacy;

/**
 * Bytes that stand for no character of their charset.
 *
 * @param offset where they start, counted from the first byte that was to be decoded
 * @param hex the bytes in upper-case hexadecimal digits, such as {@code 81AD}
 */
public record BadBytes(int offset, String hex) {}
