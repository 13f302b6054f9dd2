package org.catalogsync.sync.command;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.catalogsync.sync.Session;
import org.catalogsync.sync.run.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code runs}. */
@Command(name = "runs", description = "Lists the latest runs, newest first.", mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {
    private final Supplier<Session> sessions;
    private final Console console;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many (default ${DEFAULT-VALUE}).",
            defaultValue = "20")
    private int limit;

    @Option(names = "--json", description = "Print one JSON object and nothing else.")
    private boolean json;

    RunsCommand(Supplier<Session> sessions, Console console) {
        this.sessions = sessions;
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Session session = sessions.get()) {
            List<RunRecord> runs = session.runs().latest(limit);
            if (console.json()) {
                console.object(Map.of("runs", runs));
            } else if (runs.isEmpty()) {
                console.out().println("no runs yet");
            } else {
                runs.forEach(this::print);
            }
        }
        return ExitCode.DONE;
    }

    private void print(RunRecord run) {
        console.out()
                .printf(
                        Locale.ROOT,
                        "%6d  %-9s  %s  %s%s%n",
                        run.id(),
                        run.status(),
                        run.startedAt(),
                        run.request().source(),
                        run.request().dryRun() ? "  (dry run)" : "");
    }
}
