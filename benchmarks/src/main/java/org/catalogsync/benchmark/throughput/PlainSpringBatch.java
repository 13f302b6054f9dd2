package org.catalogsync.benchmark.throughput;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.annotation.EnableBatchProcessing;
import org.springframework.batch.core.configuration.annotation.EnableJdbcJobRepository;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.file.FlatFileItemReader;
import org.springframework.batch.infrastructure.item.file.builder.FlatFileItemReaderBuilder;
import org.springframework.batch.infrastructure.item.file.separator.DefaultRecordSeparatorPolicy;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The job that one would write first: FlatFileItemReader, a bean with typed fields, checks in the processor, a writer that does nothing; chunks of 1,000, one partition a file, two at a time. */
final class PlainSpringBatch {
    private static final int CHUNK = 1_000;
    private static final String WORKER = "read";

    private PlainSpringBatch() {}

    static void main(String[] args) throws Exception {
        long begin = System.nanoTime();
        System.setProperty("sample", args[0]);
        try (var context = new AnnotationConfigApplicationContext(Wiring.class)) {
            JobExecution ended =
                    context.getBean(JobOperator.class).start(context.getBean(Job.class), new JobParameters());
            if (ended.getStatus() != BatchStatus.COMPLETED) {
                throw new IllegalStateException(
                        "the plain job ended as " + ended,
                        ended.getAllFailureExceptions().getFirst());
            }
            counts(ended, begin).print();
        }
        System.exit(0); // Logging and the database keep threads.
    }

    private static Counts counts(JobExecution ended, long begin) {
        long rows = 0;
        long accepted = 0;
        for (StepExecution step : ended.getStepExecutions()) {
            if (step.getStepName().startsWith(WORKER + ":")) {
                rows += step.getReadCount();
                accepted += step.getWriteCount();
            }
        }
        return Counts.since(begin, rows, accepted, Long.toString(accepted));
    }

    /** Spring Batch with its tables in memory. */
    @Configuration
    @EnableBatchProcessing
    @EnableJdbcJobRepository
    static class Wiring {

        @Bean
        Sample sample() {
            return Sample.read(Path.of(System.getProperty("sample")));
        }

        @Bean
        DataSource dataSource() {
            return new EmbeddedDatabaseBuilder()
                    .setType(EmbeddedDatabaseType.H2)
                    .addScript("/org/springframework/batch/core/schema-h2.sql")
                    .build();
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        @StepScope
        FlatFileItemReader<Volume> reader(@Value("#{stepExecutionContext['file']}") String file, Sample sample) {
            return new FlatFileItemReaderBuilder<Volume>()
                    .name("volumes")
                    .resource(new FileSystemResource(file))
                    .encoding(sample.charset().name())
                    .linesToSkip(sample.header() ? 1 : 0)
                    .recordSeparatorPolicy(new DefaultRecordSeparatorPolicy())
                    .delimited()
                    .strict(false)
                    .names(
                            "isbn", "title", "kana", "author", "genre", "qty", "wh", "status", "price", "restock",
                            "eta", "updated")
                    .fieldSetMapper(new PlainReadings(sample.nullText()))
                    .build();
        }

        @Bean
        Step worker(
                JobRepository repository, PlatformTransactionManager transactions, FlatFileItemReader<Volume> reader) {
            return new StepBuilder(WORKER, repository)
                    .<Volume, Volume>chunk(CHUNK)
                    .transactionManager(transactions)
                    .reader(reader)
                    .processor(volume -> PlainReadings.accepts(volume) ? volume : null)
                    .writer(chunk -> {})
                    .build();
        }

        @Bean
        Job job(JobRepository repository, Step worker, Sample sample) {
            SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("plain-");
            threads.setConcurrencyLimit(Share.THREADS);
            Step all = new StepBuilder("all", repository)
                    .partitioner(WORKER, files(sample.files()))
                    .step(worker)
                    .gridSize(sample.files().size())
                    .taskExecutor(threads)
                    .build();
            return new JobBuilder("plain", repository).start(all).build();
        }

        private static Partitioner files(List<Path> files) {
            return gridSize -> {
                Map<String, ExecutionContext> partitions = new HashMap<>();
                for (Path file : files) {
                    ExecutionContext context = new ExecutionContext();
                    context.putString("file", file.toString());
                    partitions.put(file.getFileName().toString(), context);
                }
                return partitions;
            };
        }
    }
}
