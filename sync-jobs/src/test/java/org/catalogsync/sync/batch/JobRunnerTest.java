package org.catalogsync.sync.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.catalogsync.sync.batch.JobRunner.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.launch.support.JobOperatorFactoryBean;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;

class JobRunnerTest {
    private static final int UNITS = 7;

    private final SortedSet<Integer> done = new ConcurrentSkipListSet<>();
    private JdbcTemplate jdbc;
    private JobRunner jobs;
    private boolean broken = true;

    @BeforeEach
    void openRepository() throws Exception {
        EmbeddedDatabase database = new EmbeddedDatabaseBuilder()
                .setType(EmbeddedDatabaseType.H2)
                .generateUniqueName(true)
                .addScript("org/springframework/batch/core/schema-h2.sql")
                .build();
        JdbcTransactionManager transactions = new JdbcTransactionManager(database);
        JdbcJobRepositoryFactoryBean repositories = new JdbcJobRepositoryFactoryBean();
        repositories.setDataSource(database);
        repositories.setTransactionManager(transactions);
        repositories.afterPropertiesSet();
        JobRepository repository = repositories.getObject();
        JobOperatorFactoryBean operators = new JobOperatorFactoryBean();
        operators.setJobRepository(repository);
        operators.setTransactionManager(transactions);
        operators.setApplicationContext(new StaticApplicationContext());
        operators.afterPropertiesSet();
        jdbc = new JdbcTemplate(database);
        jobs = new JobRunner(
                repository,
                operators.getObject(),
                transactions,
                new SimpleAsyncTaskExecutor(),
                2,
                CommitLog.of(Map.of()));
    }

    @Test
    void goesOnWithTheUnitsThatAreNotCommitted() {
        assertThat(run()).isInstanceOf(Ended.Failed.class);
        assertThat(done).containsExactly(0, 3, 4);

        broken = false;
        done.clear();

        assertThat(run()).isInstanceOf(Ended.Completed.class);
        assertThat(done).containsExactly(1, 2, 5, 6);
    }

    /** Batch stores a partition and, in another transaction, the range that it has. */
    @Test
    void goesOnWithAPartitionWhoseRangeWasNotStoredWhenTheProcessDied() {
        run();
        jdbc.update("""
                UPDATE batch_step_execution_context SET serialized_context = NULL, short_context =
                    (SELECT short_context FROM batch_job_execution_context FETCH FIRST 1 ROWS ONLY)
                WHERE step_execution_id IN (SELECT step_execution_id FROM batch_step_execution WHERE step_name LIKE 'load:%')
                """);
        broken = false;
        done.clear();

        assertThat(run()).isInstanceOf(Ended.Completed.class);
        assertThat(done).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    private Ended run() {
        return jobs.run(1, List.of(new NightlyStep.PerUnit("load", () -> UNITS, this::unit)), new Unseen());
    }

    private long unit(int unit) {
        if (broken && (unit == 1 || unit == 5)) {
            throw new IllegalStateException("unit " + unit);
        }
        done.add(unit);
        return 1;
    }

    /** Nobody looks. */
    private static final class Unseen implements StepObserver {
        @Override
        public void begin(String step) {}

        @Override
        public void advance(String step, long rows) {}

        @Override
        public void end(String step, boolean completed) {}
    }
}
