package org.catalogsync.devstack.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.StackFailure;
import org.catalogsync.devstack.process.Detached;
import org.catalogsync.devstack.stack.Health;
import org.catalogsync.devstack.stack.PartStatus;
import org.catalogsync.devstack.stack.Progress;
import org.catalogsync.devstack.stack.RunningPart;
import org.catalogsync.devstack.stack.Stack;
import org.catalogsync.devstack.stack.UpReport;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** The operator's side of the stack's commands: results on the standard output, all else on the error output. */
final class Console {

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    /** Runs one command and ends the process with its exit code. */
    static void run(Object command, String[] args) {
        System.exit(new CommandLine(command)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(failure instanceof StackFailure ? failure.getMessage() : failure.toString());
                    return ExitCode.SOFTWARE;
                })
                .execute(args));
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    /** The stack of {@code CATALOG_SYNC_VAR} or of this copy of the project, whose parts outlive the command. */
    static Stack stack(Progress progress) {
        return new Stack(root(), var(), true, new Detached(), progress);
    }

    static Path var() {
        String configured = System.getenv("CATALOG_SYNC_VAR");
        return configured == null ? root().resolve("var") : Path.of(configured);
    }

    private static Path root() {
        return Path.of(System.getProperty("catalogsync.root", "."));
    }

    /** Progress in words, on the error output: the standard output belongs to the result. */
    Progress spoken() {
        return new Spoken(err);
    }

    /** A part that was not asked for by name may stay down where the machine lacks something for it. */
    int outcome(UpReport report, boolean named) {
        report.failures().values().forEach(err::println);
        report.lacking().values().forEach(err::println);
        boolean failed =
                !report.failures().isEmpty() || (named && !report.lacking().isEmpty());
        return failed ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    void print(List<PartStatus> statuses) {
        for (PartStatus status : statuses) {
            out.println(line(status));
        }
    }

    private static String line(PartStatus status) {
        String address = status.running().map(part -> part.url().toString()).orElse("-");
        String rest = status.running().map(part -> rest(status.health(), part)).orElse("");
        return String.format(
                        Locale.ROOT,
                        "%-11s %-27s %-14s %s",
                        status.name().label(),
                        address,
                        status.health().words(),
                        rest)
                .stripTrailing();
    }

    private static String rest(Health health, RunningPart part) {
        if (health == Health.DIED) {
            return "see " + part.log();
        }
        String memory = part.process()
                .residentMegabytes()
                .map(megabytes -> ", " + megabytes + " MB")
                .orElse("");
        return "pid " + part.process().pid() + memory;
    }

    static String labels(List<PartName> parts) {
        return parts.stream().map(PartName::label).collect(Collectors.joining(" "));
    }

    private record Spoken(PrintStream err) implements Progress {

        @Override
        public void starting(PartName part) {
            err.println("starting " + part.label());
        }

        @Override
        public void started(RunningPart part, Duration took) {
            err.println(String.format(
                    Locale.ROOT,
                    "%s answers on %s after %.1f s",
                    part.name().label(),
                    part.url(),
                    took.toMillis() / 1000.0));
        }

        @Override
        public void waitingForAnotherCommand() {
            err.println("another stack command is at work; waiting for it");
        }
    }
}
