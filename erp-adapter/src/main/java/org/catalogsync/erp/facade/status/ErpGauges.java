package org.catalogsync.erp.facade.status;

import java.util.LinkedHashMap;
import java.util.Map;
import org.catalogsync.erp.ErpStatus;
import org.catalogsync.erp.ErpStatus.Breaker;
import org.catalogsync.erp.ErpStatus.Health;

/** The way to the ERP as metrics. */
public final class ErpGauges {
    private static final double OPEN = 1;
    private static final double HALF_OPEN = 0.5;

    private ErpGauges() {}

    /** By metric name. */
    public static Map<String, Number> of(ErpStatus status) {
        Map<String, Number> gauges = new LinkedHashMap<>();
        gauges.put("erp_breaker", breaker(status.breaker()));
        gauges.put("erp_health", health(status.health()));
        gauges.put("erp_rate_shared", status.rateShared() ? 1 : 0);
        gauges.put("erp_isbns_waiting", status.waiting());
        gauges.put("erp_exchanges_under_way", status.underWay());
        gauges.put("erp_exchanges", status.exchanges());
        gauges.put("erp_isbns_asked", status.asked());
        gauges.put("erp_questions_joined", status.joined());
        gauges.put("erp_retries", status.retries());
        status.oddities().forEach((kind, count) -> gauges.put("erp_oddities_" + kind, count));
        status.failures().forEach((code, count) -> gauges.put("erp_failures_" + code, count));
        return gauges;
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
