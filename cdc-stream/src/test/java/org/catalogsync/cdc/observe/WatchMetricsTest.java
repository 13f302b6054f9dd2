package org.catalogsync.cdc.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.catalogsync.cdc.support.MemoryQueue;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.RetryCounters;
import org.catalogsync.stores.StoreUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class WatchMetricsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MemoryQueue inner = new MemoryQueue();
    private final Logger logger = (Logger) LoggerFactory.getLogger(DeadLetterDepths.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private boolean away;

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
    }

    @Test
    void tellsTheDepthAndKeepsItWhileTheQueueDoesNotAnswer() {
        DeadLetterDepths depths = depths();
        assertThat(depth()).isNaN();
        inner.send(List.of("a", "b"));

        depths.look();
        assertThat(depth()).isEqualTo(2);

        away = true;
        depths.look();
        assertThat(depth()).isEqualTo(2);
    }

    @Test
    void alertsOnceWhenTheFirstLettersCome() {
        DeadLetterDepths depths = depths();
        depths.look();
        assertThat(errors()).isEmpty();

        inner.send(List.of("a"));
        depths.look();
        inner.send(List.of("b"));
        depths.look();
        assertThat(errors()).singleElement().asString().contains("1 wait in manga-cdc-dlq");

        inner.receive(10, Duration.ZERO, Duration.ZERO);
        depths.look();
        inner.send(List.of("c"));
        depths.look();
        assertThat(errors()).hasSize(2);
    }

    @Test
    void countsRetriesByServiceFromZeroOn() {
        RetryCounters retries = new RetryCounters();
        StoreRetries.register(retries, meters);
        assertThat(retried("dynamodb")).isZero();

        Retry retry =
                new Retry("products", Duration.ofMinutes(1), retries, failure -> Optional.of(Retry.Kind.UNAVAILABLE));
        AtomicInteger calls = new AtomicInteger();
        retry.call("ask", () -> {
            if (calls.incrementAndGet() < 3) {
                throw new IllegalStateException("away");
            }
            return calls;
        });

        assertThat(retried("dynamodb")).isEqualTo(2);
        assertThat(retried("redis")).isZero();
    }

    private DeadLetterDepths depths() {
        MemoryQueue queue = new MemoryQueue() {
            @Override
            public long approximateDepth() {
                if (away) {
                    throw new StoreUnavailable("queues: away", null);
                }
                return inner.approximateDepth();
            }
        };
        return new DeadLetterDepths(Map.of("manga-cdc-dlq", queue), meters);
    }

    private double depth() {
        return meters.get("catalog.sync.dlq.depth")
                .tag("queue", "manga-cdc-dlq")
                .gauge()
                .value();
    }

    private double retried(String store) {
        return meters.get("catalog.sync.retries")
                .tag("store", store)
                .functionCounter()
                .count();
    }

    private List<String> errors() {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.ERROR)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
