package org.catalogsync.chat.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.catalogsync.erp.ErpStatus;
import org.catalogsync.erp.ErpStatus.Breaker;
import org.catalogsync.erp.ErpStatus.Health;

/** The way to the ERP, with the names and values that the facade's own metrics have. */
public final class ErpMeters {
    private final MeterRegistry meters;
    private final Supplier<ErpStatus> status;

    public ErpMeters(MeterRegistry meters, Supplier<ErpStatus> status) {
        this.meters = meters;
        this.status = status;
        gauge("erp.breaker", s -> breaker(s.breaker()));
        gauge("erp.health", s -> health(s.health()));
        gauge("erp.rate.shared", s -> s.rateShared() ? 1 : 0);
        gauge("erp.isbns.waiting", ErpStatus::waiting);
        gauge("erp.exchanges.under.way", ErpStatus::underWay);
        counter("erp.exchanges", ErpStatus::exchanges);
        counter("erp.isbns.asked", ErpStatus::asked);
        counter("erp.questions.joined", ErpStatus::joined);
        counter("erp.retries", ErpStatus::retries);
    }

    /** To be called before metrics are read: kinds of failures and oddities are known once they have happened. Their codes are the adapter's, so there are few. */
    public void look() {
        ErpStatus now = status.get();
        now.failures().keySet().forEach(code -> kind("erp.failures", "code", code, ErpStatus::failures));
        now.oddities().keySet().forEach(kind -> kind("erp.oddities", "kind", kind, ErpStatus::oddities));
    }

    /** The second time it is the same meter. */
    private void kind(String name, String tag, String value, Function<ErpStatus, Map<String, Long>> counts) {
        FunctionCounter.builder(name, status, s -> counts.apply(s.get()).getOrDefault(value, 0L))
                .tag(tag, value)
                .register(meters);
    }

    private void gauge(String name, ToDoubleFunction<ErpStatus> figure) {
        Gauge.builder(name, status, s -> figure.applyAsDouble(s.get()))
                .strongReference(true)
                .register(meters);
    }

    private void counter(String name, ToDoubleFunction<ErpStatus> figure) {
        FunctionCounter.builder(name, status, s -> figure.applyAsDouble(s.get()))
                .register(meters);
    }

    private static double breaker(Breaker breaker) {
        return switch (breaker) {
            case CLOSED -> 0;
            case HALF_OPEN -> 0.5;
            case OPEN -> 1;
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
