package org.catalogsync.model.events;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The JSON Schemas (draft 2020-12) of what is announced on the bus, by detail type. They lie in this module's resources under {@code events/}, so consumers may also take them from the jar by name.
 *
 * <p>A published version never changes. A new one reads every event of the older ones: it removes no property, requires no new one and allows whatever was allowed.
 */
public final class EventSchemas {
    private static final Family INVENTORY = new Family("inventory", 1);
    private static final Family CATALOG_ITEM = new Family("catalog-item", 1);
    private static final Family SYNC_COMPLETED = new Family("catalog-sync-completed", 1);

    private static final Map<String, Family> FAMILIES = Map.of(
            "inventory.updated", INVENTORY,
            "inventory.restocked", INVENTORY,
            "inventory.depleted", INVENTORY,
            "catalog.item.changed", CATALOG_ITEM,
            "catalog.item.deleted", CATALOG_ITEM,
            "catalog.sync.completed", SYNC_COMPLETED);

    private EventSchemas() {}

    /** Every detail type that has a schema, in order of the alphabet. */
    public static SortedSet<String> detailTypes() {
        return new TreeSet<>(FAMILIES.keySet());
    }

    /** The current version of the type's schema: what its events carry as {@code schema_version}. */
    public static int version(String detailType) {
        return family(detailType).version;
    }

    /** The name of the type's current schema, such as {@code inventory-v1}; types of one form share it. */
    public static String name(String detailType) {
        Family family = family(detailType);
        return family.name + "-v" + family.version;
    }

    /** The text of the type's current schema. */
    public static String text(String detailType) {
        String resource = "/events/" + name(detailType) + ".schema.json";
        try (InputStream in = EventSchemas.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException(resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Family family(String detailType) {
        Family family = FAMILIES.get(detailType);
        if (family == null) {
            throw new IllegalArgumentException(
                    "no schema of '" + detailType + "'; there are those of " + String.join(", ", detailTypes()));
        }
        return family;
    }

    /** Events of one form. */
    private record Family(String name, int version) {}
}
