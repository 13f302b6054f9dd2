package org.catalogsync.chat.compose;

import java.util.Arrays;
import java.util.Optional;
import org.catalogsync.chat.intent.Hint;
import org.catalogsync.chat.intent.Intent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a model answered when it was asked for an intent: the first JSON object in its words, whatever it put around it. */
final class HintReader {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_VOLUME = 8;

    private HintReader() {}

    /** Empty where there is no object, or it names no intent that there is. */
    static Optional<Hint> read(String words) {
        int begin = words.indexOf('{');
        int end = words.lastIndexOf('}');
        if (begin < 0 || end < begin) {
            return Optional.empty();
        }
        try {
            return hint(JSON.readTree(words.substring(begin, end + 1)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<Hint> hint(JsonNode object) {
        String named = object.path("intent").asString("").strip();
        return Arrays.stream(Intent.values())
                .filter(intent -> intent.wire().equalsIgnoreCase(named))
                .findFirst()
                .map(intent -> new Hint(
                        intent,
                        text(object.path("title"), LONGEST_TITLE),
                        text(object.path("volume"), LONGEST_VOLUME)));
    }

    /** A volume may come as a number. */
    private static @Nullable String text(JsonNode node, int longest) {
        String text =
                node.isString() || node.isIntegralNumber() ? node.asString().strip() : "";
        return text.isEmpty() || text.length() > longest || text.equalsIgnoreCase("null") ? null : text;
    }
}
