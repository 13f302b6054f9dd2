package org.catalogsync.stores.state;

import java.util.Map;
import java.util.Optional;

/** Named records of text fields in {@code manga-sync-state}: {@code nightly} (run, watermark) and {@code stream} (how far the changes are), both read by {@link Watermarks}, {@code generations} (the register). */
public interface SyncState {

    void createIfAbsent();

    /** The record; none where even the table is missing, so that looking creates nothing. */
    Optional<Entry> find(String name);

    /** Replaces the record if its version still is {@code expectedVersion} (0 = absent); returns false when it is not. */
    boolean replace(String name, Map<String, String> fields, long expectedVersion);

    record Entry(String name, Map<String, String> fields, long version) {}
}
