package org.catalogsync.sync.command;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.catalogsync.sync.Generations.Generation;
import org.catalogsync.sync.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code generations}. */
@Command(
        name = "generations",
        description = "Lists the index generations, oldest first.",
        mixinStandardHelpOptions = true)
final class GenerationsCommand implements Callable<Integer> {
    private final Supplier<Session> sessions;
    private final Console console;

    @Option(names = "--json", description = "Print one JSON object and nothing else.")
    private boolean json;

    GenerationsCommand(Supplier<Session> sessions, Console console) {
        this.sessions = sessions;
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Session session = sessions.get()) {
            List<Generation> generations = session.generations().list();
            if (console.json()) {
                console.object(Map.of("generations", generations));
            } else if (generations.isEmpty()) {
                console.out().println("no generations yet");
            } else {
                generations.forEach(this::print);
            }
        }
        return ExitCode.DONE;
    }

    private void print(Generation generation) {
        console.out()
                .printf(
                        Locale.ROOT,
                        "%s  run %d  %s documents%s%s%s%n",
                        generation.name(),
                        generation.run(),
                        generation.documents() == null
                                ? "no"
                                : String.format(Locale.ROOT, "%,d", generation.documents()),
                        generation.live() ? "  live" : "",
                        generation.registered() ? "" : "  not registered",
                        generation.keptForRollback() ? "  kept for rollback" : "");
    }
}
