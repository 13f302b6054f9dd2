package org.catalogsync.devstack.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.bedrock.converse.ModelControl;
import org.catalogsync.devstack.bedrock.converse.ModelFault;
import org.catalogsync.devstack.bedrock.converse.ModelSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The moods of the stand-in for the chat models. Exit codes: 0 done, 1 failed, 2 usage. */
@Command(
        name = "./catalog-sync model",
        description = "The chat models on this machine: stand-ins, which say what facts they are given.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class ModelCommand implements Runnable {

    private final Console console = new Console();

    @Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** Runs one command. */
    public static void main(String[] args) {
        Console.run(new ModelCommand(), args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what: fault or stats.");
    }

    @Command(
            description = "Lets the chat models fail, or answer as they should again.",
            customSynopsis = "./catalog-sync model fault KIND [--rate P]",
            mixinStandardHelpOptions = true)
    int fault(
            @Parameters(
                            paramLabel = "KIND",
                            description = "throttle throttle_mid_stream hang hang_after_first error lie slow, or off")
                    String kind,
            @Option(
                            names = "--rate",
                            paramLabel = "P",
                            description = "The share of calls, above 0 and up to 1; default 1.")
                    @Nullable
                    Double rate)
            throws IOException {
        try {
            Map<String, Object> fault = asked(kind, rate);
            console.out().println(model().post(ModelControl.PATH, fault));
            return ExitCode.OK;
        } catch (IllegalArgumentException e) {
            CommandLine line = Objects.requireNonNull(spec.subcommands().get("fault"));
            throw new ParameterException(line, String.valueOf(e.getMessage()), e);
        }
    }

    /** As the endpoint takes it; what it would refuse is refused here, as wrong use. */
    private static Map<String, Object> asked(String kind, @Nullable Double rate) {
        if (kind.equals(ModelFault.OFF)) {
            if (rate != null) {
                throw new IllegalArgumentException("off takes no --rate");
            }
            return Map.of("fault", kind);
        }
        ModelFault known = ModelFault.labelled(kind)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no fault '" + kind + "'; there are " + ModelFault.labels() + ", and off"));
        double share = rate == null ? 1 : rate;
        ModelSettings.requireShare(share);
        return Map.of("fault", known.label(), "rate", share);
    }

    @Command(description = "Shows what the chat models counted.", mixinStandardHelpOptions = true)
    int stats(@Option(names = "--reset", description = "And lets them count from nothing.") boolean reset)
            throws IOException {
        SimulatorControl model = model();
        console.out().println(model.get(ModelControl.PATH + "/stats"));
        if (reset) {
            model.post(ModelControl.PATH + "/stats/reset", Map.of());
        }
        return ExitCode.OK;
    }

    private static SimulatorControl model() {
        return SimulatorControl.of(
                PartName.BEDROCK, "Bedrock does not run; ./catalog-sync stack up bedrock starts it.");
    }
}
