package org.catalogsync.cdc.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.catalogsync.cdc.Application;
import org.catalogsync.cdc.StreamPaused;
import org.catalogsync.cdc.files.FileSource;
import org.catalogsync.cdc.files.FileTask;
import org.catalogsync.stores.InvalidSettings;
import org.catalogsync.stores.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line of the stream. */
@Command(
        name = "catalog-sync cdc",
        description =
                "Follows the ERP's changes from Kinesis, or from files in S3, into DynamoDB, OpenSearch and Redis until it is stopped.",
        mixinStandardHelpOptions = true,
        version = "catalog-sync 0.1.0",
        footer = {"", "Exit codes: 0 done, 1 failed, 2 usage or unusable input."})
public final class Cdc implements Callable<Integer> {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    /** Set to {@code check} in the environment, nothing is done but to look at the arguments, before anything is started for them. */
    private static final String ARGUMENTS = "CATALOG_SYNC_ARGUMENTS";

    private final Map<String, String> environment;
    private final PrintStream out;

    @Option(
            names = "--port",
            description = "Where health, metrics and status answer. Default: 8082.",
            paramLabel = "PORT")
    private @Nullable Integer port;

    @Option(
            names = "--source",
            description = {
                "Where the changes come from: kinesis, or DMS change files as s3:PREFIX (staging bucket) or",
                "s3://BUCKET/PREFIX. Default: kinesis."
            },
            paramLabel = "SOURCE",
            defaultValue = "kinesis")
    private String source = "kinesis";

    @Option(names = "--once", description = "With files: ends when nothing more is there.")
    private boolean once;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    private Cdc(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /** Runs what the arguments name and returns the exit code. */
    public static int execute(Map<String, String> environment, PrintStream out, PrintStream err, String... args) {
        CommandSession session = new CommandSession(environment);
        CommandLine line = new CommandLine(new Cdc(environment, out));
        line.addSubcommand(new DlqCommand(session, out, err));
        line.addSubcommand(new ResumeCommand(session, out));
        line.addSubcommand(new PutCommand(session, out));
        line.addSubcommand(new DoctorCommand(session, out, err));
        line.addSubcommand(new GenerateCommand(session, out, err));
        line.setOut(new java.io.PrintWriter(out, true));
        line.setErr(new java.io.PrintWriter(err, true));
        line.setParameterExceptionHandler((wrong, arguments) -> {
            err.println(wrong.getMessage());
            wrong.getCommandLine().usage(err);
            return USAGE;
        });
        line.setExecutionExceptionHandler((thrown, command, parsed) -> failed(err, thrown));
        if ("check".equals(environment.get(ARGUMENTS))) {
            line.setExecutionStrategy(parsed -> DONE);
        }
        return line.execute(args);
    }

    @Override
    public Integer call() throws InterruptedException {
        String[] settings = port == null ? new String[0] : new String[] {"server.port=" + port};
        Optional<FileSource> files = FileSource.parse(source);
        if (files.isEmpty() && (once || !source.equals("kinesis"))) {
            throw usage(
                    spec,
                    "--source: expected " + (once ? "" : "kinesis, ") + "s3:PREFIX or s3://BUCKET/PREFIX, found "
                            + source);
        }
        if (files.isEmpty()) {
            ConfigurableApplicationContext context = Application.start(environment, settings);
            return follow(
                    context,
                    "the stream " + context.getEnvironment().getProperty("catalog-sync.cdc.stream", "manga-cdc"));
        }
        return once
                ? FilesOnce.run(environment, files.get(), out, settings)
                : follow(
                        Application.startOnFiles(environment, new FileTask(files.get(), true), settings),
                        "the files of " + source);
    }

    private int follow(ConfigurableApplicationContext context, String followed) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent) {
                closed.countDown();
            }
        });
        String address = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
        out.println("cdc follows " + followed + "; status: " + address + "/status, metrics: " + address + "/metrics");
        closed.await();
        // The signal that closed the context waits for its end; the process ends with it.
        Thread.sleep(Duration.ofSeconds(30));
        return DONE;
    }

    private static int failed(PrintStream err, Exception thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && !(root instanceof StoreUnavailable)) {
            root = root.getCause();
        }
        boolean usage = root instanceof IllegalArgumentException || root instanceof InvalidSettings;
        err.println("catalog-sync cdc: " + (root.getMessage() == null ? root.toString() : root.getMessage()));
        if (!usage && !(root instanceof StoreUnavailable) && !(root instanceof StreamPaused)) {
            thrown.printStackTrace(err);
        }
        return usage ? USAGE : FAILED;
    }

    /** A usage fault of a command. */
    static ParameterException usage(CommandLine.Model.@Nullable CommandSpec spec, String message) {
        if (spec == null) {
            throw new IllegalStateException(message);
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
