package org.catalogsync.sync.batch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.core.task.TaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Builds a Spring Batch job from the flow's steps. */
final class BatchJobs {
    private static final String BEGIN = "begin";
    private static final String NEXT = "next";
    private static final String END = "end";

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final TaskExecutor workers;
    private final int partitions;
    private final Consumer<JobExecution> started;
    private final Consumer<Throwable> failed;
    private final CommitLog commits;

    BatchJobs(
            JobRepository repository,
            PlatformTransactionManager transactions,
            TaskExecutor workers,
            int partitions,
            Consumer<JobExecution> started,
            Consumer<Throwable> failed,
            CommitLog commits) {
        this.repository = repository;
        this.transactions = transactions;
        this.workers = workers;
        this.partitions = partitions;
        this.started = started;
        this.failed = failed;
        this.commits = commits;
    }

    Job job(String name, List<NightlyStep> steps, StepObserver observer) {
        SimpleJobBuilder builder = new JobBuilder(name, repository)
                .listener(new JobExecutionListener() {
                    @Override
                    public void beforeJob(JobExecution execution) {
                        started.accept(execution);
                    }
                })
                .start(step(steps.getFirst(), observer));
        for (NightlyStep next : steps.subList(1, steps.size())) {
            builder.next(step(next, observer));
        }
        return builder.build();
    }

    private Step step(NightlyStep step, StepObserver observer) {
        return switch (step) {
            case NightlyStep.Once once ->
                new StepBuilder(once.name(), repository)
                        .tasklet(
                                (contribution, chunk) -> {
                                    long rows = told(once.work());
                                    contribution.incrementWriteCount(rows);
                                    observer.advance(once.name(), rows);
                                    afterCommit(() -> commits.committed(once.name(), "0", 1));
                                    return RepeatStatus.FINISHED;
                                },
                                transactions)
                        .listener(new Observed(observer))
                        .build();
            case NightlyStep.PerUnit perUnit -> {
                Map<String, ExecutionContext> ranges = new ConcurrentHashMap<>();
                yield new StepBuilder(perUnit.name(), repository)
                        .partitioner(perUnit.name(), partitioner(perUnit, ranges))
                        .step(worker(perUnit, ranges, observer))
                        .gridSize(partitions)
                        .taskExecutor(workers)
                        .listener(new Observed(observer))
                        .build();
            }
        };
    }

    /**
     * Contiguous ranges of units, at most one partition a unit. Batch asks for them at a restart too.
     *
     * @param ranges also told to the workers: Batch stores a partition first and its range after that, and goes on after a death between the two with a partition that has none
     */
    private Partitioner partitioner(NightlyStep.PerUnit step, Map<String, ExecutionContext> ranges) {
        return gridSize -> {
            int units = step.units().getAsInt();
            int count = Math.clamp(units, 1, gridSize);
            Map<String, ExecutionContext> handed = new HashMap<>();
            for (int i = 0; i < count; i++) {
                ExecutionContext range = new ExecutionContext();
                range.putInt(BEGIN, (int) ((long) units * i / count));
                range.putInt(NEXT, range.getInt(BEGIN));
                range.putInt(END, (int) ((long) units * (i + 1) / count));
                ranges.put(Integer.toString(i), new ExecutionContext(range));
                handed.put(Integer.toString(i), range);
            }
            return handed;
        };
    }

    /** A tasklet that is called again for every unit; Batch commits after each call and stops between two calls when asked to. */
    private Step worker(NightlyStep.PerUnit step, Map<String, ExecutionContext> ranges, StepObserver observer) {
        Tasklet oneUnit = (contribution, chunk) -> {
            StepExecution execution = contribution.getStepExecution();
            String partition = execution.getStepName().substring(step.name().length() + 1);
            ExecutionContext range = execution.getExecutionContext();
            if (!range.containsKey(NEXT)) {
                ExecutionContext whole = Objects.requireNonNull(ranges.get(partition), "no partition " + partition);
                whole.entrySet().forEach(entry -> range.put(entry.getKey(), entry.getValue()));
            }
            int unit = range.getInt(NEXT);
            int end = range.getInt(END);
            if (unit >= end) {
                return RepeatStatus.FINISHED;
            }
            long rows = told(() -> step.work().applyAsLong(unit));
            contribution.incrementWriteCount(rows);
            observer.advance(step.name(), rows);
            range.putInt(NEXT, unit + 1);
            afterCommit(() -> commits.committed(step.name(), partition, unit + 1 - range.getInt(BEGIN)));
            return RepeatStatus.continueIf(unit + 1 < end);
        };
        return new StepBuilder(step.name(), repository)
                .tasklet(oneUnit, transactions)
                .build();
    }

    /** Batch keeps the checkpoint in the same transaction, so after its commit both the unit's receipt and the checkpoint are there. */
    private static void afterCommit(Runnable act) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                act.run();
            }
        });
    }

    private long told(LongSupplier work) {
        try {
            return work.getAsLong();
        } catch (RuntimeException | Error e) {
            failed.accept(e);
            throw e;
        }
    }

    /** Tells the observer when a whole step begins and ends; its partitions are not steps to people. */
    private record Observed(StepObserver observer) implements StepExecutionListener {
        @Override
        public void beforeStep(StepExecution execution) {
            observer.begin(execution.getStepName());
        }

        @Override
        public ExitStatus afterStep(StepExecution execution) {
            observer.end(execution.getStepName(), execution.getStatus() == BatchStatus.COMPLETED);
            return execution.getExitStatus();
        }
    }
}
