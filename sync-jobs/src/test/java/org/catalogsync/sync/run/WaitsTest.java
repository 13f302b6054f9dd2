package org.catalogsync.sync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.RetryCounters;
import org.catalogsync.sync.Json;
import org.junit.jupiter.api.Test;

class WaitsTest {
    private final RunFacts facts = new RunFacts(new KeptTexts(), Json.mapper(), 7);
    private final RetryCounters counters = new RetryCounters();

    @Test
    void sumsUpTheAttemptsOfARun() {
        Waits first = Waits.begin(facts, counters);
        wait("products", Retry.Kind.THROTTLED, 2);
        first.keep();
        wait("vectors", Retry.Kind.PARTIAL, 1);
        first.keep();
        Waits second = Waits.begin(facts, counters);
        wait("state", Retry.Kind.THROTTLED, 1);
        wait("objects", Retry.Kind.UNAVAILABLE, 3);
        second.keep();

        assertThat(Waits.total(facts))
                .containsEntry("dynamodb", new Retried(3, 0, 0, 1))
                .containsEntry("s3", new Retried(0, 0, 3, 0))
                .containsEntry("bedrock", Retried.NEVER);
        assertThat(second.spoken()).isEqualTo("dynamodb throttled 1; s3 unavailable 3");
    }

    @Test
    void losesOnlyWhatWasNotKeptWhenAProcessDies() {
        Waits killed = Waits.begin(facts, counters);
        wait("index", Retry.Kind.TIMED_OUT, 1);
        killed.keep();
        wait("index", Retry.Kind.TIMED_OUT, 1);

        RetryCounters ofTheNextProcess = new RetryCounters();
        Waits.begin(facts, ofTheNextProcess).keep();

        assertThat(Waits.total(facts)).containsEntry("opensearch", new Retried(0, 1, 0, 0));
    }

    @Test
    void namesEveryServiceInAFixedOrder() {
        assertThat(Waits.total(facts))
                .containsExactly(
                        entry("dynamodb", Retried.NEVER),
                        entry("s3", Retried.NEVER),
                        entry("opensearch", Retried.NEVER),
                        entry("bedrock", Retried.NEVER),
                        entry("eventbridge", Retried.NEVER),
                        entry("redis", Retried.NEVER),
                        entry("sqs", Retried.NEVER),
                        entry("erp", Retried.NEVER),
                        entry("dms", Retried.NEVER));
        assertThat(Waits.spoken(Waits.total(facts))).isEmpty();
    }

    private void wait(String store, Retry.Kind kind, int times) {
        Retry.Attempts attempts =
                new Retry(store, Duration.ofSeconds(60), counters, failure -> Optional.empty()).attempts("work");
        for (int i = 0; i < times; i++) {
            attempts.backOff(kind, null);
        }
    }

    /** Facts that are kept at once. */
    private static final class KeptTexts implements FactTable {
        private final NavigableMap<String, String> texts = new TreeMap<>();

        @Override
        public void put(long run, String name, String text) {
            texts.put(name, text);
        }

        @Override
        public void keep(long run, String name, String text) {
            texts.put(name, text);
        }

        @Override
        public void remove(long run, String name) {
            texts.remove(name);
        }

        @Override
        public Optional<String> find(long run, String name) {
            return Optional.ofNullable(texts.get(name));
        }

        @Override
        public List<String> startingWith(long run, String prefix) {
            return texts.tailMap(prefix).entrySet().stream()
                    .takeWhile(fact -> fact.getKey().startsWith(prefix))
                    .map(java.util.Map.Entry::getValue)
                    .toList();
        }
    }
}
