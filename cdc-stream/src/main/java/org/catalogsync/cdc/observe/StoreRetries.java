package org.catalogsync.cdc.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.RetryCounters;
import org.catalogsync.stores.Service;

/** How often the stores made us call again, as a counter for each service from zero on. */
public final class StoreRetries {
    private StoreRetries() {}

    public static void register(RetryCounters retries, MeterRegistry meters) {
        for (Service service : Service.values()) {
            FunctionCounter.builder("catalog.sync.retries", retries, counters -> count(counters, service))
                    .description("calls of a store that were made again")
                    .tag("store", service.label())
                    .register(meters);
        }
    }

    private static double count(RetryCounters retries, Service service) {
        RetryCounters.Snapshot snapshot = retries.snapshot();
        double count = 0;
        for (Retry.Kind kind : Retry.Kind.values()) {
            count += snapshot.of(service, kind);
        }
        return count;
    }
}
