package org.catalogsync.chat.compose;

import java.util.Locale;

/**
 * How the words of an answer came about.
 *
 * @param by who wrote what the customer sees in the end
 * @param why what kept the model from it; {@link Why#NOTHING} where the model wrote it
 * @param inputTokens what the model counted, also where its words were not used
 */
public record Written(By by, Why why, long inputTokens, long outputTokens, double costUsd) {

    public enum By {
        MODEL,
        TEMPLATE
    }

    /** Why no model's words are shown. */
    public enum Why {
        NOTHING,
        /** Nothing for a model to do: a template says it as well. */
        NOT_NEEDED,
        /** Too little time was left to begin. */
        NO_TIME,
        /** It began and was not done by the deadline. */
        LATE,
        THROTTLED,
        /** It failed, or said nothing. */
        FAILED,
        /** A sentence did not agree with the facts. */
        UNGROUNDED,
        /** The customer, or the service, has spent what a day may cost. */
        SPENT,
        /** The customer went away. */
        GONE;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
