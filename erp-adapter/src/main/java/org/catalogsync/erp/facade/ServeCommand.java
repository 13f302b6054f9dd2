package org.catalogsync.erp.facade;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.catalogsync.erp.CredentialSource;
import org.catalogsync.erp.Credentials;
import org.catalogsync.erp.Erp;
import org.catalogsync.erp.ErpSettings;
import org.catalogsync.erp.InvalidSettings;
import org.catalogsync.erp.facade.http.ServerLimits;
import org.catalogsync.erp.facade.inventory.IsbnFile;
import org.catalogsync.erp.facade.inventory.IsbnList;
import org.catalogsync.erp.facade.status.ErpGauges;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the facade. */
@Command(
        name = "catalog-sync erp serve",
        description = "Answers REST questions about stock with what the ERP says, until it is stopped.",
        mixinStandardHelpOptions = true,
        version = "catalog-sync 0.1.0",
        footer = {"", "Exit codes: 0 done, 1 failed, 2 usage or unusable settings."})
public final class ServeCommand implements Callable<Integer> {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    @Option(
            names = "--port",
            description = "Where it answers; 0 takes a free port. Default: 8083.",
            paramLabel = "PORT",
            defaultValue = "8083")
    private int port;

    @Option(
            names = "--bind",
            description =
                    "The address it answers on; one that other machines reach wants ERP_API_KEYS_FILE. Default: 127.0.0.1.",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1")
    private String bind = "127.0.0.1";

    @Option(
            names = "--isbns",
            description = "What GET /v1/inventory pages over: a file with one ISBN a line, or an export of the ERP.",
            paramLabel = "FILE")
    private @Nullable Path isbns;

    private ServeCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** Runs what the arguments say and returns the exit code. */
    public static int execute(Map<String, String> environment, PrintStream out, PrintStream err, String... args) {
        CommandLine line = new CommandLine(new ServeCommand(environment, out, err));
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setParameterExceptionHandler((wrong, arguments) -> {
            err.println(wrong.getMessage());
            wrong.getCommandLine().usage(err);
            return USAGE;
        });
        line.setExecutionExceptionHandler((thrown, command, parsed) -> failed(err, thrown));
        return line.execute(args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = settings();
        IsbnList list = isbns == null ? null : listed(isbns);
        ServerLimits.apply(
                settings.facade().readTimeout(), settings.facade().deadline().plusSeconds(10));
        Erp erp = Erp.open(settings.erp(), CredentialSource.fixed(settings.credentials()));
        try (erp) {
            serve(settings.facade(), erp, list);
        }
        return DONE;
    }

    private void serve(FacadeSettings settings, Erp erp, @Nullable IsbnList list)
            throws IOException, InterruptedException {
        Facade facade = opened(settings, erp, list);
        Runtime.getRuntime().addShutdownHook(new Thread(facade::close, "stop"));
        String address = "http://" + host(settings) + ":" + facade.address().getPort();
        out.println("erp serve answers on " + address + "; what it can be asked: " + address + "/openapi.json");
        if (settings.keys().isEmpty()) {
            out.println("there are no API keys, so only this machine may ask; ERP_API_KEYS_FILE names a file of them");
        }
        out.flush();
        new CountDownLatch(1).await(); // a signal ends the process, and what is under way before it
    }

    private static Facade opened(FacadeSettings settings, Erp erp, @Nullable IsbnList list) throws IOException {
        try {
            return Facade.open(settings, erp, list, () -> ErpGauges.of(erp.status()));
        } catch (BindException e) {
            throw new IOException(
                    "cannot answer on " + settings.address().getAddress().getHostAddress() + ", port "
                            + settings.address().getPort() + ": " + e.getMessage()
                            + ". --port N chooses another port, --port 0 a free one",
                    e);
        }
    }

    /** As it was asked for: the system's own form of 0.0.0.0 is one of IPv6 that few recognise. */
    private static String host(FacadeSettings settings) {
        String host = settings.address().getHostString();
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private IsbnList listed(Path file) {
        IsbnFile read = read(file);
        out.println(file + ": " + read.isbns().size() + " ISBNs in " + read.rows() + " rows");
        if (read.unreadable() > 0) {
            err.println(
                    file + ": " + read.unreadable() + " rows without an ISBN are left out, such as " + read.example());
        }
        return read.isbns();
    }

    private static IsbnFile read(Path file) {
        try {
            return IsbnFile.read(file);
        } catch (NoSuchFileException e) {
            throw new InvalidSettings(List.of("the list of ISBNs: --isbns expected a file, found none at " + file));
        } catch (IOException e) {
            throw new InvalidSettings(List.of("the list of ISBNs: --isbns expected one, found " + e.getMessage()));
        }
    }

    private record Settings(FacadeSettings facade, ErpSettings erp, Credentials credentials) {}

    /** All three, or every problem of all three. */
    private Settings settings() {
        List<String> problems = new ArrayList<>();
        FacadeSettings facade = orProblems(() -> FacadeSettings.from(environment, bind, port), problems);
        ErpSettings erp = orProblems(() -> ErpSettings.fromEnvironment(environment), problems);
        Credentials credentials = orProblems(() -> Credentials.fromEnvironment(environment), problems);
        if (facade == null || erp == null || credentials == null) {
            throw new InvalidSettings(problems);
        }
        return new Settings(facade, erp, credentials);
    }

    private static <T> @Nullable T orProblems(Supplier<T> settings, List<String> problems) {
        try {
            return settings.get();
        } catch (InvalidSettings e) {
            problems.addAll(e.problems());
            return null;
        }
    }

    private static int failed(PrintStream err, Exception thrown) {
        boolean told = thrown instanceof InvalidSettings || thrown instanceof IOException;
        String message = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
        message.lines().forEach(line -> err.println("catalog-sync erp serve: " + line));
        if (!told) {
            thrown.printStackTrace(err);
        }
        return thrown instanceof InvalidSettings ? USAGE : FAILED;
    }
}
