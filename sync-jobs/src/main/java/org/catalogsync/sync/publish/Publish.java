package org.catalogsync.sync.publish;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.cache.AnswerCache;
import org.catalogsync.stores.events.EventBus;
import org.catalogsync.stores.follow.GenerationRegister;
import org.catalogsync.stores.index.CatalogueIndex;
import org.catalogsync.stores.objects.ObjectStore.ObjectMissing;
import org.catalogsync.stores.state.SyncState;
import org.catalogsync.stores.state.Watermarks;
import org.catalogsync.sync.load.Load;
import org.catalogsync.sync.load.LoadReceipt;
import org.catalogsync.sync.plan.Plan;
import org.catalogsync.sync.plan.PlannedChange;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.WritePermit;
import org.catalogsync.sync.staging.Manifest;
import org.catalogsync.sync.staging.StagingArea;
import tools.jackson.databind.json.JsonMapper;

/** Each of its acts may be done again: the swap knows when it has happened, invalidations and the event repeat harmlessly (one {@code event_id} a run), the watermark only rises. */
public final class Publish {
    /** The step's name. */
    public static final String STEP = "publish";

    private static final String SOURCE = "manga-assist.catalog";
    private static final String COMPLETED = "catalog.sync.completed";

    /** Name of the record in {@code manga-sync-state}: run, watermark, generation. */
    public static final String NIGHTLY = Watermarks.NIGHTLY;

    /** Fact: how many keys the run corrected although a stream follows the source. */
    public static final String DRIFT = "drift";

    private final RunFacts facts;
    private final StagingArea staging;
    private final CatalogueIndex index;
    private final GenerationRegister register;
    private final AnswerCache cache;
    private final EventBus events;
    private final SyncState state;
    private final Supplier<Manifest> manifest;
    private final int keepGenerations;
    private final JsonMapper json;
    private final Clock clock;
    private final List<RunFacts> unfinished;
    private final WritePermit permit;

    /** @param unfinished facts of runs since the last good one, however they ended */
    public Publish(
            RunFacts facts,
            StagingArea staging,
            CatalogueIndex index,
            GenerationRegister register,
            AnswerCache cache,
            EventBus events,
            SyncState state,
            Supplier<Manifest> manifest,
            int keepGenerations,
            JsonMapper json,
            Clock clock,
            List<RunFacts> unfinished,
            WritePermit permit) {
        this.facts = facts;
        this.staging = staging;
        this.index = index;
        this.register = register;
        this.cache = cache;
        this.events = events;
        this.state = state;
        this.manifest = manifest;
        this.keepGenerations = keepGenerations;
        this.json = json;
        this.clock = clock;
        this.unfinished = unfinished;
        this.permit = permit;
    }

    /** Publishes; returns how many keys were invalidated. */
    public long publish() {
        recordDrift();
        swap();
        long invalidated = invalidateChanged();
        recordWatermark();
        announce(invalidated);
        retireOldGenerations();
        return invalidated;
    }

    /** Before the watermark of this run replaces that of the last one. */
    private void recordDrift() {
        if (facts.find(DRIFT, Long.class).isEmpty()) {
            facts.keep(DRIFT, streamFollows() ? corrected() : 0L);
        }
    }

    /** What was written because it differed; keys written again after a dead run are none. */
    private long corrected() {
        LoadReceipt load = Load.total(facts);
        long sealed = Plan.receipts(facts).stream()
                .mapToLong(plan -> plan.tally().sealed())
                .sum();
        return Math.max(0, load.written() + load.same() - sealed);
    }

    /** Whether a stream should have brought everything since the last watermark. */
    private boolean streamFollows() {
        Optional<Instant> since = state.find(Watermarks.STREAM)
                .map(found -> found.fields().get(Watermarks.SINCE))
                .map(Instant::parse);
        Optional<Instant> previous = new Watermarks(state).night();
        return since.isPresent() && previous.isPresent() && since.get().isBefore(previous.get());
    }

    private void swap() {
        String generation = index.generationName(facts.run());
        Optional<String> live = index.live();
        if (!live.equals(Optional.of(generation))) {
            permit.check();
            index.swap(live.orElse(null), generation);
        }
    }

    /**
     * After the writes and after the swap: whoever fills the cache from now on reads what is new. What earlier runs wrote that never came this far is not in this run's plan, since it found it written.
     */
    private long invalidateChanged() {
        for (RunFacts earlier : unfinished) {
            try {
                invalidateChanged(earlier);
            } catch (ObjectMissing gone) {
                // Staging is kept for days and answers for minutes: none is left that this plan could speak of.
                continue;
            }
        }
        return invalidateChanged(facts);
    }

    private long invalidateChanged(RunFacts of) {
        long invalidated = 0;
        for (Plan.Receipt plan : Plan.receipts(of)) {
            for (int slice = 0; slice < plan.changes().lines().length; slice++) {
                List<Isbn> isbns = new ArrayList<>();
                PlannedChange.read(plan.changes().read(staging.objects(), slice), change -> isbns.add(change.isbn()));
                permit.check();
                cache.invalidate(isbns);
                invalidated += isbns.size();
            }
        }
        return invalidated;
    }

    private void recordWatermark() {
        boolean replaced;
        do {
            Optional<SyncState.Entry> entry = state.find(NIGHTLY);
            Instant known = entry.map(found -> found.fields().get(Watermarks.WATERMARK))
                    .map(Instant::parse)
                    .orElse(Instant.MIN);
            Instant watermark = manifest.get().watermark();
            Instant latest = known.isAfter(watermark) ? known : watermark;
            String generation = index.generationName(facts.run());
            Map<String, String> fields = Map.of(
                    "run",
                    Long.toString(facts.run()),
                    Watermarks.WATERMARK,
                    latest.toString(),
                    "completed_at",
                    clock.instant().toString(),
                    Watermarks.GENERATION,
                    generation,
                    Publications.PUBLISHED,
                    String.join(",", lastPublished(entry, generation)));
            permit.check();
            replaced = state.replace(
                    NIGHTLY, fields, entry.map(SyncState.Entry::version).orElse(0L));
        } while (!replaced);
    }

    private void announce(long changedKeys) {
        events.createIfAbsent();
        Instant now = clock.instant();
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("event_type", COMPLETED);
        detail.put("event_id", "nightly@" + facts.run());
        detail.put("schema_version", 1);
        detail.put("run", facts.run());
        detail.put("watermark", manifest.get().watermark().toString());
        detail.put("generation", index.generationName(facts.run()));
        detail.put("changed_keys", changedKeys);
        detail.put("timestamp_utc", now.toString());
        permit.check();
        events.publish(List.of(new EventBus.Event(SOURCE, COMPLETED, json.writeValueAsString(detail), now)));
    }

    /** The generations that were live, this one last, as many as are kept. A generation of a night that failed never was and pushes none of them out. */
    private List<String> lastPublished(Optional<SyncState.Entry> entry, String generation) {
        List<String> published = Publications.latest(Publications.names(entry), generation);
        return published.subList(Math.max(0, published.size() - 1 - keepGenerations), published.size());
    }

    /** Keeps the generations that were live last, and deletes others only below this run, so that a later run's work is never touched. */
    private void retireOldGenerations() {
        String mine = index.generationName(facts.run());
        List<String> kept = lastPublished(state.find(NIGHTLY), mine);
        // What a run that died in between left registered without an index is an orphan as well.
        List<String> retired = Stream.concat(index.generations().stream(), register.names().stream())
                .distinct()
                .filter(name -> name.compareTo(mine) < 0 && !kept.contains(name))
                .toList();
        if (!retired.isEmpty()) {
            permit.check();
            register.remove(retired);
            retired.forEach(index::deleteGeneration);
        }
    }
}
