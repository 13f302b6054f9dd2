package org.catalogsync.quality.row;

import org.catalogsync.model.mapping.Field;
import org.jspecify.annotations.Nullable;

/**
 * One reason against a row.
 *
 * @param field the field that fails, null where the row as a whole does
 * @param column the source's name of the column, empty where the row as a whole fails
 * @param found what stands there, shortened; empty where nothing does
 * @param expected what would have passed, for people
 */
public record Violation(RowRule rule, @Nullable Field field, String column, String found, String expected) {}
