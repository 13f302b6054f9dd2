package org.catalogsync.devstack.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.erp.FaultKind;
import org.catalogsync.devstack.erp.InjectedFault;
import org.catalogsync.devstack.erp.Latency;
import org.catalogsync.devstack.erp.SimulatorSettings;
import org.catalogsync.devstack.stack.PartStatus;
import org.catalogsync.devstack.stack.UpReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The ERP's commands: its parts, and the moods of its SOAP service. Exit codes: 0 done, 1 failed, 2 usage. */
@Command(
        name = "./catalog-sync erp",
        description = "The ERP on this machine: its database and its SOAP service.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class ErpCommand implements Runnable {

    private final Console console = new Console();

    @Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** Runs one command. */
    public static void main(String[] args) {
        Console.run(new ErpCommand(), args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what: up, fault or stats.");
    }

    @Command(
            description = "Starts Kinesis, the ERP's database and, over that, its SOAP service.",
            mixinStandardHelpOptions = true)
    int up() throws IOException {
        UpReport report = Console.stack(console.spoken()).up(Set.of(PartName.KINESIS, PartName.ERP));
        if (console.outcome(report, true) != ExitCode.OK) {
            console.print(erpOf(report));
            console.err().println("The SOAP service needs neither: ./catalog-sync erp up soap starts it alone.");
            return ExitCode.SOFTWARE;
        }
        return startSoap(SimulatorSettings.of(SimulatorSettings.DATABASE));
    }

    @Command(
            description = "Starts the ERP's SOAP service alone. One that runs with other settings is started again.",
            customSynopsis = "./catalog-sync erp up soap [OPTIONS]",
            hidden = true, // the launcher's word for it is up soap
            mixinStandardHelpOptions = true)
    int soap(
            @Option(
                            names = "--catalogue",
                            paramLabel = "FILE",
                            required = true,
                            description =
                                    "An ERP export (CSV with header, windows-31j or UTF-8), or 'database'; the launcher has 3,000 generated volumes.")
                    String catalogue,
            @Option(
                            names = "--latency",
                            paramLabel = "P50/P99",
                            defaultValue = "250/800",
                            converter = LatencyConverter.class,
                            description = "Milliseconds of a lognormal distribution, or off; default ${DEFAULT-VALUE}.")
                    Latency latency,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "Questions in any 1,000 ms; default ${DEFAULT-VALUE}.")
                    int limit,
            @Option(
                            names = "--batch-warehouse",
                            paramLabel = "CODE",
                            defaultValue = "TK01",
                            description = "Of which batches speak, or any; default ${DEFAULT-VALUE}.")
                    String batchWarehouse,
            @Option(
                            names = "--seed",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "Of latencies and faults; default ${DEFAULT-VALUE}.")
                    long seed)
            throws IOException {
        try {
            return startSoap(new SimulatorSettings(found(catalogue), batchWarehouse, limit, latency, seed));
        } catch (IllegalArgumentException e) {
            throw usage("soap", e);
        }
    }

    private String found(String catalogue) {
        if (catalogue.equals(SimulatorSettings.DATABASE)) {
            return catalogue;
        }
        Path file = Path.of(catalogue).toAbsolutePath().normalize();
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException("there is no readable file '" + catalogue + "'");
        }
        return file.toString();
    }

    private int startSoap(SimulatorSettings settings) throws IOException {
        Path file = Console.var().resolve("data/erp-soap").resolve(SimulatorSettings.FILE);
        boolean differ = differ(settings, file);
        settings.write(file);
        UpReport report = Console.stack(console.spoken())
                .up(Set.of(PartName.ERP_SOAP), differ ? Set.of(PartName.ERP_SOAP) : Set.of());
        console.print(erpOf(report));
        return console.outcome(report, true);
    }

    /** A catalogue that was written since counts as another one: the simulator remembers where its rows stand. */
    private static boolean differ(SimulatorSettings settings, Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        if (!SimulatorSettings.read(file).equals(settings)) {
            return true;
        }
        return !settings.catalogue().equals(SimulatorSettings.DATABASE)
                && Files.getLastModifiedTime(Path.of(settings.catalogue())).compareTo(Files.getLastModifiedTime(file))
                        > 0;
    }

    private static List<PartStatus> erpOf(UpReport report) {
        Set<PartName> erp = Set.of(PartName.KINESIS, PartName.ERP, PartName.ERP_SOAP);
        return report.statuses().stream()
                .filter(status -> erp.contains(status.name()))
                .toList();
    }

    @Command(
            description = "Lets the SOAP service fail, or answer as it should again.",
            customSynopsis = "./catalog-sync erp fault KIND [--rate P] [--delay SECONDS]",
            mixinStandardHelpOptions = true)
    int fault(
            @Parameters(
                            paramLabel = "KIND",
                            description = "fault500 fault200 html503 slow cut wrong_isbn gaiji charset, or off")
                    String kind,
            @Option(
                            names = "--rate",
                            paramLabel = "P",
                            description = "The share of questions, above 0 and up to 1; default 1.")
                    @Nullable
                    Double rate,
            @Option(
                            names = "--delay",
                            paramLabel = "SECONDS",
                            description = "By how much slow answers come later; default 5.")
                    @Nullable
                    Double delay)
            throws IOException {
        try {
            Map<String, Object> fault = asked(kind, rate, delay);
            console.out().println(soap().post("/control/fault", fault));
            return ExitCode.OK;
        } catch (IllegalArgumentException e) {
            throw usage("fault", e);
        }
    }

    /** As the simulator takes it; what it would refuse is refused here, as wrong use. */
    private static Map<String, Object> asked(String kind, @Nullable Double rate, @Nullable Double delay) {
        if (kind.equals("off")) {
            require(rate == null && delay == null, "off takes neither --rate nor --delay");
            return Map.of("kind", kind);
        }
        FaultKind known = FaultKind.labelled(kind)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no fault '" + kind + "'; there are " + FaultKind.labels() + ", and off"));
        require(delay == null || known == FaultKind.SLOW, "--delay goes with slow alone");
        Duration later = delay == null ? InjectedFault.USUAL_DELAY : Duration.ofMillis(Math.round(delay * 1_000));
        InjectedFault fault = new InjectedFault(known, rate == null ? 1 : rate, later);
        return Map.of(
                "kind", known.label(),
                "rate", fault.rate(),
                "delay_ms", fault.delay().toMillis());
    }

    private static void require(boolean so, String otherwise) {
        if (!so) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    @Command(description = "Shows what the SOAP service counted.", mixinStandardHelpOptions = true)
    int stats(@Option(names = "--reset", description = "And lets it count from nothing.") boolean reset)
            throws IOException {
        SimulatorControl control = soap();
        console.out().println(control.get("/control/stats"));
        if (reset) {
            control.post("/control/reset", Map.of());
        }
        return ExitCode.OK;
    }

    private static SimulatorControl soap() {
        return SimulatorControl.of(
                PartName.ERP_SOAP, "The ERP's SOAP service does not run; ./catalog-sync erp up soap starts it.");
    }

    private ParameterException usage(String command, IllegalArgumentException wrong) {
        CommandLine line = Objects.requireNonNull(spec.subcommands().get(command), command);
        return new ParameterException(line, String.valueOf(wrong.getMessage()), wrong);
    }

    /** Reads what {@link Latency#parse} does. */
    static final class LatencyConverter implements ITypeConverter<Latency> {
        @Override
        public Latency convert(String text) {
            try {
                return Latency.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
