package org.catalogsync.cdc.decode;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which tables of the source feed the catalogue; records of all others are noted and passed over.
 *
 * @param schema the only schema that counts, null for any; a record that names no schema passes, since older producers leave it out
 * @param names the table's names, at least one; case does not matter, since engines fold it differently
 */
public record DmsTable(@Nullable String schema, Set<String> names) {

    public DmsTable {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("no table is named; expected at least one, such as PRODUCTS");
        }
        schema = schema == null || schema.isEmpty() ? null : fold(schema);
        names = names.stream().map(DmsTable::fold).collect(Collectors.toUnmodifiableSet());
    }

    /** Tables of these names in any schema. */
    public static DmsTable named(String... names) {
        return new DmsTable(null, Set.of(names));
    }

    boolean accepts(@Nullable String inSchema, String table) {
        boolean ofSchema = schema == null || inSchema == null || inSchema.isEmpty() || schema.equals(fold(inSchema));
        return ofSchema && (names.contains(table) || names.contains(fold(table)));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
