package org.catalogsync.cdc.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.catalogsync.cdc.SourceDoctor;
import org.catalogsync.cdc.StreamParts;
import org.catalogsync.cdc.doctor.Diagnosis;
import org.catalogsync.cdc.doctor.Finding;
import org.catalogsync.stores.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Tells whether the source is set as the stream needs it. Looks only. */
@Command(
        name = "doctor",
        description = {
            "Tells whether DMS is set as the stream needs it: by what AWS prints of it, and by the newest records.",
            "FILE is what `aws dms describe-endpoints`, `describe-replication-tasks` or `describe-replication-configs` prints."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 all that must hold holds, 1 something does not, 2 usage or unreadable file."})
final class DoctorCommand implements Callable<Integer> {
    private static final int MOST_RECORDS = 10_000;

    private final CommandSession session;
    private final PrintStream out;
    private final PrintStream err;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--dms", paramLabel = "FILE", arity = "1..*", description = "What AWS prints of DMS; any number.")
    private @Nullable List<Path> files;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many of the newest records are looked at. Default: 100.")
    private int records;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    DoctorCommand(CommandSession session, PrintStream out, PrintStream err) {
        this.session = session;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        if (records < 1 || records > MOST_RECORDS) {
            throw Cdc.usage(spec, "--records: expected 1 to " + MOST_RECORDS + ", found " + records);
        }
        Diagnosis diagnosis = diagnose();
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(diagnosis.json()));
        } else {
            diagnosis.lines().forEach(out::println);
        }
        return diagnosis.isSound() ? Cdc.DONE : Cdc.FAILED;
    }

    private Diagnosis diagnose() {
        try (StreamParts parts = session.open()) {
            SourceDoctor doctor = new SourceDoctor(parts.stores().settings(), parts.settings(), parts.decoder());
            List<Finding> ofSettings = files == null ? List.of() : doctor.ofSettings(files);
            return new Diagnosis(ofSettings).and(ofRecords(doctor));
        }
    }

    /** Files can be judged where the stream cannot be reached. */
    private List<Finding> ofRecords(SourceDoctor doctor) {
        try {
            return doctor.ofRecords(records);
        } catch (StoreUnavailable e) {
            if (files == null) {
                throw e;
            }
            err.println("the records were not looked at: " + e.getMessage());
            return doctor.ofNoRecords();
        }
    }
}
