package org.catalogsync.sync.batch;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobInstanceAlreadyCompleteException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.core.task.TaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

/** Runs a flow's steps as a Spring Batch job: one job instance a run, one execution an attempt. */
public final class JobRunner {
    private static final String JOB = "nightly";

    private final JobRepository repository;
    private final JobOperator operator;
    private final BatchJobs jobs;
    private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();
    private volatile @Nullable JobExecution current;

    public JobRunner(
            JobRepository repository,
            JobOperator operator,
            PlatformTransactionManager transactions,
            TaskExecutor workers,
            int partitions,
            CommitLog commits) {
        this.repository = repository;
        this.operator = operator;
        this.jobs = new BatchJobs(
                repository,
                transactions,
                workers,
                partitions,
                execution -> current = execution,
                // Batch keeps of a partition only that it failed; people want to know why.
                thrown -> firstFailure.compareAndSet(null, thrown),
                commits);
    }

    /** Starts the run, or goes on where its last attempt left off; returns when it ended. */
    public Ended run(long run, List<NightlyStep> steps, StepObserver observer) {
        firstFailure.set(null);
        try {
            JobExecution execution = operator.start(jobs.job(JOB, steps, observer), parameters(run));
            return ended(execution);
        } catch (JobInstanceAlreadyCompleteException done) {
            // The attempt before died between its last commit and its word that the run is complete.
            return new Ended.Completed();
        } catch (JobExecutionException e) {
            return new Ended.Failed(e);
        } finally {
            current = null;
        }
    }

    /** Asks the running job to stop at its next commit. */
    public void stop() {
        JobExecution running = current;
        if (running != null) {
            try {
                operator.stop(running);
            } catch (JobExecutionException e) {
                // It ended between our look and our call: nothing is left to stop.
                current = null;
            }
        }
    }

    /** Marks executions that a dead process left running as failed, so that they can be started again. Call it only while holding the lease. */
    public void recoverDead() {
        for (JobExecution dead : repository.findRunningJobExecutions(JOB)) {
            operator.recover(dead);
        }
    }

    /** How long the steps of a run took, over all its attempts, in the order in which they ran. */
    public List<StepTime> steps(long run) {
        JobInstance instance = repository.getJobInstance(JOB, parameters(run));
        if (instance == null) {
            return List.of();
        }
        Map<String, StepTime> times = new LinkedHashMap<>();
        repository.getJobExecutions(instance).stream()
                .sorted(Comparator.comparingLong(JobExecution::getId))
                .flatMap(execution ->
                        execution.getStepExecutions().stream().sorted(Comparator.comparingLong(StepExecution::getId)))
                .filter(step -> !isPartition(step))
                .forEach(step -> times.merge(step.getStepName(), time(step), StepTime::plus));
        return new ArrayList<>(times.values());
    }

    /**
     * @param seconds wall time
     * @param rows rows handled
     */
    public record StepTime(String name, double seconds, long rows) {
        StepTime plus(StepTime other) {
            return new StepTime(name, seconds + other.seconds, rows + other.rows);
        }
    }

    /** How an attempt ended. */
    public sealed interface Ended {
        record Completed() implements Ended {}

        record Stopped() implements Ended {}

        record Failed(Throwable why) implements Ended {}
    }

    private Ended ended(JobExecution execution) {
        BatchStatus status = execution.getStatus();
        if (status == BatchStatus.COMPLETED) {
            return new Ended.Completed();
        }
        Throwable failure = firstFailure.get();
        if (failure != null) {
            return new Ended.Failed(failure);
        }
        Optional<Throwable> why = execution.getAllFailureExceptions().stream().findFirst();
        if (why.isEmpty() && (status == BatchStatus.STOPPED || status == BatchStatus.STOPPING)) {
            return new Ended.Stopped();
        }
        return new Ended.Failed(
                why.orElseGet(() -> new IllegalStateException("the job ended as " + execution.getExitStatus())));
    }

    /** Partitions are named step:number and summed up in their step. */
    private static boolean isPartition(StepExecution step) {
        return step.getStepName().indexOf(':') >= 0;
    }

    private static StepTime time(StepExecution step) {
        LocalDateTime start = step.getStartTime();
        LocalDateTime end = step.getEndTime();
        double seconds =
                start == null || end == null ? 0 : Duration.between(start, end).toMillis() / 1000.0;
        return new StepTime(step.getStepName(), seconds, step.getWriteCount());
    }

    private static JobParameters parameters(long run) {
        return new JobParametersBuilder().addLong("run", run).toJobParameters();
    }
}
