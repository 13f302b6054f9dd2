package org.catalogsync.cdc.announce;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.model.Product;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.events.EventBus.Event;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The events of an item as it was written. A pure function of the item: the write kept in it what it changed, so a second try announces the same {@code event_id} with the same {@code previous_quantity}. Consumers
 * drop events of a lower {@code rev} than they have seen and never add up deltas.
 */
public final class Announcements {
    /** Hints for whoever copies the catalogue. */
    public static final String CATALOG_SOURCE = "manga-assist.catalog";

    /** Facts about stock. */
    public static final String INVENTORY_SOURCE = "manga-assist.inventory";

    public static final String CHANGED = "catalog.item.changed";
    public static final String DELETED = "catalog.item.deleted";
    public static final String UPDATED = "inventory.updated";
    public static final String RESTOCKED = "inventory.restocked";
    public static final String DEPLETED = "inventory.depleted";

    static final int SCHEMA_VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String table;

    /** @param table how events name the source's table */
    public Announcements(String table) {
        this.table = table;
    }

    /**
     * A hint for every item, and a fact where its stock changed.
     *
     * @param mayHideAnother whether another write may stand behind this one that was never announced: then its content counts as changed, and its stock is told again
     */
    public List<Event> of(StoredItem item, boolean mayHideAnother) {
        List<Event> events = new ArrayList<>(2);
        events.add(hint(item, mayHideAnother));
        StoredItem.Change change = item.stamp().change();
        if (change != null && item instanceof StoredItem.Live live) {
            Integer before = change.previousQuantity();
            if (mayHideAnother || before == null || before != live.product().quantityAvailable()) {
                events.add(inventory(live, before));
            }
        }
        return events;
    }

    private Event hint(StoredItem item, boolean mayHideAnother) {
        boolean deleted = item instanceof StoredItem.Tombstone;
        StoredItem.Change change = item.stamp().change();
        Map<String, Object> detail = head(item, deleted ? DELETED : CHANGED);
        // Unknown counts as changed: a needless invalidation costs a read, a missing one a wrong answer.
        detail.put(
                "content_changed",
                mayHideAnother || change == null || deleted || !change.fields().isEmpty());
        return event(CATALOG_SOURCE, item, detail);
    }

    private Event inventory(StoredItem.Live item, @Nullable Integer before) {
        Product product = item.product();
        int after = product.quantityAvailable();
        Map<String, Object> detail = head(item, type(before, after));
        detail.put("title", product.title());
        detail.put("previous_quantity", before);
        detail.put("new_quantity", after);
        detail.put("warehouse_code", product.warehouse());
        detail.put("change_source", "erp_cdc");
        return event(INVENTORY_SOURCE, item, detail);
    }

    /** A product that is new had no stock to compare with: its stock is an update. So is one that is told again, since nobody knows what it was behind the write that was not told. */
    private static String type(@Nullable Integer before, int after) {
        if (before == null || before == after) {
            return UPDATED;
        }
        if (after == 0) {
            return DEPLETED;
        }
        return before == 0 ? RESTOCKED : UPDATED;
    }

    private Map<String, Object> head(StoredItem item, String type) {
        StoredItem.Stamp stamp = item.stamp();
        String eventId = item.isbn().value() + "@" + stamp.rev();
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("event_type", type);
        detail.put("event_id", eventId);
        detail.put("schema_version", SCHEMA_VERSION);
        detail.put("isbn", item.isbn().value());
        detail.put("rev", stamp.rev());
        detail.put("source_version", stamp.sourceVersion().toString());
        detail.put(
                "changed_fields",
                stamp.change() == null ? List.of() : stamp.change().fields());
        detail.put("timestamp_utc", stamp.lastSync().toString());
        detail.put("correlation_id", stamp.sourceVersion().toString());
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("cdc_operation", stamp.lastEventType());
        metadata.put("cdc_timestamp", stamp.sourceVersion().at().toString());
        metadata.put("table_name", table);
        detail.put("metadata", metadata);
        return detail;
    }

    private static Event event(String source, StoredItem item, Map<String, Object> detail) {
        Instant time = item.stamp().lastSync();
        return new Event(source, String.valueOf(detail.get("event_type")), JSON.writeValueAsString(detail), time);
    }
}
