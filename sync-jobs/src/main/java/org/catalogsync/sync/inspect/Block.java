package org.catalogsync.sync.inspect;

/**
 * A stretch of a file that holds whole records and can be read by itself. The blocks of a file follow each other without a gap, from the first byte after its header (and byte order mark) to its end.
 *
 * @param index from 0 within the file
 * @param offset of its first byte in the file
 * @param length in bytes
 * @param firstLine the 1-based line on which it begins
 * @param firstRow the 1-based number of its first row in the file, the header not counted
 * @param rows how many it holds
 * @param sha256 of its bytes, lower-case hexadecimal
 */
public record Block(int index, long offset, int length, long firstLine, long firstRow, int rows, String sha256) {}
