package org.catalogsync.erp.facade.status;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.catalogsync.erp.facade.status.Observed.Outcome;

/** Counters in the text format of Prometheus. Labels are routes, statuses and key names, all from lists of ours, so there are no more of them than that. */
public final class Metrics {
    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> nanos = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> tooMany = new ConcurrentHashMap<>();
    private final Observed observed;
    private final IntSupplier underWay;
    private final Supplier<? extends Map<String, ? extends Number>> further;

    /**
     * Over what was observed of the ERP.
     *
     * @param underWay requests that are being answered
     * @param further gauges of the ERP's own machinery by their names, each a valid metric name, asked at every scrape
     */
    public Metrics(Observed observed, IntSupplier underWay, Supplier<? extends Map<String, ? extends Number>> further) {
        this.observed = observed;
        this.underWay = underWay;
        this.further = further;
    }

    /**
     * Counts an answered request.
     *
     * @param route of ours, or a word for what is none
     */
    public void answered(String route, int status, long tookNanos) {
        add(requests, "{route=\"" + route + "\",status=\"" + status + "\"}", 1);
        add(nanos, "{route=\"" + route + "\"}", tookNanos);
    }

    /** Counts a request beyond a client's rate. */
    public void tooMany(String client) {
        add(tooMany, "{client=\"" + client + "\"}", 1);
    }

    private static void add(Map<String, LongAdder> counters, String labels, long amount) {
        counters.computeIfAbsent(labels, none -> new LongAdder()).add(amount);
    }

    /** All of it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        head(text, "erp_api_requests_total", "counter", "Requests by route and status.");
        sorted(requests).forEach((labels, count) -> line(text, "erp_api_requests_total" + labels, count.sum()));
        head(text, "erp_api_request_seconds_total", "counter", "Time from the request's head to its answer.");
        sorted(nanos).forEach((labels, sum) -> line(text, "erp_api_request_seconds_total" + labels, sum.sum() / 1e9));
        head(text, "erp_api_too_many_requests_total", "counter", "Requests beyond a client's rate.");
        sorted(tooMany).forEach((labels, count) -> line(text, "erp_api_too_many_requests_total" + labels, count.sum()));
        head(text, "erp_api_requests_under_way", "gauge", "Requests that are being answered.");
        line(text, "erp_api_requests_under_way", underWay.getAsInt());
        head(text, "erp_api_items_total", "counter", "What became of ISBNs that the ERP was asked for.");
        for (Outcome outcome : Outcome.values()) {
            String name = outcome.name().toLowerCase(Locale.ROOT);
            line(text, "erp_api_items_total{outcome=\"" + name + "\"}", observed.seen(outcome));
        }
        sorted(further.get()).forEach((name, value) -> {
            head(text, name, "gauge", "Of the way to the ERP.");
            line(text, name, value);
        });
        return text.toString();
    }

    private static <T> SortedMap<String, T> sorted(Map<String, ? extends T> map) {
        return new TreeMap<>(map);
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder text, String name, Number value) {
        text.append(name).append(' ').append(value).append('\n');
    }
}
