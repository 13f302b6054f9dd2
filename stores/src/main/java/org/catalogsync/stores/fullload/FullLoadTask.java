package org.catalogsync.stores.fullload;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task that loads whole tables of the ERP into objects. Throws {@link org.catalogsync.stores.StoreUnavailable} when retries within the deadline did not help. */
public interface FullLoadTask {

    /** What the task is and does now. Throws {@link NoSuchTask}. */
    State look();

    /** Starts it from the beginning: what it loaded before is replaced. Nothing is awaited. */
    void start();

    /** What became of its tables, once its run has ended. */
    List<Loaded> tables();

    /** Where its target puts objects. */
    Target target();

    /**
     * A task as it stands.
     *
     * @param fullLoadOnly whether it ends after the load; otherwise it goes on with changes
     * @param started when its last run began, null for a task that never ran
     * @param percent of the load, 0 to 100
     * @param message what it says of its end, empty where it says nothing
     */
    record State(
            Phase phase, boolean fullLoadOnly, @Nullable Instant started, int percent, String message) {}

    /** What a task does. */
    enum Phase {
        /** It waits to be started. */
        READY,
        RUNNING,
        /** Its last run loaded all that it could. */
        FINISHED,
        /** Its last run was ended by somebody, or by an error. */
        FAILED,
        /** It is being made, altered, moved or deleted. */
        UNUSABLE
    }

    /**
     * A table that a run loaded.
     *
     * @param state as the service words it, {@link #COMPLETED} where all went well
     * @param rows that were loaded
     * @param badRows that were not
     */
    record Loaded(String schema, String table, String state, long rows, long badRows) {
        public static final String COMPLETED = "Table completed";

        public boolean isComplete() {
            return state.equals(COMPLETED) && badRows == 0;
        }
    }

    /**
     * Where objects go.
     *
     * @param prefix empty, or ending in {@code /}; below it each table has the folder {@code schema/table/}
     * @param nullText what stands for a value that is none
     * @param oddities what its settings have that files of rows may not: each with what is expected
     */
    record Target(String bucket, String prefix, String nullText, List<String> oddities) {}

    /** There is no such task. */
    final class NoSuchTask extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NoSuchTask(String task) {
            super("no DMS task is called '" + task + "'");
        }
    }
}
