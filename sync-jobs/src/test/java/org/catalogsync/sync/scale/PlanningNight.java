package org.catalogsync.sync.scale;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.catalogsync.quality.gate.GateSettings;
import org.catalogsync.sync.Json;
import org.catalogsync.sync.batch.CommitLog;
import org.catalogsync.sync.batch.JobRunner;
import org.catalogsync.sync.batch.NightlyStep;
import org.catalogsync.sync.batch.NightlyStep.Once;
import org.catalogsync.sync.batch.NightlyStep.PerUnit;
import org.catalogsync.sync.batch.StepObserver;
import org.catalogsync.sync.declaration.Declaration;
import org.catalogsync.sync.declaration.Declarations;
import org.catalogsync.sync.extract.Extract;
import org.catalogsync.sync.gate.GateKeeper;
import org.catalogsync.sync.plan.Plan;
import org.catalogsync.sync.plan.Snapshot;
import org.catalogsync.sync.progress.SilentProgress;
import org.catalogsync.sync.run.FactStore;
import org.catalogsync.sync.run.Lazy;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.RunRequest;
import org.catalogsync.sync.source.Sources;
import org.catalogsync.sync.staging.Manifest;
import org.catalogsync.sync.staging.StagingArea;
import org.catalogsync.sync.transform.Transform;
import org.catalogsync.sync.validate.Validate;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** A night up to its plan, by the stages, the job and the database of production; only the stores are folders. */
final class PlanningNight implements AutoCloseable {
    private static final int WORKERS = 2;
    private static final int BLOCK_BYTES = 4 << 20;

    private final Path directory;
    private final ConfigurableApplicationContext context;
    private final ThreadPoolTaskExecutor workers = new ThreadPoolTaskExecutor();
    private final JsonMapper json = Json.mapper();
    private final FactStore facts;

    /** @param directory for the database, the objects and the table */
    PlanningNight(Path directory) {
        this.directory = directory;
        SpringApplication application = new SpringApplication(Wiring.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        this.context = application.run("--catalog-sync.var-dir=" + directory, "--logging.level.root=warn");
        this.facts = new FactStore(
                context.getBean(JdbcClient.class), context.getBean(PlatformTransactionManager.class), json);
        workers.setCorePoolSize(WORKERS);
        workers.setMaxPoolSize(WORKERS);
        workers.initialize();
    }

    /** Batch and its database as Spring Boot sets them up for the job. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Wiring {}

    /** Extracts and validates one row per ISBN. */
    void validate(long run, Path catalogue) {
        run(run, steps(run, catalogue).subList(0, 3));
    }

    /** Goes all the way to the judged plan. */
    void plan(long run, Path catalogue) {
        run(run, steps(run, catalogue));
    }

    RunFacts facts(long run) {
        return facts.of(run);
    }

    List<JobRunner.StepTime> times(long run) {
        return jobs().steps(run);
    }

    DirectoryObjects objects() {
        return new DirectoryObjects(directory.resolve("objects"));
    }

    Path table() {
        return directory.resolve("table");
    }

    private List<NightlyStep> steps(long run, Path catalogue) {
        RunFacts found = facts(run);
        StagingArea staging = new StagingArea(objects(), run);
        Supplier<Manifest> manifest = new Lazy<>(() -> found.get(Extract.MANIFEST, Manifest.class));
        Supplier<Declaration> declaration = new Lazy<>(() -> Declarations.parse(
                manifest.get().declarationName(), manifest.get().declaration()));
        String source = "files:" + catalogue;
        Extract extract = new Extract(
                found,
                new RunRequest(source, null, null, true),
                () -> Sources.open(source, null, bucket -> objects()),
                watermark -> false,
                staging,
                BLOCK_BYTES,
                new SilentProgress(System.err),
                json,
                Clock.systemUTC());
        Transform transform = new Transform(found, staging, manifest, declaration);
        Validate validate = new Validate(found, staging, manifest);
        GateKeeper gate = new GateKeeper(found, new GateSettings(0.10, 0.80, 0.05), OptionalLong.empty(), false);
        Snapshot snapshot = new Snapshot(found, staging, new TableOnDisk(table()), manifest, Clock.systemUTC());
        Plan plan = new Plan(
                found,
                staging,
                manifest,
                Optional.of(run - 1).filter(last -> last > 0).map(this::facts),
                List.of());
        return List.of(
                new Once(Extract.STEP, extract::extract),
                new PerUnit(Transform.STEP, transform::blocks, transform::transform),
                new PerUnit(Validate.STEP, validate::buckets, validate::validate),
                new Once(GateKeeper.EXTRACT_STEP, gate::judgeExtract),
                new PerUnit(Snapshot.STEP, snapshot::groups, snapshot::read),
                new PerUnit(Plan.STEP, plan::buckets, plan::plan),
                new Once(GateKeeper.PLAN_STEP, gate::judgePlan));
    }

    private void run(long run, List<NightlyStep> steps) {
        JobRunner.Ended ended = jobs().run(run, steps, new Silent());
        if (ended instanceof JobRunner.Ended.Failed failed) {
            throw new IllegalStateException("run " + run + " failed", failed.why());
        }
    }

    private JobRunner jobs() {
        return new JobRunner(
                context.getBean(JobRepository.class),
                context.getBean(JobOperator.class),
                context.getBean(PlatformTransactionManager.class),
                workers,
                WORKERS,
                CommitLog.of(Map.of()));
    }

    @Override
    public void close() {
        workers.shutdown();
        context.close();
    }

    /** Watches nothing. */
    private record Silent() implements StepObserver {
        @Override
        public void begin(String step) {}

        @Override
        public void advance(String step, long rows) {}

        @Override
        public void end(String step, boolean completed) {}
    }
}
