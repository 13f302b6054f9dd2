package org.catalogsync.sync.report;

import java.util.Arrays;
import java.util.List;
import org.catalogsync.quality.gate.GateCheck;
import org.catalogsync.sync.run.ErrorReport;
import org.catalogsync.sync.source.UnusableInput;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an operator can do now.
 *
 * @param command to copy; null where there is nothing to type
 */
record Advice(String text, @Nullable String command) {
    private static final String OF_THE_SAME_FILES = " (add the run's --declaration if it had one)";

    /** The command in the parts between which a narrow page may break it, and nowhere else. */
    List<String> words() {
        return command == null ? List.of() : List.of(command.split(" ", -1));
    }

    static List<Advice> of(RunSummary summary) {
        return switch (summary.status()) {
            case COMPLETED -> summary.dryRun() ? List.of(apply(summary)) : List.of(new Advice("Nothing to do.", null));
            case RUNNING -> List.of(new Advice("See how it stands:", Shell.show(summary.run())));
            case STOPPED -> List.of(goOn(summary));
            case GATED -> ofGate(summary);
            case FAILED -> ofError(summary, summary.error());
            case ABANDONED -> List.of(new Advice("Nothing to do: a newer run took its place.", null));
        };
    }

    private static Advice apply(RunSummary summary) {
        return new Advice(
                "To write this plan, run without --dry-run" + OF_THE_SAME_FILES + ":", Shell.nightly(summary));
    }

    private static Advice goOn(RunSummary summary) {
        return new Advice(
                "Go on where the run left off; finished work is not done again:", Shell.restart(summary.run()));
    }

    private static List<Advice> ofGate(RunSummary summary) {
        Advice mend = new Advice(
                "If the data is wrong, have it mended at the source and start a new run:",
                Shell.nightly(summary.source()));
        if (summary.gate().stream().filter(GateCheck::failed).allMatch(GateCheck::mayBeAccepted)) {
            return List.of(
                    new Advice(
                            "If the data is right although it is unusual, say why and let it through:",
                            Shell.acceptGate(summary.run())),
                    mend);
        }
        return List.of(
                new Advice("Nobody can let an empty extract through: it would delete the catalogue.", null), mend);
    }

    private static List<Advice> ofError(RunSummary summary, @Nullable ErrorReport error) {
        if (error == null) {
            return List.of(goOn(summary));
        }
        if (isUnusableInput(error)) {
            return List.of(
                    new Advice(
                            "Mend the input where the error says, then let the run read it again:",
                            Shell.restart(summary.run())),
                    new Advice(
                            "If the run was given the wrong source, declaration or watermark, start another:",
                            Shell.nightly(summary.source())));
        }
        return switch (error.code()) {
            case "stores_differ" -> ofDifferences(summary);
            case "store_unavailable" ->
                List.of(new Advice("See that the store answers at the address below.", null), goOn(summary));
            case "erp_unavailable" ->
                List.of(new Advice("See that the ERP answers at ERP_ENDPOINT.", null), goOn(summary));
            default -> List.of(goOn(summary));
        };
    }

    private static List<Advice> ofDifferences(RunSummary summary) {
        return List.of(
                new Advice("If the cause has passed, compare again:", Shell.restart(summary.run())),
                new Advice(
                        "To repair, start a new run: it writes what differs and builds a fresh generation"
                                + OF_THE_SAME_FILES + ":",
                        Shell.nightly(summary)));
    }

    private static boolean isUnusableInput(ErrorReport error) {
        return Arrays.stream(UnusableInput.Code.values())
                .anyMatch(code -> code.wire().equals(error.code()));
    }
}
