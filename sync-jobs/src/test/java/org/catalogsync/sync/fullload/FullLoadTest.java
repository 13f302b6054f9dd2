package org.catalogsync.sync.fullload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.catalogsync.stores.fullload.FullLoadTask;
import org.catalogsync.sync.Json;
import org.catalogsync.sync.inspect.Inspector;
import org.catalogsync.sync.progress.SilentProgress;
import org.catalogsync.sync.run.FactsInMemory;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.RunRequest;
import org.catalogsync.sync.source.Source;
import org.catalogsync.sync.source.UnusableInput;
import org.catalogsync.sync.staging.InMemoryObjects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FullLoadTest {
    private static final Instant NOW = Instant.parse("2025-04-02T18:00:00Z");
    private static final Instant LAST_NIGHT = NOW.minus(Duration.ofDays(1));
    private static final RunRequest REQUEST = new RunRequest("dms:nightly", null, null, false);

    private final RunFacts facts = new RunFacts(new FactsInMemory(), Json.mapper(), 7);
    private final Task task = new Task();
    private final Time time = new Time();

    /** A task that goes from one state to the next each time somebody has waited. */
    private static final class Task implements FullLoadTask {
        private final Deque<State> coming = new ArrayDeque<>();
        private State now = state(Phase.FINISHED, LAST_NIGHT, "");
        private List<Loaded> tables = List.of(new Loaded("MANGA", "PRODUCTS", Loaded.COMPLETED, 2, 0));
        private List<String> oddities = List.of();
        private String nullText = "NULL";
        private int starts;

        void next(State state) {
            coming.add(state);
        }

        void goesOn() {
            now = coming.isEmpty() ? now : coming.removeFirst();
        }

        @Override
        public State look() {
            return now;
        }

        @Override
        public void start() {
            starts++;
        }

        @Override
        public List<Loaded> tables() {
            return tables;
        }

        @Override
        public Target target() {
            return new Target("exports", "tonight/", nullText, oddities);
        }
    }

    private final class Time extends Clock {
        private Instant now = NOW;

        void pass(Duration duration) {
            now = now.plus(duration);
            task.goesOn();
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static FullLoadTask.State state(FullLoadTask.Phase phase, @Nullable Instant started, String message) {
        return new FullLoadTask.State(phase, true, started, 50, message);
    }

    private long load() {
        return new FullLoad(
                        facts,
                        REQUEST,
                        () -> task,
                        Duration.ofSeconds(15),
                        Duration.ofHours(6),
                        () -> {},
                        new SilentProgress(System.err),
                        time::pass,
                        time)
                .load();
    }

    private FullLoad.Done done() {
        return facts.get(FullLoad.LOADED, FullLoad.Done.class);
    }

    @Test
    void startsTheTaskAndWaitsForThatRunOfIt() {
        task.next(state(FullLoadTask.Phase.FINISHED, LAST_NIGHT, "the old run, since the new one is not seen yet"));
        task.next(state(FullLoadTask.Phase.RUNNING, NOW, ""));
        task.next(state(FullLoadTask.Phase.FINISHED, NOW, ""));

        assertThat(load()).isEqualTo(2);

        assertThat(task.starts).isEqualTo(1);
        assertThat(done()).isEqualTo(new FullLoad.Done("s3://exports/tonight/MANGA/PRODUCTS/", 2, NOW));
        assertThat(time.instant()).isEqualTo(NOW.plusSeconds(45));
    }

    @Test
    void waitsForARunThatIsUnderWayAlreadyAndIsAsOldAsItsStart() {
        Instant begun = NOW.minusSeconds(600);
        task.now = state(FullLoadTask.Phase.RUNNING, begun, "");
        task.next(state(FullLoadTask.Phase.FINISHED, begun, ""));

        load();

        assertThat(task.starts).isZero();
        assertThat(done().from()).isEqualTo(begun);
    }

    @Test
    void aRestartWaitsForTheRunThatADeadProcessBegan() {
        task.next(state(FullLoadTask.Phase.RUNNING, NOW, ""));
        for (int i = 0; i < 2_000; i++) {
            task.next(state(FullLoadTask.Phase.RUNNING, NOW, ""));
        }
        assertThatExceptionOfType(FullLoadFailed.class).isThrownBy(this::load).withMessageContaining("PT6H");
        task.coming.clear();
        // It ended while nobody looked: without the memory of the dead one this would be a run before ours.
        task.now = state(FullLoadTask.Phase.FINISHED, NOW, "");

        load();

        assertThat(task.starts).isEqualTo(1);
        assertThat(done().from()).isEqualTo(NOW);
    }

    @Test
    void aRestartAfterADeathBeforeTheStartStarts() {
        facts.keep("full_load_awaited", new FullLoad.Awaited(LAST_NIGHT, NOW));
        task.next(state(FullLoadTask.Phase.FINISHED, NOW, ""));

        load();

        assertThat(task.starts).isEqualTo(1);
    }

    @Test
    void aRunThatFailedIsToldInTheWordsOfDmsAndARestartBeginsAnother() {
        task.next(state(FullLoadTask.Phase.FAILED, NOW, "Stop Reason FATAL_ERROR; ORA-01555"));
        assertThatExceptionOfType(FullLoadFailed.class).isThrownBy(this::load).withMessageContaining("ORA-01555");
        Instant again = NOW.plusSeconds(60);
        task.next(state(FullLoadTask.Phase.FINISHED, again, ""));

        load();

        assertThat(task.starts).isEqualTo(2);
    }

    @Test
    void aTaskThatCannotBeginIsNotWaitedFor() {
        task.now = state(FullLoadTask.Phase.READY, null, "");
        task.next(state(FullLoadTask.Phase.FAILED, null, "Test connection failed"));

        assertThatExceptionOfType(FullLoadFailed.class)
                .isThrownBy(this::load)
                .withMessageContaining("Test connection failed");
    }

    @ParameterizedTest
    @CsvSource({"Table error, 2, 0", "Table completed, 2, 1", "Before load, 0, 0"})
    void aTableThatIsNotWholeIsNoFullLoad(String state, long rows, long badRows) {
        task.next(state(FullLoadTask.Phase.FINISHED, NOW, ""));
        task.tables = List.of(new FullLoadTask.Loaded("MANGA", "PRODUCTS", state, rows, badRows));

        assertThatExceptionOfType(FullLoadFailed.class).isThrownBy(this::load).withMessageContaining(state);
    }

    @Test
    void namesWhatNoStartWouldPutRight() {
        task.oddities = List.of("DataFormat is 'parquet', expected 'csv'");
        assertThat(refused().found()).contains("parquet");
        task.oddities = List.of();
        task.nullText = "\\N";
        assertThat(refused().found()).isEqualTo("'\\N'");
        task.nullText = "NULL";
        task.now = new FullLoadTask.State(FullLoadTask.Phase.RUNNING, false, NOW, 100, "");
        assertThat(refused().found()).contains("goes on with changes");
        assertThat(task.starts).isZero();
    }

    @Test
    void anEmptyTableMakesNoFolder() {
        task.next(state(FullLoadTask.Phase.FINISHED, NOW, ""));
        task.tables = List.of(new FullLoadTask.Loaded("MANGA", "PRODUCTS", FullLoadTask.Loaded.COMPLETED, 0, 0));

        assertThat(refused().code()).isEqualTo("source_empty");
    }

    private UnusableInput refused() {
        return Objects.requireNonNull(catchThrowableOfType(UnusableInput.class, this::load));
    }

    @Test
    void theFilesHoldAsManyRowsAsTheTaskCountedOrAreRefused() {
        InMemoryObjects bucket = new InMemoryObjects();
        String row = "9784088827513,本,NULL,NULL,NULL,1,TK01,NULL,NULL,NULL,NULL,2025-04-01 00:00:00.000000\n";
        bucket.put("tonight/MANGA/PRODUCTS/LOAD00000001.csv", row.getBytes(StandardCharsets.UTF_8));
        task.next(state(FullLoadTask.Phase.FINISHED, NOW, ""));
        load();

        Source source = LoadedSource.of(facts, REQUEST, name -> bucket, Duration.ofMinutes(65));

        assertThat(source.describe()).isEqualTo("dms:nightly");
        assertThat(source.declaration().watermark()).isEqualTo(Instant.parse("2025-04-02T16:55:00Z"));
        UnusableInput fewer = Objects.requireNonNull(
                catchThrowableOfType(UnusableInput.class, () -> new Inspector().inspect(source)));
        assertThat(fewer.code()).isEqualTo("source_incomplete");
        assertThat(fewer.expected()).isEqualTo("2 rows");
        bucket.put("tonight/MANGA/PRODUCTS/LOAD00000002.csv", row.getBytes(StandardCharsets.UTF_8));
        Source whole = LoadedSource.of(facts, REQUEST, name -> bucket, Duration.ofMinutes(65));
        assertThat(new Inspector().inspect(whole)).hasSize(2);
    }
}
