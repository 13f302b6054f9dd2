package org.catalogsync.stores.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.state.SyncState.Entry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every keeper of sync state must do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SyncStateContract {
    private final String prefix = "contract-" + Long.toString(System.nanoTime(), 36) + "-";
    private Stores stores;
    private SyncState state;

    abstract Stores open();

    @BeforeAll
    void openState() {
        stores = open();
        state = stores.state();
        state.createIfAbsent();
        state.createIfAbsent();
    }

    @AfterAll
    void close() {
        stores.close();
    }

    @Test
    void findsNothingBeforeTheFirstRecord() {
        assertThat(state.find(prefix + "nothing")).isEmpty();
    }

    @Test
    void createsARecordOnlyWhereNoneIs() {
        String name = prefix + "first";

        assertThat(state.replace(name, Map.of("run", "12", "watermark", "2026-03-01T00:00:00Z"), 0))
                .isTrue();
        assertThat(state.replace(name, Map.of("run", "13"), 0)).isFalse();

        assertThat(state.find(name))
                .contains(new Entry(name, Map.of("run", "12", "watermark", "2026-03-01T00:00:00Z"), 1));
    }

    @Test
    void replacesAllFieldsOfTheVersionThatWasRead() {
        String name = prefix + "replaced";
        state.replace(name, Map.of("run", "12", "gone", "x"), 0);

        assertThat(state.replace(name, Map.of("run", "13"), 1)).isTrue();
        assertThat(state.replace(name, Map.of("run", "14"), 1)).isFalse();

        assertThat(state.find(name)).contains(new Entry(name, Map.of("run", "13"), 2));
    }

    @Test
    void doesNotCreateARecordThatWasExpected() {
        assertThat(state.replace(prefix + "expected", Map.of(), 3)).isFalse();
    }

    @Test
    void keepsARecordWithoutFieldsAndFieldsWithoutText() {
        String name = prefix + "empty";

        assertThat(state.replace(name, Map.of(), 0)).isTrue();
        assertThat(state.replace(name, Map.of("text", ""), 1)).isTrue();

        assertThat(state.find(name)).contains(new Entry(name, Map.of("text", ""), 2));
    }

    @Test
    void letsOneOfManyRacingWritersWinEachVersion() throws Exception {
        String name = prefix + "raced";
        AtomicInteger won = new AtomicInteger();

        List<Thread> writers = IntStream.range(0, 8)
                .mapToObj(i -> Thread.startVirtualThread(() -> {
                    if (state.replace(name, Map.of("owner", "writer " + i), 0)) {
                        won.incrementAndGet();
                    }
                }))
                .toList();
        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(won).hasValue(1);
    }
}
