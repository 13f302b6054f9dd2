package org.catalogsync.sync;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.sync.ask.ErpDoor;
import org.catalogsync.sync.batch.CommitLog;
import org.catalogsync.sync.batch.JobRunner;
import org.catalogsync.sync.report.RunSummaries;
import org.catalogsync.sync.run.FactStore;
import org.catalogsync.sync.run.RunLease;
import org.catalogsync.sync.run.Runs;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** Wires what a session offers. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /**
     * PostgreSQL shows the name beside each session, and a successor knows by it what a silent process left open. It would wait for a lock for ever; here whoever is awake holds one for milliseconds. Other drivers
     * refuse these properties.
     */
    @Bean
    static BeanPostProcessor namedSessions() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool
                        && pool.getJdbcUrl() != null
                        && pool.getJdbcUrl().startsWith("jdbc:postgresql:")) {
                    pool.addDataSourceProperty("ApplicationName", "catalog-sync");
                    pool.addDataSourceProperty("options", "-c lock_timeout=3s");
                }
                return bean;
            }
        };
    }

    @Bean
    JsonMapper json() {
        return Json.mapper();
    }

    @Bean
    @Lazy
    Stores stores(StoresSettings settings) {
        return Stores.of(settings);
    }

    @Bean
    Runs runs(JdbcClient jdbc) {
        return new Runs(jdbc);
    }

    @Bean
    FactStore facts(JdbcClient jdbc, PlatformTransactionManager transactions, JsonMapper json) {
        return new FactStore(jdbc, transactions, json);
    }

    @Bean
    RunLease lease(JdbcOperations jdbc, PlatformTransactionManager transactions) {
        return new RunLease(jdbc, transactions);
    }

    @Bean
    ThreadPoolTaskExecutor workers(SyncSettings settings) {
        ThreadPoolTaskExecutor workers = new ThreadPoolTaskExecutor();
        workers.setCorePoolSize(settings.workers());
        workers.setMaxPoolSize(settings.workers());
        workers.setThreadNamePrefix("worker-");
        return workers;
    }

    @Bean
    JobRunner jobs(
            JobRepository repository,
            JobOperator operator,
            PlatformTransactionManager transactions,
            ThreadPoolTaskExecutor workers,
            SyncSettings settings,
            CommitLog commits) {
        return new JobRunner(repository, operator, transactions, workers, settings.workers(), commits);
    }

    @Bean
    RunSummaries summaries(Runs runs, JobRunner jobs, StoresSettings stores, SyncSettings settings) {
        return new RunSummaries(runs, jobs, endpoints(stores), reports(settings));
    }

    @Bean
    @Lazy
    NightlyRun nightly(
            SyncSettings settings,
            Stores stores,
            Runs runs,
            FactStore facts,
            RunLease lease,
            JobRunner jobs,
            RunSummaries summaries,
            ErpDoor door,
            JsonMapper json,
            Clock clock) {
        NightlySources sources = new NightlySources(settings, stores, door, clock);
        NightlyFlows flows = new NightlyFlows(settings, stores, runs, facts, sources, json, clock);
        DeadRuns dead = new DeadRuns(runs, facts, sources, flows.horizon(), clock);
        return new NightlyRun(flows, stores, runs, facts, dead, lease, jobs, summaries, json, clock);
    }

    @Bean
    @Lazy
    Reconciliation reconciliation(
            SyncSettings settings, Stores stores, Runs runs, FactStore facts, RunLease lease, Clock clock) {
        return new Reconciliation(settings, stores, runs, facts, new OperatorLease(lease, clock), clock);
    }

    @Bean
    @Lazy
    Generations generations(SyncSettings settings, Stores stores, RunLease lease, Clock clock) {
        return new Generations(settings, stores, new OperatorLease(lease, clock), clock);
    }

    /** Relative to the working folder where it lies below it, since that is what people can click. */
    private static Path reports(SyncSettings settings) {
        Path reports = settings.varDir().resolve("reports").toAbsolutePath().normalize();
        Path here = Path.of("").toAbsolutePath();
        return reports.startsWith(here) ? here.relativize(reports) : reports;
    }

    private static Map<String, String> endpoints(StoresSettings stores) {
        Map<String, String> endpoints = new LinkedHashMap<>();
        for (String service : new String[] {"dynamodb", "s3", "eventbridge", "bedrock-runtime"}) {
            endpoints.put(
                    service,
                    stores.endpoint(service.toUpperCase(Locale.ROOT).replace('-', '_'))
                            .map(Object::toString)
                            .orElse("https://" + service + "." + stores.region() + ".amazonaws.com"));
        }
        endpoints.put("opensearch", stores.openSearch().toString());
        endpoints.put("redis", stores.redisAddress());
        return endpoints;
    }
}
