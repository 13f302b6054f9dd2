package org.catalogsync.sync.command;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.catalogsync.stores.InvalidSettings;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.sync.Session;
import org.catalogsync.sync.run.ErrorReport;
import org.catalogsync.sync.source.UnusableInput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line: one word, one act. */
@Command(
        name = "catalog-sync",
        description = "Keeps a manga store's read side equal to its ERP.",
        mixinStandardHelpOptions = true,
        version = "catalog-sync 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 usage or unusable input, 3 stopped by a gate,",
            "4 reconciliation found differences, 5 another run is in progress."
        })
public final class CatalogSync implements Runnable {
    /** Set to {@code check} in the environment, nothing is done but to look at the arguments, before anything is started for them. */
    private static final String ARGUMENTS = "CATALOG_SYNC_ARGUMENTS";

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    private CatalogSync() {}

    /** Runs the command that the arguments name and returns its exit code. */
    public static int execute(Supplier<Session> sessions, String... args) {
        CommandLine line = commandLine(
                sessions, System.out, System.err, Arrays.asList(args).contains("--json"));
        if ("check".equals(System.getenv(ARGUMENTS))) {
            line.setExecutionStrategy(parsed -> ExitCode.DONE);
        }
        return line.execute(args);
    }

    /** The command line with its output where the caller wants it. */
    public static CommandLine commandLine(Supplier<Session> sessions, PrintStream out, PrintStream err, boolean json) {
        Console console = new Console(out, err, json);
        CommandLine line = new CommandLine(new CatalogSync());
        List.of(
                        new NightlyCommand(sessions, console),
                        new RestartCommand(sessions, console),
                        new RunsCommand(sessions, console),
                        new ShowCommand(sessions, console),
                        new RejectsCommand(sessions, console),
                        new ReconcileCommand(sessions, console),
                        new GenerationsCommand(sessions, console),
                        new RollbackCommand(sessions, console),
                        new SampleCommand(console))
                .forEach(line::addSubcommand);
        line.setParameterExceptionHandler((wrong, arguments) -> usage(console, wrong));
        line.setExecutionExceptionHandler((thrown, command, parsed) -> failed(console, thrown));
        return line;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "a command is needed");
        }
    }

    /** Failures outside of a run: settings that cannot be, arguments that mean nothing, a store that is away. */
    private static int failed(Console console, Exception thrown) {
        Throwable root = thrown;
        boolean repository = false;
        while (root.getCause() != null && !(root instanceof StoreUnavailable)) {
            root = root.getCause();
            repository |= root instanceof SQLException;
        }
        if (repository) {
            console.error(new ErrorReport(
                    "repository_unavailable",
                    "the job repository does not answer; where it is embedded, the process that serves it may be stopped",
                    null,
                    "a database that answers within 30 s",
                    root.toString()));
            return ExitCode.FAILED;
        }
        if (root instanceof UnusableInput input) {
            console.error(new ErrorReport(input.code(), input.what(), input.where(), input.expected(), input.found()));
            return ExitCode.USAGE_OR_UNUSABLE_INPUT;
        }
        boolean usage = root instanceof IllegalArgumentException || root instanceof InvalidSettings;
        String code = usage ? "usage" : root instanceof StoreUnavailable ? "store_unavailable" : "failed";
        String what = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        console.error(new ErrorReport(code, what, null, null, usage ? null : root.toString()));
        return usage ? ExitCode.USAGE_OR_UNUSABLE_INPUT : ExitCode.FAILED;
    }

    private static int usage(Console console, ParameterException wrong) {
        console.error(new ErrorReport("usage", String.valueOf(wrong.getMessage()), null, null, null));
        if (!console.json()) {
            wrong.getCommandLine().usage(console.err());
        }
        return ExitCode.USAGE_OR_UNUSABLE_INPUT;
    }
}
