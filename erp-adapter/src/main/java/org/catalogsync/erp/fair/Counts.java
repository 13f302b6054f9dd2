package org.catalogsync.erp.fair;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.catalogsync.erp.Finding;
import org.catalogsync.erp.StockAnswer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has happened since the start. */
final class Counts {
    private static final Logger LOG = LoggerFactory.getLogger(Counts.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    final LongAdder exchanges = new LongAdder();
    final LongAdder asked = new LongAdder();
    final LongAdder retries = new LongAdder();
    final AtomicInteger underWay = new AtomicInteger();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final Map<Finding.Kind, LongAdder> oddities = new ConcurrentHashMap<>();
    private final Map<Finding.Kind, Long> tellAgain = new ConcurrentHashMap<>();
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

    /** What was odd in an answer that the ERP gave: counted by kind, and told once a minute. */
    void odd(StockAnswer answer) {
        List<Finding> findings = switch (answer) {
            case StockAnswer.Found found -> found.oddities();
            case StockAnswer.Unreadable unreadable -> unreadable.problems();
            case StockAnswer.NotFound notFound -> List.of();
            case StockAnswer.Unavailable unavailable -> List.of();
        };
        for (Finding finding : findings) {
            oddities.computeIfAbsent(finding.kind(), fresh -> new LongAdder()).increment();
            long now = System.nanoTime();
            Long told = tellAgain.get(finding.kind());
            if (told == null || told - now < 0) {
                tellAgain.put(finding.kind(), now + QUIET.toNanos());
                LOG.warn("the ERP's answer for {} is odd: {}", answer.isbn(), finding);
            }
        }
    }

    Map<String, Long> oddities() {
        return oddities.entrySet().stream()
                .collect(Collectors.toMap(
                        count -> count.getKey().id(), count -> count.getValue().sum()));
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
