package org.catalogsync.sync.run;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.RetryCounters;
import org.catalogsync.stores.Service;

/**
 * How often the services made this attempt of a run wait. Kept as a fact of its own per attempt, so that restarts add up; a process that is killed takes with it what was not kept yet.
 */
public final class Waits {
    private static final String FACT = "retried";

    private final RunFacts facts;
    private final RetryCounters counters;
    private final int attempt;
    private final RetryCounters.Snapshot before;

    private Waits(RunFacts facts, RetryCounters counters, int attempt) {
        this.facts = facts;
        this.counters = counters;
        this.attempt = attempt;
        this.before = counters.snapshot();
    }

    /** Counts from now on; called once an attempt, while the lease is held. */
    public static Waits begin(RunFacts facts, RetryCounters counters) {
        return new Waits(facts, counters, facts.receipts(FACT, Kept.class).size());
    }

    /** Keeps what was counted until now, whatever becomes of the step. */
    public void keep() {
        facts.keepReceipt(FACT, attempt, new Kept(labelled(now())));
    }

    /** Only who made us wait, such as {@code dynamodb throttled 12; s3 unavailable 1}; empty if nobody did. */
    public String spoken() {
        return spoken(labelled(now()));
    }

    /** The same for figures of a run. */
    public static String spoken(Map<String, Retried> byService) {
        return byService.entrySet().stream()
                .filter(service -> service.getValue().total() > 0)
                .map(service -> service.getKey() + " " + service.getValue())
                .collect(Collectors.joining("; "));
    }

    /** All attempts of a run together, every service in a fixed order. */
    public static Map<String, Retried> total(RunFacts facts) {
        Map<String, Retried> total = labelled(new EnumMap<>(Service.class));
        for (Kept attempt : facts.receipts(FACT, Kept.class)) {
            attempt.byService().forEach((service, times) -> total.merge(service, times, Retried::plus));
        }
        return total;
    }

    private Map<Service, Retried> now() {
        RetryCounters.Snapshot now = counters.snapshot();
        Map<Service, Retried> waited = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            waited.put(service, of(now, service).minus(of(before, service)));
        }
        return waited;
    }

    private static Retried of(RetryCounters.Snapshot counted, Service service) {
        return new Retried(
                counted.of(service, Retry.Kind.THROTTLED),
                counted.of(service, Retry.Kind.TIMED_OUT),
                counted.of(service, Retry.Kind.UNAVAILABLE),
                counted.of(service, Retry.Kind.PARTIAL));
    }

    private static Map<String, Retried> labelled(Map<Service, Retried> waited) {
        Map<String, Retried> labelled = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            labelled.put(service.label(), waited.getOrDefault(service, Retried.NEVER));
        }
        return labelled;
    }

    /** The fact. */
    record Kept(Map<String, Retried> byService) {}
}
