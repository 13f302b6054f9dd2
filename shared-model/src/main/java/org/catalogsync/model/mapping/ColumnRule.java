package org.catalogsync.model.mapping;

/**
 * Which column feeds which field, and how it is read.
 *
 * @param column 0-based place in the row
 * @param columnName the source's name of the column, for people
 */
public record ColumnRule(int column, String columnName, Field field, Converter<?> converter) {}
