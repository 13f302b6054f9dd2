package org.catalogsync.quality.tally;

/**
 * One occurrence of a rule's failure or a warning.
 *
 * @param file the source's file
 * @param line where the row starts, counted from 1
 * @param column the source's name of the column, empty where the row as a whole is meant
 * @param found what stands there, shortened
 * @param expected what would have passed
 */
public record Example(String file, long line, String column, String found, String expected) {}
