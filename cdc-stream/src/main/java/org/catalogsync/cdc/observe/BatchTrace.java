package org.catalogsync.cdc.observe;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.catalogsync.cdc.apply.Apply;
import org.catalogsync.cdc.intake.Received;
import org.catalogsync.cdc.order.Located;
import org.catalogsync.cdc.quarantine.DeadLetter;
import org.jspecify.annotations.Nullable;

/** Told how a batch comes along, for the traces of those of its records that are sampled. */
public interface BatchTrace {

    /** What is done with a batch; each stage ends where the next one begins. */
    enum Stage {
        DECODE,
        ORDER,
        APPLY,
        ANNOUNCE,
        QUARANTINE
    }

    /** Nobody looks. Costs nothing for a record. */
    BatchTrace NONE = new BatchTrace() {
        @Override
        public void begins(Stage stage) {}

        @Override
        public <R, T> T of(List<R> records, Function<R, Received> from, Supplier<T> work) {
            return work.get();
        }

        @Override
        public void announcing(Apply.Result result) {}

        @Override
        public @Nullable String header(String eventId) {
            return null;
        }

        @Override
        public void ended(
                List<Received> noted, List<DeadLetter> letters, List<Located> overtaken, Apply.Result result) {}

        @Override
        public void quarantined(DeadLetter letter) {}
    };

    void begins(Stage stage);

    /** Does the work on these records. When it throws, every one of them that has no end yet has failed. */
    <R, T> T of(List<R> records, Function<R, Received> from, Supplier<T> work);

    /** Begins the announcement of what was found in the table. */
    void announcing(Apply.Result result);

    /** What the events of this id are sent with, so that their consumers go on with the trace; null where they do not belong to one. */
    @Nullable
    String header(String eventId);

    /** The ends of records; of a batch that is paused, of those before the pause. */
    void ended(List<Received> noted, List<DeadLetter> letters, List<Located> overtaken, Apply.Result result);

    /** The end of a record that was handled alone. */
    void quarantined(DeadLetter letter);
}
