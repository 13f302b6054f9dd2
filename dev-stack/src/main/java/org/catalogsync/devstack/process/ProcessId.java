package org.catalogsync.devstack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process as it can be recognised later, by another process: number, start time and a marker in its command line.
 *
 * <p>Numbers are reused. Nothing is ever ended because of its number alone.
 */
public record ProcessId(long pid, Instant started, String marker) {

    /** The kernel derives start times from the boot time, which clock corrections move by a second. */
    private static final Duration CLOCK_CORRECTION = Duration.ofSeconds(2);

    /** Recognises a process that was just started. */
    public static ProcessId of(long pid, String marker) {
        Instant started = ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .orElseGet(Instant::now);
        return new ProcessId(pid, started, marker);
    }

    /** Whether that very process still runs. */
    public boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> !isZombie(pid))
                .filter(this::startedThen)
                .filter(process -> bearsMarker(process, marker))
                .isPresent();
    }

    /** Asks the process to end, waits, and ends it by force when the time is up. */
    public void end(Duration grace) {
        if (!isAlive()) {
            return;
        }
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        if (!grace.isZero()) {
            process.destroy();
            awaitExit(process, grace);
        }
        if (isAlive()) {
            process.destroyForcibly();
            awaitExit(process, Duration.ofSeconds(10));
        }
    }

    /** Resident memory in MB where the system tells it. */
    public Optional<Long> residentMegabytes() {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    /** All running processes that bear a marker, whoever started them. */
    public static List<ProcessId> bearing(String marker) {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process)
                        .filter(line -> line.contains(marker))
                        .isPresent())
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .map(process -> of(process.pid(), marker))
                .toList();
    }

    private boolean startedThen(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(instant -> Duration.between(instant, started).abs().compareTo(CLOCK_CORRECTION) <= 0)
                .orElse(true);
    }

    private static boolean bearsMarker(ProcessHandle process, String marker) {
        return commandLine(process).map(line -> line.contains(marker)).orElse(true);
    }

    /** Empty where the system does not show it (another user's process). */
    private static Optional<String> commandLine(ProcessHandle process) {
        Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            String line = Files.readString(file, StandardCharsets.ISO_8859_1).replace('\0', ' ');
            return line.isBlank() ? Optional.empty() : Optional.of(decoded(line));
        } catch (IOException notLinux) {
            return process.info().commandLine();
        }
    }

    private static String decoded(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** An ended process stays in the table until its parent asks for it; where nobody does, it must not count as running. */
    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException notLinux) {
            return false;
        }
    }

    private void awaitExit(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillThere) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for process " + pid, e);
        }
    }
}
