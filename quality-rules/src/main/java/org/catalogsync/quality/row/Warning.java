package org.catalogsync.quality.row;

import org.catalogsync.model.mapping.Field;

/**
 * One oddity of an accepted row.
 *
 * @param column the source's name of the column
 * @param found what stands there, shortened
 * @param expected what would not have warned, for people
 */
public record Warning(RowWarning kind, Field field, String column, String found, String expected) {}
