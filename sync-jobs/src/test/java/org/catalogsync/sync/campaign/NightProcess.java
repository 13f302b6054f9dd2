package org.catalogsync.sync.campaign;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.catalogsync.sync.Application;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as a process of its own, as an operator starts it, with its commits announced. */
final class NightProcess implements AutoCloseable {
    /** What a JVM ends with that was killed, or halted itself as if. */
    static final int KILLED = 137;

    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final Process process;
    private final List<Commit> commits = new ArrayList<>();
    private final StringBuilder err = new StringBuilder();
    private final StringBuilder out = new StringBuilder();
    private final CountDownLatch read = new CountDownLatch(2);

    private NightProcess(Process process) {
        this.process = process;
        follow(
                process.inputReader(StandardCharsets.UTF_8),
                line -> out.append(line).append('\n'));
        follow(
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)),
                this::readError);
    }

    /** Starts a command; {@code environment} is added to this process's own. */
    static NightProcess start(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                // A process that lives for seconds is not worth the second compiler.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Application.class.getName()));
        command.addAll(Arrays.asList(arguments));
        command.add("--json");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.environment().put("CATALOG_SYNC_COMMIT_LOG", "1");
        try {
            return new NightProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void follow(BufferedReader lines, Consumer<String> reader) {
        Thread.ofVirtual().start(() -> {
            try (lines) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    synchronized (this) {
                        reader.accept(line);
                        notifyAll();
                    }
                }
            } catch (IOException killed) {
                // The pipe broke with the process.
            } finally {
                read.countDown();
                synchronized (this) {
                    notifyAll();
                }
            }
        });
    }

    private void readError(String line) {
        Commit.parse(line).ifPresentOrElse(commits::add, () -> err.append(line).append('\n'));
    }

    /** Waits until a commit is announced that the condition holds for; empty when the process ended before. */
    synchronized Optional<Commit> awaitCommit(java.util.function.Predicate<Commit> wanted) throws InterruptedException {
        while (true) {
            Optional<Commit> found = commits.stream().filter(wanted).findFirst();
            if (found.isPresent() || read.getCount() == 0) {
                return found;
            }
            wait(1_000);
        }
    }

    synchronized List<Commit> commits() {
        return List.copyOf(commits);
    }

    synchronized String err() {
        return err.toString();
    }

    /** Waits for the end. */
    Ended await() throws InterruptedException {
        return await(LONGEST);
    }

    Ended await(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("still running after " + patience + ": " + err());
        }
        read.await();
        synchronized (this) {
            return new Ended(
                    process.exitValue(), out.toString(), err.toString(), commits.isEmpty() ? null : commits.getLast());
        }
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    /** Any signal by its name. */
    void signal(String name) {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** An announced commit. */
    record Commit(String step, int partition, int n) {
        static Optional<Commit> parse(String line) {
            if (!line.startsWith("commit step=")) {
                return Optional.empty();
            }
            String[] parts = line.split("[ =]", -1);
            return Optional.of(new Commit(parts[2], Integer.parseInt(parts[4]), Integer.parseInt(parts[6])));
        }

        /** As {@code CATALOG_SYNC_HALT_AT} wants it. */
        String place() {
            return step + ":" + partition + ":" + n;
        }
    }

    /**
     * How it ended.
     *
     * @param last the last commit that it announced
     */
    record Ended(int exit, String out, String err, @Nullable Commit last) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }

        Commit lastCommit() {
            return Objects.requireNonNull(last, "no commit was announced");
        }
    }
}
