package org.catalogsync.cdc.command;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.cdc.StreamParts;
import org.catalogsync.cdc.intake.Received;
import org.catalogsync.cdc.quarantine.DeadLetter;
import org.catalogsync.cdc.quarantine.DeadLetters;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Looks at the records that could not be applied, and lets them in again. */
@Command(name = "dlq", description = "The records that could not be applied.", mixinStandardHelpOptions = true)
final class DlqCommand implements Runnable {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.SerializationFeature.INDENT_OUTPUT)
            .build();

    private final CommandSession session;
    private final PrintStream out;
    private final PrintStream err;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    DlqCommand(CommandSession session, PrintStream out, PrintStream err) {
        this.session = session;
        this.out = out;
        this.err = err;
    }

    @Override
    public void run() {
        throw Cdc.usage(spec, "expected one of: list, show ID, redrive ID, redrive --all");
    }

    @Command(name = "list", description = "One line a record: id, time, place, why.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--json", description = "One JSON object.") boolean json) {
        List<Map<String, Object>> letters = new ArrayList<>();
        long unseen;
        try (StreamParts parts = session.open()) {
            unseen = parts.deadLetters()
                    .visit(letter -> {
                        letters.add(brief(letter));
                        return false;
                    })
                    .unseen();
        }
        tellUnseen(unseen);
        if (json) {
            out.println(JSON.writeValueAsString(Map.of("letters", letters, "unseen", unseen)));
        } else if (letters.isEmpty()) {
            out.println("no dead letters");
        } else {
            letters.forEach(letter -> out.println(letter.get("id") + "  " + letter.get("at") + "  "
                    + letter.get("origin") + "  " + letter.get("code") + " " + letter.get("where") + ": expected "
                    + letter.get("expected") + ", found " + letter.get("found")));
        }
        return Cdc.DONE;
    }

    @Command(name = "show", description = "A record whole, with its bytes.", mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--json", description = "One JSON object.") boolean json) {
        List<DeadLetter> found = new ArrayList<>();
        try (StreamParts parts = session.open()) {
            parts.deadLetters().visit(letter -> {
                if (letter.id().equals(id)) {
                    found.add(letter);
                }
                return false;
            });
        }
        if (found.isEmpty()) {
            return unknown(id);
        }
        DeadLetter letter = found.getFirst();
        Map<String, Object> shown = brief(letter);
        String text = text(letter.bytes());
        if (json) {
            shown.put("bytes", Base64.getEncoder().encodeToString(letter.bytes()));
            shown.put("text", text);
            out.println(JSON.writeValueAsString(shown));
        } else {
            shown.forEach((name, value) -> out.println(name + ": " + value));
            out.println(text == null ? Base64.getEncoder().encodeToString(letter.bytes()) : text);
        }
        return Cdc.DONE;
    }

    @Command(
            name = "redrive",
            description = "Handles records again; those that come to an end leave the queue.",
            mixinStandardHelpOptions = true)
    int redrive(
            @Parameters(paramLabel = "ID", arity = "0..1") @Nullable String id,
            @Option(names = "--all", description = "All of them.") boolean all,
            @Option(names = "--json", description = "One JSON object.") boolean json) {
        if ((id == null) != all) {
            throw Cdc.usage(spec, "redrive: expected either an ID or --all");
        }
        int[] seen = {0};
        List<Map<String, Object>> still = new ArrayList<>();
        DeadLetters.Visited visited;
        try (StreamParts parts = session.open()) {
            visited = parts.deadLetters().visit(letter -> {
                if (id != null && !letter.id().equals(id)) {
                    return false;
                }
                seen[0]++;
                return accepted(parts, letter, still);
            });
        }
        tellUnseen(visited.unseen());
        int done = visited.removed();
        if (id != null && seen[0] == 0) {
            return unknown(id);
        }
        if (json) {
            out.println(JSON.writeValueAsString(
                    Map.of("redriven", done, "still_refused", still, "unseen", visited.unseen())));
        } else {
            still.forEach(letter -> err.println(letter.get("id") + " is still refused: " + letter.get("code") + " "
                    + letter.get("where") + ": expected " + letter.get("expected") + ", found "
                    + letter.get("found")));
            out.println(done + " of " + seen[0] + " redriven");
        }
        return still.isEmpty() ? Cdc.DONE : Cdc.FAILED;
    }

    /** Versions decide, so a record that comes days late is applied or superseded as if it had come in time. */
    private static boolean accepted(StreamParts parts, DeadLetter letter, List<Map<String, Object>> still) {
        Received record =
                new Received(letter.origin(), letter.bytes(), Clock.systemUTC().instant());
        List<DeadLetter> again = parts.retry(record);
        again.forEach(refused -> still.add(brief(refused)));
        return again.isEmpty();
    }

    private void tellUnseen(long unseen) {
        if (unseen > 0) {
            err.println("about " + unseen
                    + " more messages wait; one look holds only so many: redrive these, then look again");
        }
    }

    private int unknown(String id) {
        err.println("no dead letter " + id + "; `cdc dlq list` shows them all");
        return Cdc.USAGE;
    }

    private static Map<String, Object> brief(DeadLetter letter) {
        Map<String, Object> brief = new LinkedHashMap<>();
        brief.put("id", letter.id());
        brief.put("at", letter.at().toString());
        brief.put("origin", letter.origin().toString());
        brief.put("code", letter.code());
        brief.put("where", letter.where());
        brief.put("expected", letter.expected());
        brief.put("found", letter.found());
        brief.put("size", letter.bytes().length);
        return brief;
    }

    private static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }
}
