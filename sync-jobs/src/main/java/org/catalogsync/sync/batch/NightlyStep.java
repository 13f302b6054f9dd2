package org.catalogsync.sync.batch;

import java.util.function.IntSupplier;
import java.util.function.IntToLongFunction;
import java.util.function.LongSupplier;

/** A step of a run: restartable, and known by its name in reports and commit announcements. */
public sealed interface NightlyStep {
    String name();

    /** The same step with each unit of its work done inside of something. */
    default NightlyStep within(Around around) {
        return switch (this) {
            case Once once -> new Once(once.name(), () -> around.unit(once.name(), 0, once.work()));
            case PerUnit step ->
                new PerUnit(
                        step.name(),
                        step.units(),
                        unit -> around.unit(step.name(), unit, () -> step.work().applyAsLong(unit)));
        };
    }

    /** What surrounds a unit of work; returns the rows that the unit handled. */
    @FunctionalInterface
    interface Around {
        long unit(String step, int unit, LongSupplier work);
    }

    /**
     * Work that is done in one go; done again when it failed.
     *
     * @param work returns the rows it handled
     */
    record Once(String name, LongSupplier work) implements NightlyStep {}

    /**
     * Work cut into numbered units that are spread over partitions. Each unit commits by itself; a restart goes on with the first unit of each partition that was not committed.
     *
     * @param units how many there are, asked when the step starts
     * @param work does one unit, idempotently, and returns the rows it handled
     */
    record PerUnit(String name, IntSupplier units, IntToLongFunction work) implements NightlyStep {}
}
