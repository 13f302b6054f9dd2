package org.catalogsync.chat.compose;

import java.util.Locale;
import java.util.Optional;
import org.catalogsync.chat.intent.Hint;

/**
 * What the small model made of a question.
 *
 * @param hint present if the outcome is {@link Outcome#UNDERSTOOD}
 */
public record Classified(Optional<Hint> hint, Outcome outcome, Usage usage, double costUsd) {

    public enum Outcome {
        UNDERSTOOD,
        /** It answered, but no intent. */
        NOT_UNDERSTOOD,
        /** It did not answer in time, or there was none to begin. */
        LATE,
        THROTTLED,
        FAILED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
