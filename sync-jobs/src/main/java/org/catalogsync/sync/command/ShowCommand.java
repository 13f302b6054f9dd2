package org.catalogsync.sync.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.catalogsync.sync.Session;
import org.catalogsync.sync.report.RunSummary;
import org.catalogsync.sync.run.ErrorReport;
import org.catalogsync.sync.run.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code show RUN}. */
@Command(name = "show", description = "Shows one run.", mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    private final Supplier<Session> sessions;
    private final Console console;

    @Parameters(paramLabel = "RUN", description = "The run's number.")
    private long run;

    @Option(names = "--json", description = "Print one JSON object and nothing else.")
    private boolean json;

    ShowCommand(Supplier<Session> sessions, Console console) {
        this.sessions = sessions;
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Session session = sessions.get()) {
            Optional<RunRecord> found = session.runs().find(run);
            if (found.isEmpty()) {
                console.error(new ErrorReport("no_such_run", "there is no run " + run, null, null, null));
                return ExitCode.USAGE_OR_UNUSABLE_INPUT;
            }
            RunSummary summary =
                    session.summaries().of(found.get(), session.facts().of(run));
            if (console.json()) {
                console.object(summary);
            } else {
                console.out().print(SummaryText.of(summary));
                if (summary.error() != null) {
                    console.out().println(summary.error().text());
                }
            }
            return ExitCode.DONE;
        }
    }
}
