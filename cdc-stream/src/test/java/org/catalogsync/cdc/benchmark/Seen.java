package org.catalogsync.cdc.benchmark;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.catalogsync.cdc.benchmark.Contender.Store;

/** Milliseconds from the commit until a reader saw it, by store. */
final class Seen {
    private final Map<Store, Samples> byStore = new EnumMap<>(Store.class);

    Samples in(Store store) {
        return byStore.computeIfAbsent(store, unseen -> new Samples());
    }

    void addAll(Seen others) {
        others.byStore.forEach((store, samples) -> in(store).addAll(samples));
    }

    void forEach(BiConsumer<Store, Samples> visitor) {
        byStore.forEach(visitor);
    }
}
