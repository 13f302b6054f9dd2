package org.catalogsync.chat.compose;

import java.util.Locale;

/**
 * Why a sentence is not shown.
 *
 * @param what the words or the number that no fact covers; short, and never the customer's question
 */
public record Objection(Kind kind, String what) {

    public enum Kind {
        /** A number that is no value of what the sentence speaks of. */
        NUMBER,
        DATE,
        /** Stock, or none, or when: not as the facts have it. */
        AVAILABILITY,
        ISBN,
        /** A volume, title, author or genre that is not in the facts. */
        NAME,
        /** Something of which the facts never say anything. */
        TOPIC,
        /** A rough number. */
        VAGUE,
        /** A word that is not in the vocabulary: whatever it says, it is not understood. */
        WORD,
        /** Something that was asked for and of which the answer says nothing. */
        UNSAID,
        /** Signs that no sentence needs. */
        FORM;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
