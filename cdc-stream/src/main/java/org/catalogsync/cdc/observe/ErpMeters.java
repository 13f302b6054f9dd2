package org.catalogsync.cdc.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.catalogsync.erp.Erp;
import org.catalogsync.erp.ErpStatus.Breaker;
import org.catalogsync.erp.ErpStatus.Health;

/** The way to the ERP as metrics. */
public final class ErpMeters {
    private static final double OPEN = 1;
    private static final double HALF_OPEN = 0.5;

    private ErpMeters() {}

    public static void register(Erp erp, MeterRegistry meters) {
        FunctionCounter.builder(
                        "catalog.sync.erp.exchanges", erp, way -> way.status().exchanges())
                .register(meters);
        FunctionCounter.builder(
                        "catalog.sync.erp.retries", erp, way -> way.status().retries())
                .register(meters);
        Gauge.builder("catalog.sync.erp.waiting", erp, way -> way.status().waiting())
                .register(meters);
        Gauge.builder("catalog.sync.erp.rate.shared", erp, way -> way.status().rateShared() ? 1 : 0)
                .register(meters);
        Gauge.builder(
                        "catalog.sync.erp.breaker",
                        erp,
                        way -> breaker(way.status().breaker()))
                .register(meters);
        Gauge.builder("catalog.sync.erp.health", erp, way -> health(way.status().health()))
                .register(meters);
    }

    private static double breaker(Breaker breaker) {
        return switch (breaker) {
            case CLOSED -> 0;
            case HALF_OPEN -> HALF_OPEN;
            case OPEN -> OPEN;
        };
    }

    private static double health(Health health) {
        return switch (health) {
            case UP -> 1;
            case DOWN -> 0;
            case UNKNOWN -> Double.NaN;
        };
    }
}
