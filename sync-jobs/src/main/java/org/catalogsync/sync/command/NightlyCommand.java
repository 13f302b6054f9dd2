package org.catalogsync.sync.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.catalogsync.sync.Session;
import org.catalogsync.sync.progress.Progress;
import org.catalogsync.sync.run.RunRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nightly}. */
@Command(name = "nightly", description = "Syncs the read side with a full extract.", mixinStandardHelpOptions = true)
final class NightlyCommand implements Callable<Integer> {
    private final Supplier<Session> sessions;
    private final Console console;

    @Option(
            names = "--source",
            paramLabel = "SPEC",
            description = {
                "files:DIR or files:s3://BUCKET/PREFIX: an export;",
                "soap: the ERP is asked for every key of the product table;",
                "soap:LIST: for those of a list too, LIST being a file with one ISBN a line, or an export (file or folder), here or below s3://BUCKET/.",
                "dms:TASK: a full load of that AWS DMS task, started or, where it runs already, awaited.",
                "Without it a sample catalogue is generated."
            })
    private @Nullable String source;

    @Option(
            names = "--declaration",
            paramLabel = "FILE",
            description = "What the files are, where no source.yaml lies beside them.")
    private @Nullable Path declaration;

    @Option(
            names = "--watermark",
            paramLabel = "T",
            description = "A moment below every change that the extract might not contain.")
    private @Nullable String watermark;

    @Option(names = "--dry-run", description = "End after the plan; nothing of the read side is written.")
    private boolean dryRun;

    @Option(
            names = "--accept-gate",
            paramLabel = "REASON",
            description = "Let the run through its gates, for this reason.")
    private @Nullable String acceptGate;

    @Option(names = "--json", description = "Print one JSON object and nothing else.")
    private boolean json;

    @Option(names = "--no-progress", description = "No progress on standard error.")
    private boolean noProgress;

    NightlyCommand(Supplier<Session> sessions, Console console) {
        this.sessions = sessions;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        AcceptReason.check(acceptGate);
        try (Session session = sessions.get();
                Progress progress = ProgressChoice.of(console, noProgress)) {
            String spec = source != null
                    ? source
                    : "files:" + BundledSample.ensure(session.settings().varDir(), progress);
            RunRequest request = new RunRequest(
                    spec,
                    declaration == null ? null : declaration.toAbsolutePath().toString(),
                    watermark,
                    dryRun);
            return Outcomes.print(console, session.nightly().start(request, acceptGate, progress));
        }
    }
}
