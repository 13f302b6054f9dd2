package org.catalogsync.sync.command;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.catalogsync.sync.Reconciliation;
import org.catalogsync.sync.Session;
import org.catalogsync.sync.reconcile.AuditReport;
import org.catalogsync.sync.run.ErrorReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reconcile}. */
@Command(
        name = "reconcile",
        description = "Compares the last run's extract, the product table and the live generation, key by key.",
        mixinStandardHelpOptions = true)
final class ReconcileCommand implements Callable<Integer> {
    private final Supplier<Session> sessions;
    private final Console console;

    @Option(names = "--repair", description = "Put right what differs, then look again.")
    private boolean repair;

    @Option(names = "--json", description = "Print one JSON object and nothing else.")
    private boolean json;

    ReconcileCommand(Supplier<Session> sessions, Console console) {
        this.sessions = sessions;
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Session session = sessions.get()) {
            Reconciliation reconciliation = session.reconciliation();
            return switch (repair ? reconciliation.repair() : reconciliation.look()) {
                case Reconciliation.Outcome.Done done -> print(done.report());
                case Reconciliation.Outcome.Busy busy -> Outcomes.busy(console, busy.owner(), busy.silence());
                case Reconciliation.Outcome.TakenOver taken -> Outcomes.takenOver(console, "the lease", taken.owner());
                case Reconciliation.Outcome.NothingToCompare nothing -> {
                    console.error(new ErrorReport(
                            "nothing_to_compare",
                            "there is nothing to compare the product table with",
                            null,
                            "a completed run or a live generation",
                            String.join("; ", nothing.why())));
                    yield ExitCode.FAILED;
                }
            };
        }
    }

    private int print(AuditReport report) {
        if (console.json()) {
            console.object(report);
        } else {
            console.out().print(AuditText.of(report));
        }
        return report.equal() ? ExitCode.DONE : ExitCode.DIFFERENCES;
    }
}
