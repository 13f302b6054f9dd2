package org.catalogsync.chat.answer;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.catalogsync.chat.lookup.Fact;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer as it is kept.
 *
 * @param card with the facts as they were, and their times
 * @param prose all of it
 * @param byModel whether a model wrote it
 */
public record KeptAnswer(Frame.Card card, String prose, boolean byModel) {
    /** Part of each key, so that a release that keeps another shape does not meet this one's. */
    static final int SHAPE = 1;

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The oldest moment that the answer speaks of; now, where it speaks of no volume. */
    Instant oldest(Instant now) {
        return Stream.concat(card.items().stream(), card.related().stream())
                .map(Fact::asOf)
                .min(Comparator.naturalOrder())
                .orElse(now);
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    /** None where the text is another release's, or was cut: then it is made anew. */
    static Optional<KeptAnswer> read(String json) {
        try {
            return Optional.of(JSON.readValue(json, KeptAnswer.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
