package org.catalogsync.devstack.cli;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.stack.PartStatus;
import org.catalogsync.devstack.stack.Progress;
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

    private final Console console = new Console();

    @Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** Runs one command. */
    public static void main(String[] args) {
        Console.run(new StackCommand(), args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what: up, status, down or reset.");
    }

    @Command(
            description = "Starts parts that do not run: those named, else all but erp and erp-soap.",
            mixinStandardHelpOptions = true)
    int up(
            @Option(names = "--quiet", description = "Say nothing when all goes well.") boolean quiet,
            @Parameters(
                            paramLabel = "PART",
                            arity = "0..*",
                            description =
                                    "dynamodb, opensearch, s3, sqs, events, redis, bedrock, kinesis, erp, erp-soap")
                    @Nullable
                    List<String> labels) {
        Set<PartName> wanted = named(labels);
        if (labels == null) {
            wanted.removeIf(PartName::startsOnlyWhenNamed);
        }
        UpReport report = Console.stack(console.spoken()).up(wanted);
        if (!quiet) {
            console.print(report.statuses());
        }
        return console.outcome(report, labels != null);
    }

    @Command(
            description = "Shows parts with address and health: those named, else all.",
            mixinStandardHelpOptions = true)
    int status(
            @Option(names = "--json", description = "One JSON object.") boolean json,
            @Parameters(paramLabel = "PART", arity = "0..*") @Nullable List<String> labels) {
        Set<PartName> wanted = named(labels);
        List<PartStatus> statuses = Console.stack(Progress.SILENT).status().stream()
                .filter(status -> wanted.contains(status.name()))
                .toList();
        if (json) {
            console.out().println(StackJson.of(statuses));
        } else {
            console.print(statuses);
        }
        return ExitCode.OK;
    }

    @Command(description = "Ends parts: those named, else all; data stay.", mixinStandardHelpOptions = true)
    int down(@Parameters(paramLabel = "PART", arity = "0..*") @Nullable List<String> labels) {
        List<PartName> ended = Console.stack(console.spoken()).down(named(labels));
        console.out().println(ended.isEmpty() ? "nothing was running" : "ended " + Console.labels(ended));
        return ExitCode.OK;
    }

    @Command(description = "Ends every part and forgets all data and runs.", mixinStandardHelpOptions = true)
    int reset() {
        Console.stack(console.spoken()).reset();
        console.out().println("data and runs are forgotten; the next command starts from nothing");
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
                        "There is no part '" + label + "'. Parts: "
                                + Console.labels(Arrays.asList(PartName.values()))));
    }
}
