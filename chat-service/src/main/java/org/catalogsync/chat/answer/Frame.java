package org.catalogsync.chat.answer;

import java.util.List;
import java.util.Locale;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.lookup.Fact;

/**
 * What a customer's client is sent, in this order: one {@link Ack}, at most one {@link Card}, any number of {@link Prose}, one {@link Done}; or an {@link Error} at any point, which ends it. The transport numbers them.
 */
public sealed interface Frame {

    /** The question has come. */
    record Ack() implements Frame {}

    /**
     * The useful answer: facts, with the moment up to which they are known. No model has touched it.
     *
     * @param items what was asked for
     * @param related volumes that may interest as well; dropped first where time is short
     * @param notices what a person should know besides, in the language of the question
     */
    record Card(Intent intent, Language language, List<Fact> items, List<Fact> related, List<String> notices)
            implements Frame {
        public Card {
            items = List.copyOf(items);
            related = List.copyOf(related);
            notices = List.copyOf(notices);
        }
    }

    /**
     * Text, to be shown behind what came before it.
     *
     * @param replace whether all prose so far is taken back, and this stands in its place
     */
    record Prose(String delta, boolean replace) implements Frame {}

    /**
     * Nothing more comes.
     *
     * @param cached whether the answer was given before and still holds
     * @param costUsd what the models cost
     */
    record Done(Status status, boolean cached, long millis, double costUsd) implements Frame {}

    /**
     * The question is not answered.
     *
     * @param message for a person, in the language of the question where that is known
     */
    record Error(Code code, String message) implements Frame {}

    /** How an answer came about. */
    enum Status {
        /** By a model, and its words agree with the facts. */
        OK,
        /** By a template, as no model was needed, or none did in time, or its words did not agree. */
        TEMPLATE,
        /** Something could not be looked up in time: facts are older than they should be, or missing. */
        DEGRADED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why a question is not answered. */
    enum Code {
        /** It is no question: not JSON, empty, too long. */
        BAD_REQUEST,
        UNAUTHORIZED,
        /** The session is another customer's. */
        FORBIDDEN,
        RATE_LIMITED,
        /** The service has too much to do, or is being stopped. */
        OVERLOADED,
        INTERNAL;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
