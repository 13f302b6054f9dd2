package org.catalogsync.sync;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.sync.ask.ErpDoor;
import org.catalogsync.sync.batch.CommitLog;
import org.catalogsync.sync.report.RunSummaries;
import org.catalogsync.sync.run.FactStore;
import org.catalogsync.sync.run.Runs;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** What a command works with, open until it is closed. */
public final class Session implements AutoCloseable {
    /** An orchestrator kills what has not ended some ten seconds after it asked. */
    private static final Duration PATIENCE = Duration.ofSeconds(7);

    private final ConfigurableApplicationContext context;
    private volatile @Nullable NightlyRun working;

    private Session(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Opens the job repository; stores connect when they are first used.
     *
     * @param environment what says where the stores are
     * @param properties settings that win over the configuration file
     */
    public static Session open(Map<String, String> environment, String... properties) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                // A signal first lets the running step commit; see Signals.
                .registerShutdownHook(false)
                .initializers(started -> ((GenericApplicationContext) started)
                        .registerBean(StoresSettings.class, () -> StoresSettings.fromEnvironment(environment)))
                .initializers(started -> ((GenericApplicationContext) started)
                        .registerBean(ErpDoor.class, () -> new ErpOverSoap(environment)))
                .initializers(started -> ((GenericApplicationContext) started)
                        .registerBean(CommitLog.class, () -> CommitLog.of(environment)))
                .run(Arrays.stream(properties).map(property -> "--" + property).toArray(String[]::new));
        return new Session(context);
    }

    public NightlyRun nightly() {
        NightlyRun run = context.getBean(NightlyRun.class);
        working = run;
        return run;
    }

    public Reconciliation reconciliation() {
        return context.getBean(Reconciliation.class);
    }

    public Generations generations() {
        return context.getBean(Generations.class);
    }

    public Runs runs() {
        return context.getBean(Runs.class);
    }

    public FactStore facts() {
        return context.getBean(FactStore.class);
    }

    public RunSummaries summaries() {
        return context.getBean(RunSummaries.class);
    }

    public Stores stores() {
        return context.getBean(Stores.class);
    }

    public SyncSettings settings() {
        return context.getBean(SyncSettings.class);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Asks what is under way to stop at its next commit; returns within some seconds, true if it ended by then and false if it was only recorded as stopped. */
    boolean stop() {
        NightlyRun run = working;
        return run == null || run.stop(PATIENCE);
    }
}
