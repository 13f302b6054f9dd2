package org.catalogsync.sync.command;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.catalogsync.sync.Generations.Outcome;
import org.catalogsync.sync.Session;
import org.catalogsync.sync.reconcile.AuditReport;
import org.catalogsync.sync.run.ErrorReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollback [GEN]}. */
@Command(
        name = "rollback",
        description = "Shows an index generation that was live before, brought up to date first.",
        mixinStandardHelpOptions = true)
final class RollbackCommand implements Callable<Integer> {
    private final Supplier<Session> sessions;
    private final Console console;

    @Parameters(
            paramLabel = "GEN",
            arity = "0..1",
            description = "Its name or its run; without it the latest one below the live one.")
    private @Nullable String generation;

    @Option(names = "--json", description = "Print one JSON object and nothing else.")
    private boolean json;

    RollbackCommand(Supplier<Session> sessions, Console console) {
        this.sessions = sessions;
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Session session = sessions.get()) {
            return switch (session.generations().rollBack(generation)) {
                case Outcome.Done done -> {
                    print(done.from(), done.to(), done.comparison());
                    yield ExitCode.DONE;
                }
                case Outcome.Differs differs -> {
                    differs(differs.target(), differs.comparison());
                    yield ExitCode.DIFFERENCES;
                }
                case Outcome.Refused refused -> {
                    console.error(new ErrorReport(
                            "no_such_generation", refused.why(), generation, refused.expected(), refused.found()));
                    yield ExitCode.USAGE_OR_UNUSABLE_INPUT;
                }
                case Outcome.Busy busy -> Outcomes.busy(console, busy.owner(), busy.silence());
                case Outcome.TakenOver taken -> Outcomes.takenOver(console, "the lease", taken.owner());
            };
        }
    }

    private void print(String from, String to, AuditReport comparison) {
        if (console.json()) {
            console.object(Map.of("from", from, "live", to, "comparison", comparison));
        } else {
            console.out().println(from + " -> " + to + ", " + comparison.caughtUp() + " documents brought up to date");
        }
    }

    private void differs(String target, AuditReport comparison) {
        ErrorReport error = new ErrorReport(
                "stores_differ",
                "the generation is not what the product table says; the alias was not moved",
                target,
                "equal content",
                comparison.missing() + " keys missing, " + comparison.unexpected() + " unexpected, "
                        + comparison.diverged() + " diverged");
        if (console.json()) {
            console.object(Map.of("error", error, "comparison", comparison));
        } else {
            console.err().println(error.text());
            console.out().print(AuditText.of(comparison));
        }
    }
}
