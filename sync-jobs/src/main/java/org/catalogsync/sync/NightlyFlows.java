package org.catalogsync.sync;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.catalogsync.quality.tally.QualityTally;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.follow.GenerationRegister;
import org.catalogsync.stores.products.ProductWriter;
import org.catalogsync.sync.declaration.Declaration;
import org.catalogsync.sync.declaration.Declarations;
import org.catalogsync.sync.extract.Extract;
import org.catalogsync.sync.extract.TombstoneHorizon;
import org.catalogsync.sync.gate.GateKeeper;
import org.catalogsync.sync.load.Load;
import org.catalogsync.sync.plan.Plan;
import org.catalogsync.sync.plan.Snapshot;
import org.catalogsync.sync.progress.Progress;
import org.catalogsync.sync.publish.Publish;
import org.catalogsync.sync.reconcile.Reconcile;
import org.catalogsync.sync.reindex.GenerationBuild;
import org.catalogsync.sync.reindex.Reindex;
import org.catalogsync.sync.run.FactStore;
import org.catalogsync.sync.run.KeptLease;
import org.catalogsync.sync.run.Lazy;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.RunRecord;
import org.catalogsync.sync.run.Runs;
import org.catalogsync.sync.staging.GuardedObjects;
import org.catalogsync.sync.staging.Manifest;
import org.catalogsync.sync.staging.StagingArea;
import org.catalogsync.sync.transform.Transform;
import org.catalogsync.sync.validate.Validate;
import tools.jackson.databind.json.JsonMapper;

/** Gives the stages of one run's flow what they work with. */
final class NightlyFlows {
    private final SyncSettings settings;
    private final Stores stores;
    private final Runs runs;
    private final FactStore facts;
    private final NightlySources sources;
    private final JsonMapper json;
    private final Clock clock;
    private final TombstoneHorizon horizon;

    NightlyFlows(
            SyncSettings settings,
            Stores stores,
            Runs runs,
            FactStore facts,
            NightlySources sources,
            JsonMapper json,
            Clock clock) {
        this.settings = settings;
        this.stores = stores;
        this.sources = sources;
        this.runs = runs;
        this.facts = facts;
        this.json = json;
        this.clock = clock;
        this.horizon = new TombstoneHorizon(stores::state, settings.tombstoneLife(), clock);
    }

    TombstoneHorizon horizon() {
        return horizon;
    }

    /** @param lease asked before every write */
    NightlyFlow of(RunRecord run, KeptLease lease, Progress progress) {
        RunFacts mine = facts.of(run.id(), lease);
        StagingArea staging =
                new StagingArea(new GuardedObjects(stores.objects(), lease::checkOwner), run.id(), lease.epoch());
        Supplier<Manifest> manifest = new Lazy<>(() -> mine.get(Extract.MANIFEST, Manifest.class));
        Supplier<Declaration> declaration = new Lazy<>(() -> Declarations.parse(
                manifest.get().declarationName(), manifest.get().declaration()));
        Optional<RunFacts> lastGood = runs.lastGoodBefore(run.id()).map(last -> facts.of(last.id()));
        List<Long> abandoned =
                runs.abandonedBefore(run.id()).stream().map(RunRecord::id).toList();
        GenerationRegister register = new GenerationRegister(stores.state());
        ProductWriter writer = new ProductWriter(
                stores.products(), settings.tombstoneLife(), settings.clockSkew(), clock, lease::check);
        return new NightlyFlow(
                sources.before(mine, run.request(), staging, lease, progress),
                new Extract(
                        mine,
                        run.request(),
                        () -> sources.open(mine, run.request(), progress),
                        horizon::mayHaveForgotten,
                        staging,
                        settings.blockBytes(),
                        progress,
                        json,
                        clock),
                new Transform(mine, staging, manifest, declaration),
                new Validate(mine, staging, manifest),
                new GateKeeper(
                        mine,
                        settings.gate().settings(),
                        rowsOf(lastGood),
                        !runs.acceptances(run.id()).isEmpty()),
                new Snapshot(mine, staging, stores.products(), manifest, clock),
                new Plan(
                        mine,
                        staging,
                        manifest,
                        lastGood,
                        abandoned.stream().map(facts::of).toList()),
                new Load(mine, staging, writer, manifest),
                new GenerationBuild(mine, stores.index(), stores.embeddings(), register, abandoned, lease),
                new Reindex(mine, stores.products(), stores.embeddings(), stores.index(), manifest, lease),
                new Reconcile(
                        mine,
                        staging,
                        stores.products(),
                        stores.index(),
                        stores.embeddings(),
                        manifest,
                        settings.workers(),
                        clock,
                        lease),
                new Publish(
                        mine,
                        staging,
                        stores.index(),
                        register,
                        stores.cache(),
                        stores.events(),
                        stores.state(),
                        manifest,
                        settings.keepGenerations(),
                        json,
                        clock,
                        runs.unfinishedBefore(run.id()).stream()
                                .map(earlier -> facts.of(earlier.id()))
                                .toList(),
                        lease));
    }

    private static OptionalLong rowsOf(Optional<RunFacts> lastGood) {
        return lastGood.flatMap(last -> last.find(GateKeeper.ROWS, QualityTally.class))
                .map(rows -> OptionalLong.of(rows.read()))
                .orElse(OptionalLong.empty());
    }
}
