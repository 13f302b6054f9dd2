package org.catalogsync.erp.fair;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.catalogsync.erp.StockAnswer;
import org.jspecify.annotations.Nullable;

/** What has happened since the start. */
final class Counts {
    final LongAdder exchanges = new LongAdder();
    final LongAdder asked = new LongAdder();
    final LongAdder retries = new LongAdder();
    final AtomicInteger underWay = new AtomicInteger();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    volatile @Nullable Instant lastAnswer;

    /** What one caller was told of one ISBN. */
    void told(StockAnswer answer) {
        switch (answer) {
            case StockAnswer.Found found -> {}
            case StockAnswer.NotFound notFound -> {}
            case StockAnswer.Unavailable unavailable ->
                count(unavailable.failure().code());
            case StockAnswer.Unreadable unreadable -> count("unreadable");
        }
    }

    private void count(String code) {
        failures.computeIfAbsent(code, fresh -> new LongAdder()).increment();
    }

    Map<String, Long> failures() {
        return failures.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, count -> count.getValue().sum()));
    }
}
