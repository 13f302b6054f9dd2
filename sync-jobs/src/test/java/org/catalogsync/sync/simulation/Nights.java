package org.catalogsync.sync.simulation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StoredItem;
import org.catalogsync.quality.tally.QualityTally;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.events.EventBus;
import org.catalogsync.stores.index.CatalogueIndex.IndexDocument;
import org.catalogsync.stores.index.CatalogueIndex.SwapRefused;
import org.catalogsync.sync.Json;
import org.catalogsync.sync.batch.NightlyStep;
import org.catalogsync.sync.batch.NightlyStep.Once;
import org.catalogsync.sync.batch.NightlyStep.PerUnit;
import org.catalogsync.sync.load.Load;
import org.catalogsync.sync.plan.Plan;
import org.catalogsync.sync.plan.Snapshot;
import org.catalogsync.sync.publish.Publish;
import org.catalogsync.sync.reconcile.Reconcile;
import org.catalogsync.sync.reconcile.StoresDiffer;
import org.catalogsync.sync.reindex.GenerationBuild;
import org.catalogsync.sync.reindex.Reindex;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.WritePermit;
import org.catalogsync.sync.staging.BucketedLines;
import org.catalogsync.sync.staging.ExtractLine;
import org.catalogsync.sync.staging.Manifest;
import org.catalogsync.sync.staging.StagingArea;
import org.catalogsync.sync.transform.Transform;
import org.catalogsync.sync.validate.Validate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The nights, one after another, by the project's own stages in the order of its flow: each unit is committed by itself, whoever dies is restarted, whoever is silent for too long is taken over. */
final class Nights {
    private static final JsonMapper JSON = Json.mapper();

    /** Silence after which an owner counts as dead, in ticks. */
    private static final int DEAD_AFTER = 100;

    private static final int LONGEST_FREEZE = 900;

    /** After so many attempts nothing is done to a run any more, so that every world comes to rest. */
    private static final int ENOUGH = 8;

    private final World world;
    private final Scheduler scheduler;
    private final Map<String, Integer> failures = new TreeMap<>();
    private final List<Run> presumedDead = new ArrayList<>();
    private final Map<String, Attempt> attempts = new HashMap<>();
    private final Set<Isbn> lateWrites = new HashSet<>();
    private final Map<Long, List<Isbn>> rejected = new TreeMap<>();
    private long lastRun;
    private long epoch;
    private @Nullable Run lastGood;
    private int takenOver;
    private boolean ended;

    Nights(World world) {
        this.world = world;
        this.scheduler = world.scheduler;
    }

    /** An export: what was read row by row, and the watermark that was taken before. */
    private record Extract(
            Instant watermark, List<ExtractLine> lines, List<String> unreadableKeys, List<Isbn> rejected) {}

    private static final class Run {
        final long id;
        final Extract extract;
        int attempts;
        int differed;
        boolean completed;

        /** Its last process ended without a word. */
        boolean silent;

        Run(long id, Extract extract) {
            this.id = id;
            this.extract = extract;
        }
    }

    /** Another process works on under a higher epoch. */
    private static final class TakenOver extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TakenOver() {
            super("taken over");
        }
    }

    void start() {
        scheduler.start("operator", this::work);
    }

    private void work() {
        for (int night = 1; night <= world.character.nights(); night++) {
            scheduler.sleep(1 + scheduler.dice().nextInt(400));
            carryOut();
        }
        if (world.character.lastNight()) {
            while (!world.erp.ended()) {
                scheduler.sleep(50);
            }
            carryOut();
        }
        ended = true;
    }

    boolean ended() {
        return ended;
    }

    int takenOver() {
        return takenOver;
    }

    Map<String, Integer> failures() {
        return failures;
    }

    /** A key whose row the last good night could not read keeps what it had. */
    boolean heldAtLast(Isbn isbn) {
        return lastGood != null && lastGood.extract.rejected().contains(isbn);
    }

    /** Whether whoever acts now is a run that was overtaken since it last looked. */
    boolean isLate() {
        return current().filter(attempt -> attempt.mine != epoch).isPresent();
    }

    private Optional<Attempt> current() {
        return Optional.ofNullable(attempts.get(scheduler.me()));
    }

    /** Whether the last write of this held key came from a run that was overtaken between its look at the lease and the write. Nobody brings it to the index before the next night. */
    boolean wroteLate(Isbn isbn) {
        return lateWrites.contains(isbn)
                && (heldAtLast(isbn)
                        || rejected.getOrDefault(lastRun, List.of()).contains(isbn));
    }

    /** Sees every write to the table. */
    void written(Isbn isbn) {
        if (isLate()) {
            lateWrites.add(isbn);
        } else {
            lateWrites.remove(isbn);
        }
    }

    /** Missing is not rejected: no night deletes a key whose row it could not read. */
    void judge(Isbn isbn) {
        if (world.products.now(isbn) instanceof StoredItem.Tombstone deleted
                && deleted.stamp().sourceVersion() instanceof SourceVersion.Nightly by
                && rejected.getOrDefault(by.run(), List.of()).contains(isbn)) {
            world.violated("a rejected row's key was deleted: " + isbn);
        }
    }

    /** One night, with as many attempts and runs as it takes. */
    private void carryOut() {
        Run run = open(null);
        while (true) {
            attempt(run);
            if (run.completed) {
                lastGood = run;
                return;
            }
            scheduler.sleep(1 + scheduler.dice().nextInt(60));
            if (run.silent && !presumedDead.contains(run)) {
                // Also where it is taken up: the process that was silent may only sleep.
                presumedDead.add(run);
            }
            boolean resumable = isWithinHorizon(run.extract) && run.differed < 2;
            if (!resumable || scheduler.chance(0.3)) {
                run = open(resumable && scheduler.chance(0.3) ? run.extract : null);
            }
        }
    }

    /** An older extract would speak of keys whose tombstones may already be forgotten. */
    private boolean isWithinHorizon(Extract extract) {
        return Scheduler.tick(extract.watermark()) > scheduler.now() - World.LIFE;
    }

    private Run open(@Nullable Extract again) {
        Run run = new Run(++lastRun, again == null ? extract() : again);
        rejected.put(run.id, run.extract.rejected());
        return run;
    }

    /** Runs until the process has ended or has been silent for so long that it counts as dead. It may wake up later. */
    private void attempt(Run run) {
        long mine = ++epoch;
        run.silent = true;
        boolean safe = ++run.attempts > ENOUGH || lastRun > 3L * ENOUGH;
        String name = "night-" + run.id + "/" + mine;
        Attempt attempt = new Attempt(run, mine);
        attempts.put(name, attempt);
        Scheduler.Process process = scheduler
                .start(name, attempt::carryOut)
                .mortal(safe ? 0 : world.character.crashRate())
                .failing(safe ? 0 : world.character.crashRate() / 3)
                .freezable(safe ? 0 : world.character.freezeRate(), LONGEST_FREEZE);
        while (!process.ended()) {
            if (scheduler.silence(process) > DEAD_AFTER) {
                takenOver++;
                scheduler.note("takes over from " + process.name);
                return;
            }
            scheduler.sleep(10);
        }
    }

    private Extract extract() {
        Instant watermark = world.erp.watermark();
        List<ExtractLine> lines = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        List<Isbn> rejected = new ArrayList<>();
        for (Isbn isbn : Erp.KEYS) {
            Erp.Row row = world.erp.read(isbn);
            if (row == null) {
                continue;
            }
            scheduler.note("exported " + Erp.describe(row));
            ExtractLine.Origin origin = new ExtractLine.Origin(0, lines.size() + 1);
            if (scheduler.chance(world.character.rejectRate())) {
                rejected.add(isbn);
                reject(isbn, row, origin, lines, unreadable);
            } else {
                lines.add(new ExtractLine.Row(row.product(), row.sourceKey(), micros(row.updatedAt()), origin));
            }
            // Beside a row whose key cannot be read nobody knows that the other one is a duplicate.
            Erp.Row earlier = unreadable.contains(misread(isbn)) ? null : world.erp.earlier(isbn);
            if (earlier != null && earlier.updatedAt().isBefore(row.updatedAt()) && scheduler.chance(0.2)) {
                ExtractLine.Origin second = new ExtractLine.Origin(0, lines.size() + 1);
                lines.add(new ExtractLine.Row(
                        earlier.product(), earlier.sourceKey(), micros(earlier.updatedAt()), second));
            }
        }
        if (world.without(Removed.WATERMARK_LOW)) {
            watermark = world.erp.clock();
        }
        scheduler.note("extract as of " + Scheduler.tick(watermark) + ", rejected " + rejected);
        return new Extract(watermark, lines, unreadable, rejected);
    }

    private void reject(
            Isbn isbn, Erp.Row row, ExtractLine.Origin origin, List<ExtractLine> lines, List<String> unreadable) {
        if (world.without(Removed.REJECTED_IS_HELD)) {
            return;
        }
        if (scheduler.chance(0.7)) {
            lines.add(new ExtractLine.Rejected(isbn, micros(row.updatedAt()), origin));
        } else {
            unreadable.add(misread(isbn));
        }
    }

    private static String misread(Isbn isbn) {
        return isbn.value().substring(0, 12) + "X";
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    /** One process that works on a run. */
    private final class Attempt {
        private final Run run;
        private final long mine;
        private final MemoryFacts table = new MemoryFacts(world.facts);
        private final RunFacts facts;
        private final StagingArea staging;
        private final Manifest manifest;
        private final WritePermit permit = this::permit;

        Attempt(Run run, long mine) {
            this.run = run;
            this.mine = mine;
            this.facts = new RunFacts(table, JSON, run.id);
            this.staging = new StagingArea(world.objects, run.id, mine);
            this.manifest =
                    new Manifest("simulation", "simulation", "", run.extract.watermark(), "declared", 1, 1, List.of());
        }

        void carryOut() {
            try {
                steps().forEach(this::carryOut);
                if (mine == epoch) {
                    run.completed = true;
                }
            } catch (TakenOver gone) {
                scheduler.note("writes nothing any more");
            } catch (StoresDiffer differ) {
                failed(differ);
                run.differed++;
            } catch (SwapRefused | StoreUnavailable stopped) {
                failed(stopped);
            } catch (RuntimeException e) {
                if (mine == epoch) {
                    throw e;
                }
                // Who was overtaken may find its generation gone; that it stops is all that matters.
                failed(e);
            }
        }

        private void failed(RuntimeException e) {
            run.silent &= mine != epoch;
            failures.merge(e.getClass().getSimpleName(), 1, Integer::sum);
            scheduler.note("failed: " + e);
        }

        private void permit() {
            scheduler.step("permit");
            if (mine != epoch && !world.without(Removed.PERMIT)) {
                throw new TakenOver();
            }
            if (mine != epoch) {
                world.violated("a run writes after another one took over");
            }
        }

        private void carryOut(NightlyStep step) {
            scheduler.note("step " + step.name());
            switch (step) {
                case Once once -> unit(once.name(), 0, once.work());
                case PerUnit perUnit -> {
                    int units = perUnit.units().getAsInt();
                    for (int i = 0; i < units; i++) {
                        int unit = i;
                        unit(perUnit.name(), unit, () -> perUnit.work().applyAsLong(unit));
                    }
                }
            }
        }

        /** What the unit found out and its checkpoint are committed together; the repository's own versions refuse whoever was overtaken. */
        private void unit(String step, int unit, LongSupplier work) {
            String checkpoint = "checkpoint " + step + "/" + unit;
            if (table.find(run.id, checkpoint).isPresent()) {
                return;
            }
            long rows = work.getAsLong();
            table.put(run.id, checkpoint, Long.toString(rows));
            scheduler.step("commit " + step);
            if (mine != epoch && !world.without(Removed.PERMIT)) {
                throw new TakenOver();
            }
            table.commit();
            scheduler.step("committed");
        }

        /** As the nightly flow has them; files, rules and gates are not of this world. */
        private List<NightlyStep> steps() {
            Validate validate = new Validate(facts, staging, () -> manifest);
            Snapshot snapshot = new Snapshot(facts, staging, world.products, () -> manifest, scheduler.clock());
            Plan plan = new Plan(facts, staging, () -> manifest, lastGoodFacts(), abandonedFacts());
            Load load = new Load(facts, staging, world.writer(permit::check), () -> manifest);
            GenerationBuild build = new GenerationBuild(
                    facts,
                    world.index,
                    Followers.ConstantEmbeddings.ONE,
                    world.register,
                    abandoned().map(dead -> dead.id).toList(),
                    permit);
            Reindex reindex = new Reindex(
                    facts, world.products, Followers.ConstantEmbeddings.ONE, world.index, () -> manifest, permit);
            Publish publish = new Publish(
                    facts,
                    staging,
                    world.index,
                    world.register,
                    world.cache,
                    new Announcements(),
                    world.state,
                    () -> manifest,
                    1,
                    JSON,
                    scheduler.clock(),
                    abandonedFacts(),
                    permit);
            List<NightlyStep> steps = new ArrayList<>(List.of(
                    new Once("transform", this::transform),
                    new PerUnit(Validate.STEP, validate::buckets, validate::validate),
                    new PerUnit(Snapshot.STEP, snapshot::groups, snapshot::read),
                    new PerUnit(Plan.STEP, plan::buckets, plan::plan),
                    new PerUnit(
                            Load.STEP,
                            () -> {
                                build.retireAbandoned();
                                return load.slices();
                            },
                            load::load)));
            if (world.without(Removed.REGISTER_BEFORE_SCAN)) {
                steps.add(new Once("create", () -> {
                    world.index.createGeneration(world.index.generationName(run.id), 1);
                    return 0;
                }));
            } else {
                steps.add(new Once(GenerationBuild.STEP, build::begin));
            }
            steps.add(new PerUnit(Reindex.STEP, reindex::groups, reindex::reindex));
            if (!world.without(Removed.RECONCILE_BEFORE_SWAP)) {
                steps.add(new Once(Reconcile.STEP, this::reconcile));
            }
            if (world.without(Removed.REGISTER_BEFORE_SCAN)) {
                steps.add(new Once(GenerationBuild.STEP, build::begin));
            }
            steps.add(new Once(Publish.STEP, publish::publish));
            return steps;
        }

        private long reconcile() {
            if (world.without(Removed.STABLE_READS)) {
                return reconcileByOneLook();
            }
            return new Reconcile(
                            facts,
                            staging,
                            world.products,
                            world.index,
                            Followers.ConstantEmbeddings.ONE,
                            () -> manifest,
                            1,
                            scheduler.clock(),
                            permit)
                    .reconcile();
        }

        /** Reads each store once, one after the other. */
        private long reconcileByOneLook() {
            String generation = world.index.generationName(run.id);
            Map<Isbn, StoredItem> items = world.products.getAll(Erp.KEYS);
            for (IndexDocument document : world.index.get(generation, Erp.KEYS)) {
                StoredItem item = items.get(document.isbn());
                if (item == null || item.stamp().rev() != document.rev()) {
                    world.violated("a difference that is none: " + document.isbn());
                }
            }
            return items.size();
        }

        private Optional<RunFacts> lastGoodFacts() {
            return Optional.ofNullable(lastGood).map(good -> new RunFacts(table, JSON, good.id));
        }

        /** As the lead of a run asks for them: dead since the last good one. */
        private Stream<Run> abandoned() {
            long good = lastGood == null ? 0 : lastGood.id;
            return presumedDead.stream().filter(dead -> dead.id > good && dead.id < run.id);
        }

        private List<RunFacts> abandonedFacts() {
            return abandoned().map(dead -> new RunFacts(table, JSON, dead.id)).toList();
        }

        private long transform() {
            BucketedLines lines = new BucketedLines(1);
            run.extract.lines().forEach(line -> lines.add(0, out -> ExtractLine.write(out, line)));
            facts.receipt(
                    Transform.STEP,
                    0,
                    new Transform.Receipt(
                            QualityTally.EMPTY,
                            lines.put(world.objects, staging.transformed("export", 0)),
                            run.extract.unreadableKeys()));
            return run.extract.lines().size();
        }
    }

    /** Who listens to a night's event is not of this world. */
    private final class Announcements implements EventBus {
        @Override
        public void createIfAbsent() {}

        @Override
        public void route(String rule, String pattern, String queueArn) {
            // Nobody follows events here.
        }

        @Override
        public void unroute(String rule) {
            // Nobody follows events here.
        }

        @Override
        public void publish(List<Event> events) {
            scheduler.step("event");
        }
    }
}
