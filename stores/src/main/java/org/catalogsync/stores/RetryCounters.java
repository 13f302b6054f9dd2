package org.catalogsync.stores;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often the stores made us wait, by store and kind of failure; thread-safe, only ever grows. */
public final class RetryCounters {
    private record Counted(String store, Retry.Kind kind) {}

    private final Map<Counted, LongAdder> retries = new ConcurrentHashMap<>();

    /** Counts one; for a caller that repeats by itself what a service without an adapter here left unanswered. */
    public void count(String store, Retry.Kind kind) {
        retries.computeIfAbsent(new Counted(store, kind), key -> new LongAdder())
                .increment();
    }

    /** What was counted until now. */
    public Snapshot snapshot() {
        SortedMap<String, Map<Retry.Kind, Long>> byStore = new TreeMap<>();
        retries.forEach(
                (counted, times) -> byStore.computeIfAbsent(counted.store(), store -> new EnumMap<>(Retry.Kind.class))
                        .put(counted.kind(), times.sum()));
        return new Snapshot(byStore);
    }

    /**
     * Retries until some moment.
     *
     * @param byStore retries by store ({@code objects}, {@code products}, …) and kind; a store that never made us wait is absent
     */
    public record Snapshot(SortedMap<String, Map<Retry.Kind, Long>> byStore) {

        public long total() {
            return byStore.values().stream()
                    .flatMap(kinds -> kinds.values().stream())
                    .mapToLong(Long::longValue)
                    .sum();
        }

        public long of(String store, Retry.Kind kind) {
            return byStore.getOrDefault(store, Map.of()).getOrDefault(kind, 0L);
        }

        /** Retries of all stores of a service. */
        public long of(Service service, Retry.Kind kind) {
            return byStore.keySet().stream()
                    .filter(store -> Service.behind(store) == service)
                    .mapToLong(store -> of(store, kind))
                    .sum();
        }
    }
}
