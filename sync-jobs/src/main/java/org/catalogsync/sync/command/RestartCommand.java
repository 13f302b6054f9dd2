package org.catalogsync.sync.command;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.catalogsync.sync.Session;
import org.catalogsync.sync.progress.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code restart RUN}. */
@Command(
        name = "restart",
        description = "Goes on with a run that failed, was stopped, was stopped by a gate, or whose process died.",
        mixinStandardHelpOptions = true)
final class RestartCommand implements Callable<Integer> {
    private final Supplier<Session> sessions;
    private final Console console;

    @Parameters(paramLabel = "RUN", description = "The run's number.")
    private long run;

    @Option(
            names = "--accept-gate",
            paramLabel = "REASON",
            description = "Let the run through its gates, for this reason.")
    private @Nullable String acceptGate;

    @Option(names = "--json", description = "Print one JSON object and nothing else.")
    private boolean json;

    @Option(names = "--no-progress", description = "No progress on standard error.")
    private boolean noProgress;

    RestartCommand(Supplier<Session> sessions, Console console) {
        this.sessions = sessions;
        this.console = console;
    }

    @Override
    public Integer call() {
        AcceptReason.check(acceptGate);
        try (Session session = sessions.get();
                Progress progress = ProgressChoice.of(console, noProgress)) {
            return Outcomes.print(console, session.nightly().restart(run, acceptGate, progress));
        }
    }
}
