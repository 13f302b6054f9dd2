package org.catalogsync.sync.fullload;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.catalogsync.stores.fullload.FullLoadTask;
import org.catalogsync.stores.fullload.FullLoadTask.Loaded;
import org.catalogsync.stores.fullload.FullLoadTask.NoSuchTask;
import org.catalogsync.stores.fullload.FullLoadTask.Phase;
import org.catalogsync.stores.fullload.FullLoadTask.State;
import org.catalogsync.stores.fullload.FullLoadTask.Target;
import org.catalogsync.sync.declaration.Declaration;
import org.catalogsync.sync.declaration.Declarations;
import org.catalogsync.sync.progress.Progress;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.RunRequest;
import org.catalogsync.sync.run.WritePermit;
import org.catalogsync.sync.source.UnusableInput;
import org.jspecify.annotations.Nullable;

/**
 * Has a DMS task load the ERP's table, and waits for it. One run of the task for one run of ours: that it is to be started is remembered before it is started, so that a restart finds the run that a dead process began and waits for that.
 */
public final class FullLoad {
    /** The step's name. */
    public static final String STEP = "full-load";

    /** Fact: {@link Done}. */
    public static final String LOADED = "full_load";

    private static final String AWAITED = "full_load_awaited";
    private static final String DMS = "dms:";

    private final RunFacts facts;
    private final String spec;

    /** How the files will be read. */
    private final Supplier<Declaration> declaration;

    private final Supplier<FullLoadTask> opened;
    private final Duration poll;
    private final Duration deadline;
    private final WritePermit permit;
    private final Progress progress;
    private final Pause pause;
    private final Clock clock;

    /** Lets time go by. */
    @FunctionalInterface
    public interface Pause {
        void last(Duration duration);
    }

    /**
     * @param poll how often the task is looked at
     * @param deadline for how long this process waits
     */
    public FullLoad(
            RunFacts facts,
            RunRequest request,
            Supplier<FullLoadTask> opened,
            Duration poll,
            Duration deadline,
            WritePermit permit,
            Progress progress,
            Pause pause,
            Clock clock) {
        this.facts = facts;
        this.spec = request.source();
        this.declaration = () -> request.declaration() == null
                ? Declarations.bundled("dms-full-load")
                : Declarations.load(Path.of(request.declaration()));
        this.opened = opened;
        this.poll = poll;
        this.deadline = deadline;
        this.permit = permit;
        this.progress = progress;
        this.pause = pause;
        this.clock = clock;
    }

    /** The task that a request names; empty where its source is another one. */
    public static Optional<String> taskOf(RunRequest request) {
        String source = request.source();
        return source.startsWith(DMS) && source.length() > DMS.length()
                ? Optional.of(source.substring(DMS.length()))
                : Optional.empty();
    }

    /**
     * Which run of the task is waited for.
     *
     * @param before when the run before it began, null where there was none: a run that began then is not it
     * @param from nothing was read from the ERP before this moment
     */
    record Awaited(@Nullable Instant before, Instant from) {}

    /**
     * What the task loaded.
     *
     * @param place where its files lie, {@code s3://BUCKET/PREFIX}
     * @param rows it says that it loaded
     */
    record Done(String place, long rows, Instant from) {}

    /** Loads; returns the rows that the task counted. */
    public long load() {
        FullLoadTask task = opened.get();
        State state = look(task);
        Target target = usable(task, state);
        Awaited awaited = facts.find(AWAITED, Awaited.class)
                .filter(known -> !hasFailed(state, known))
                .orElseGet(() -> choose(state));
        if (isYetToStart(state, awaited)) {
            task.start();
        }
        await(task, awaited);
        Loaded table = complete(task.tables());
        String place = "s3://" + target.bucket() + "/" + target.prefix() + table.schema() + "/" + table.table() + "/";
        facts.put(LOADED, new Done(place, table.rows(), awaited.from()));
        progress.note("the DMS task loaded " + table.rows() + " rows of " + table.schema() + "." + table.table());
        return table.rows();
    }

    private State look(FullLoadTask task) {
        try {
            return task.look();
        } catch (NoSuchTask missing) {
            throw new UnusableInput(
                    UnusableInput.Code.SOURCE_MISSING,
                    "no such DMS task",
                    spec,
                    "the identifier or the ARN of a replication task in this region",
                    "none");
        }
    }

    /** What a start would not put right is told before it. */
    private Target usable(FullLoadTask task, State state) {
        if (!state.fullLoadOnly() || state.phase() == Phase.UNUSABLE) {
            throw new UnusableInput(
                    UnusableInput.Code.SOURCE_MISSING,
                    "the DMS task cannot be used for a full load",
                    spec,
                    "a task of the migration type full-load that is ready, running or stopped",
                    state.fullLoadOnly()
                            ? "one that is being altered"
                            : "one that goes on with changes: a reload would interrupt them");
        }
        Target target = task.target();
        if (!target.oddities().isEmpty()) {
            throw new UnusableInput(
                    UnusableInput.Code.DECLARATION_INVALID,
                    "the task's target writes what the nightly job does not read",
                    spec,
                    "CSV as the declaration dms-full-load has it",
                    String.join("; ", target.oddities()));
        }
        if (!target.nullText().equals(declaration.get().format().nullText())) {
            throw new UnusableInput(
                    UnusableInput.Code.DECLARATION_INVALID,
                    "the task's target writes another text for what is no value: it would be read as one",
                    spec,
                    "CsvNullValue '" + declaration.get().format().nullText() + "', as the declaration "
                            + declaration.get().name() + " has it",
                    "'" + target.nullText() + "'");
        }
        return target;
    }

    private static boolean hasFailed(State state, Awaited awaited) {
        return state.phase() == Phase.FAILED && isOf(state, awaited);
    }

    /** Kept before the start, whatever becomes of this process. A run that somebody else began is as good as one of ours, as old as its start. */
    private Awaited choose(State state) {
        Instant now = clock.instant();
        Awaited awaited = state.phase() == Phase.RUNNING
                ? new Awaited(null, state.started() == null ? now : state.started())
                : new Awaited(state.started(), now);
        facts.keep(AWAITED, awaited);
        return awaited;
    }

    private static boolean isYetToStart(State state, Awaited awaited) {
        return state.phase() != Phase.RUNNING && !isOf(state, awaited);
    }

    private static boolean isOf(State state, Awaited awaited) {
        return state.started() != null && !Objects.equals(state.started(), awaited.before());
    }

    private void await(FullLoadTask task, Awaited awaited) {
        Instant end = clock.instant().plus(deadline);
        int told = -1;
        for (int looks = 0; ; looks++) {
            State state = look(task);
            if (isOf(state, awaited) && state.phase() == Phase.FINISHED) {
                return;
            }
            // A task that fails before it ever ran has no start to be known by.
            boolean begun = isOf(state, awaited) || (looks > 0 && state.started() == null);
            if (begun && state.phase() == Phase.FAILED) {
                throw new FullLoadFailed("the DMS task ended without a full load: "
                        + (state.message().isEmpty() ? "it gives no reason" : state.message()));
            }
            if (clock.instant().isAfter(end)) {
                throw new FullLoadFailed(
                        "the DMS task is not done after " + deadline + ", at " + state.percent() + " %");
            }
            if (state.percent() != told) {
                told = state.percent();
                progress.note("full load " + told + " %");
            }
            permit.check();
            pause.last(poll);
        }
    }

    private Loaded complete(List<Loaded> tables) {
        if (tables.size() != 1) {
            throw new UnusableInput(
                    UnusableInput.Code.SOURCE_MISSING,
                    "the DMS task does not load one table",
                    spec,
                    "a task with the product table alone",
                    tables.isEmpty()
                            ? "none"
                            : String.join(
                                    ", ",
                                    tables.stream()
                                            .map(table -> table.schema() + "." + table.table())
                                            .toList()));
        }
        Loaded table = tables.getFirst();
        if (!table.isComplete()) {
            throw new FullLoadFailed("the DMS task did not load " + table.schema() + "." + table.table() + " whole: '"
                    + table.state() + "', " + table.rows() + " rows loaded, " + table.badRows() + " not");
        }
        if (table.rows() == 0) {
            throw new UnusableInput(
                    UnusableInput.Code.SOURCE_EMPTY,
                    "the DMS task loaded no row, and an empty table makes no folder",
                    spec,
                    "at least one row in " + table.schema() + "." + table.table(),
                    "none");
        }
        return table;
    }
}
