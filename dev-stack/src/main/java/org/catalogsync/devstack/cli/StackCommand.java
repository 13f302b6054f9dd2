package org.catalogsync.devstack.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.StackFailure;
import org.catalogsync.devstack.process.Detached;
import org.catalogsync.devstack.stack.Health;
import org.catalogsync.devstack.stack.PartStatus;
import org.catalogsync.devstack.stack.Progress;
import org.catalogsync.devstack.stack.RunningPart;
import org.catalogsync.devstack.stack.Stack;
import org.catalogsync.devstack.stack.StackJson;
import org.catalogsync.devstack.stack.UpReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The stack's commands. Exit codes: 0 done, 1 failed, 2 usage. */
@Command(
        name = "./catalog-sync stack",
        description = "The parts that AWS looks like, on this machine.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class StackCommand implements Runnable {

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    @Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** Runs one command. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new StackCommand())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr()
                            .println(failure instanceof StackFailure ? failure.getMessage() : failure.toString());
                    return ExitCode.SOFTWARE;
                })
                .execute(args));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what: up, status, down or reset.");
    }

    @Command(
            description = "Starts parts that do not run: those named, else all but erp.",
            mixinStandardHelpOptions = true)
    int up(
            @Option(names = "--quiet", description = "Say nothing when all goes well.") boolean quiet,
            @Parameters(
                            paramLabel = "PART",
                            arity = "0..*",
                            description = "dynamodb, opensearch, s3, sqs, events, redis, bedrock, kinesis, erp")
                    @Nullable
                    List<String> labels) {
        Set<PartName> wanted = named(labels);
        if (labels == null) {
            wanted.removeIf(PartName::startsOnlyWhenNamed);
        }
        UpReport report = stack(new Spoken(err)).up(wanted);
        if (!quiet) {
            print(report.statuses());
        }
        return outcome(report, labels != null);
    }

    @Command(
            description = "Shows parts with address and health: those named, else all.",
            mixinStandardHelpOptions = true)
    int status(
            @Option(names = "--json", description = "One JSON object.") boolean json,
            @Parameters(paramLabel = "PART", arity = "0..*") @Nullable List<String> labels) {
        Set<PartName> wanted = named(labels);
        List<PartStatus> statuses = stack(Progress.SILENT).status().stream()
                .filter(status -> wanted.contains(status.name()))
                .toList();
        if (json) {
            out.println(StackJson.of(statuses));
        } else {
            print(statuses);
        }
        return ExitCode.OK;
    }

    @Command(description = "Ends parts: those named, else all; data stay.", mixinStandardHelpOptions = true)
    int down(@Parameters(paramLabel = "PART", arity = "0..*") @Nullable List<String> labels) {
        List<PartName> ended = stack(new Spoken(err)).down(named(labels));
        out.println(ended.isEmpty() ? "nothing was running" : "ended " + labels(ended));
        return ExitCode.OK;
    }

    @Command(description = "Ends every part and forgets all data and runs.", mixinStandardHelpOptions = true)
    int reset() {
        stack(new Spoken(err)).reset();
        out.println("data and runs are forgotten; the next command starts from nothing");
        return ExitCode.OK;
    }

    private Set<PartName> named(@Nullable List<String> labels) {
        if (labels == null) {
            return EnumSet.allOf(PartName.class);
        }
        return labels.stream().map(this::part).collect(Collectors.toCollection(() -> EnumSet.noneOf(PartName.class)));
    }

    private PartName part(String label) {
        return PartName.labelled(label)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "There is no part '" + label + "'. Parts: " + labels(Arrays.asList(PartName.values()))));
    }

    /** A part that was not asked for by name may stay down where the machine lacks something for it. */
    private int outcome(UpReport report, boolean named) {
        report.failures().values().forEach(err::println);
        report.lacking().values().forEach(err::println);
        boolean failed =
                !report.failures().isEmpty() || (named && !report.lacking().isEmpty());
        return failed ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private void print(List<PartStatus> statuses) {
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

    private static String labels(List<PartName> parts) {
        return parts.stream().map(PartName::label).collect(Collectors.joining(" "));
    }

    private static Stack stack(Progress progress) {
        Path root = Path.of(System.getProperty("catalogsync.root", "."));
        Map<String, String> environment = System.getenv();
        Path var = environment.containsKey("CATALOG_SYNC_VAR")
                ? Path.of(environment.get("CATALOG_SYNC_VAR"))
                : root.resolve("var");
        return new Stack(root, var, true, new Detached(), progress);
    }

    /** Progress in words, on the error output: the standard output belongs to the result. */
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
