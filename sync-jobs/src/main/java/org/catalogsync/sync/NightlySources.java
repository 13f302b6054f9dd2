package org.catalogsync.sync;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.catalogsync.stores.Stores;
import org.catalogsync.sync.ask.Ask;
import org.catalogsync.sync.ask.ErpDoor;
import org.catalogsync.sync.ask.Inquiry;
import org.catalogsync.sync.ask.Keys;
import org.catalogsync.sync.batch.NightlyStep;
import org.catalogsync.sync.batch.NightlyStep.Once;
import org.catalogsync.sync.batch.NightlyStep.PerUnit;
import org.catalogsync.sync.fullload.FullLoad;
import org.catalogsync.sync.fullload.LoadedSource;
import org.catalogsync.sync.progress.Progress;
import org.catalogsync.sync.run.KeptLease;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.RunRecord;
import org.catalogsync.sync.run.RunRequest;
import org.catalogsync.sync.source.Source;
import org.catalogsync.sync.source.Sources;
import org.catalogsync.sync.staging.StagingArea;

/** Where a night's rows come from: files that lie there, files that a DMS task loads first, or the ERP's own word, which the run has to ask for. */
final class NightlySources {
    /** What was asked or loaded is as good as new for the rest of a night. An export that lies there is as good as new for as long as it does. */
    private static final Duration NIGHT = Duration.ofHours(6);

    private final SyncSettings settings;
    private final Stores stores;
    private final ErpDoor door;
    private final Clock clock;

    NightlySources(SyncSettings settings, Stores stores, ErpDoor door, Clock clock) {
        this.settings = settings;
        this.stores = stores;
        this.door = door;
        this.clock = clock;
    }

    /** What has to be done before the source can be read; nothing for files. */
    List<NightlyStep> before(
            RunFacts facts, RunRequest request, StagingArea staging, KeptLease lease, Progress progress) {
        Optional<String> task = FullLoad.taskOf(request);
        if (task.isPresent()) {
            FullLoad load = new FullLoad(
                    facts,
                    request,
                    () -> stores.fullLoad(task.get()),
                    settings.dms().poll(),
                    settings.dms().deadline(),
                    lease,
                    progress,
                    NightlySources::pause,
                    clock);
            return List.of(new Once(FullLoad.STEP, load::load));
        }
        if (!Inquiry.isMeantBy(request)) {
            return List.of();
        }
        Inquiry inquiry = Inquiry.of(
                facts,
                request,
                door,
                settings.erp().pacing(),
                settings.workers(),
                stores.products(),
                stores::objects,
                staging,
                stores.retries(),
                lease,
                progress,
                clock);
        return List.of(
                new Once(Keys.STEP, inquiry.keys()::collect),
                new PerUnit(Ask.STEP, inquiry.ask()::units, inquiry.ask()::ask));
    }

    /** {@link #of}, for the run that does so now: people are told what came of it. */
    Source open(RunFacts facts, RunRequest request, Progress progress) {
        Source source = of(facts, request);
        if (Inquiry.isMeantBy(request)) {
            progress.note(Inquiry.spoken(facts));
        }
        return source;
    }

    /** The source of a run that did all that had to be done before, as it is now. */
    Source of(RunFacts facts, RunRequest request) {
        Duration margin = settings.longestTransaction().plus(settings.clockSkew());
        if (Inquiry.isMeantBy(request)) {
            return Inquiry.answers(facts, request, stores.objects(), margin);
        }
        if (FullLoad.taskOf(request).isPresent()) {
            return LoadedSource.of(facts, request, stores::objects, margin);
        }
        String declaration = request.declaration();
        return Sources.open(request.source(), declaration == null ? null : Path.of(declaration), stores::objects);
    }

    /** Whether what a run has learnt from its source may still be used for the same request now. */
    boolean isOfTonight(RunRecord run, Instant now) {
        boolean asks = Inquiry.isMeantBy(run.request())
                || FullLoad.taskOf(run.request()).isPresent();
        return !asks || run.startedAt().plus(NIGHT).isAfter(now);
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a full load was awaited", e);
        }
    }
}
