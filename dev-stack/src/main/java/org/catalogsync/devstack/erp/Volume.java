package org.catalogsync.devstack.erp;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/**
 * A row of the catalogue.
 *
 * @param key of the ISBN, see {@link IsbnKey}
 * @param cells as {@link XmlBytes}; null is absent
 */
record Volume(long key, Map<Column, byte[]> cells) {

    /** Whether it answers for the warehouse; a row that names none answers for each. */
    boolean isIn(String warehouse) {
        byte[] code = cells.get(Column.WAREHOUSE);
        return code == null
                || new String(code, StandardCharsets.ISO_8859_1).strip().equals(warehouse);
    }

    /** The same row but for one cell. */
    Volume with(Column column, byte[] cell) {
        Map<Column, byte[]> changed = new EnumMap<>(Column.class);
        changed.putAll(cells);
        changed.put(column, cell);
        return new Volume(key, changed);
    }
}
