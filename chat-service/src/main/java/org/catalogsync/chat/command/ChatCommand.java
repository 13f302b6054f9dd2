package org.catalogsync.chat.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.catalogsync.chat.RunningChat;
import org.catalogsync.chat.http.HttpSettings;
import org.catalogsync.erp.InvalidSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves customers, until it is stopped. */
@Command(
        name = "catalog-sync chat",
        description = "Answers customers over /ws and /api/chat, and has a page for them, until it is stopped.",
        mixinStandardHelpOptions = true,
        version = "catalog-sync 0.1.0",
        subcommands = {EvalCommand.class, RehearseCommand.class},
        footer = {"", "Exit codes: 0 done, 1 failed, 2 usage or unusable settings."})
public final class ChatCommand implements Callable<Integer> {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    /** Set to {@code check} in the environment, nothing is done but to look at the arguments, before anything is started for them. */
    private static final String ARGUMENTS = "CATALOG_SYNC_ARGUMENTS";

    private final Map<String, String> environment;
    private final PrintStream out;

    @Option(
            names = "--port",
            description = "Where it answers; 0 takes a free port. Default: CHAT_PORT, else 8080.",
            paramLabel = "PORT")
    private @Nullable Integer port;

    @Option(
            names = "--bind",
            description = "The address it answers on. Default: CHAT_HOST, else 127.0.0.1.",
            paramLabel = "ADDRESS")
    private @Nullable String bind;

    @Option(
            names = "--auth",
            description = "jwt: who asks shows a token; dev: anybody on this machine. Default: CHAT_AUTH, else jwt.",
            paramLabel = "jwt|dev")
    private @Nullable String auth;

    private ChatCommand(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /** Runs what the arguments say and returns the exit code. */
    public static int execute(Map<String, String> environment, PrintStream out, PrintStream err, String... args) {
        ChatCommand chat = new ChatCommand(environment, out);
        CommandLine line = new CommandLine(chat, new Commands(environment, out, err));
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setParameterExceptionHandler((wrong, arguments) -> {
            err.println(wrong.getMessage());
            wrong.getCommandLine().usage(err);
            return USAGE;
        });
        line.setExecutionExceptionHandler((thrown, command, parsed) -> failed(err, thrown));
        if ("check".equals(environment.get(ARGUMENTS))) {
            line.setExecutionStrategy(parsed -> parsed.hasSubcommand() ? DONE : chat.checked(err));
        }
        return line.execute(args);
    }

    @Override
    public Integer call() throws InterruptedException {
        try (RunningChat chat = RunningChat.start(settings())) {
            out.printf(
                    "chat answers on %s; its page is there too (started in %,d ms)%n",
                    chat.address(), age().toMillis());
            out.flush();
            chat.warmUp();
            chat.await();
        }
        return DONE;
    }

    /** Of the JVM: to the kernel the process is as old as the shell that became it. */
    private static Duration age() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(environment);
        set(settings, "CHAT_PORT", port == null ? null : port.toString());
        set(settings, "CHAT_HOST", bind);
        set(settings, "CHAT_AUTH", auth);
        return settings;
    }

    /** Whether a start with these arguments would get as far as its stores. */
    private int checked(PrintStream err) {
        try {
            HttpSettings.from(settings());
            return DONE;
        } catch (RuntimeException e) {
            return failed(err, e);
        }
    }

    private static void set(Map<String, String> settings, String name, @Nullable String value) {
        if (value != null) {
            settings.put(name, value);
        }
    }

    private static int failed(PrintStream err, Exception thrown) {
        boolean unusable =
                thrown instanceof InvalidSettings || thrown instanceof org.catalogsync.stores.InvalidSettings;
        String message = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
        err.println(message);
        if (!unusable && !(thrown instanceof IOException)) {
            thrown.printStackTrace(err);
        }
        return unusable ? USAGE : FAILED;
    }
}
