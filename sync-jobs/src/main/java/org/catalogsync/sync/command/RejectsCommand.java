package org.catalogsync.sync.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.catalogsync.quality.row.RowRule;
import org.catalogsync.stores.objects.ObjectStore;
import org.catalogsync.sync.Json;
import org.catalogsync.sync.Session;
import org.catalogsync.sync.run.ErrorReport;
import org.catalogsync.sync.staging.StagingArea;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code rejects RUN}: every rejected row with its place, its reasons and its bytes, as it comes from the staged objects. */
@Command(name = "rejects", description = "Lists the rows that a run rejected.", mixinStandardHelpOptions = true)
final class RejectsCommand implements Callable<Integer> {
    private final Supplier<Session> sessions;
    private final Console console;
    private final JsonMapper mapper = Json.mapper();

    @Parameters(paramLabel = "RUN", description = "The run's number.")
    private long run;

    @Option(names = "--rule", paramLabel = "ID", description = "Only rows whose counted reason is this rule.")
    private @Nullable String rule;

    @Option(names = "--json", description = "Print one JSON object and nothing else.")
    private boolean json;

    RejectsCommand(Supplier<Session> sessions, Console console) {
        this.sessions = sessions;
        this.console = console;
    }

    @Override
    public Integer call() {
        String wanted = rule == null ? null : RowRule.of(rule).id();
        try (Session session = sessions.get()) {
            if (session.runs().find(run).isEmpty()) {
                console.error(new ErrorReport("no_such_run", "there is no run " + run, null, null, null));
                return ExitCode.USAGE_OR_UNUSABLE_INPUT;
            }
            print(session.stores().objects(), wanted);
            return ExitCode.DONE;
        }
    }

    /** One row at a time: a bad night may have rejected a million. */
    private void print(ObjectStore objects, @Nullable String wanted) {
        List<String> keys = new ArrayList<>();
        objects.list(new StagingArea(objects, run).rejectedPrefix(), object -> keys.add(object.key()));
        boolean first = true;
        if (console.json()) {
            console.out().print("{\"run\":" + run + ",\"rejects\":[");
        }
        for (String key : keys) {
            String lines = new String(objects.read(key), java.nio.charset.StandardCharsets.UTF_8);
            for (String line : (Iterable<String>) lines.lines()::iterator) {
                JsonNode row = mapper.readTree(line);
                if (wanted != null && !wanted.equals(row.path("rule").asString())) {
                    continue;
                }
                if (console.json()) {
                    console.out().print((first ? "" : ",") + line);
                } else {
                    console.out().println(text(row));
                }
                first = false;
            }
        }
        if (console.json()) {
            console.out().println("]}");
        }
    }

    private static String text(JsonNode row) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s:%s  %s",
                row.path("file").asString(),
                row.path("line").asLong(),
                row.path("rule").asString()));
        for (JsonNode reason : row.path("reasons")) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n    %s %s: expected %s, found '%s'",
                    reason.path("rule").asString(),
                    reason.path("column").asString(),
                    reason.path("expected").asString(),
                    reason.path("found").asString()));
        }
        return text.toString();
    }
}
