package org.catalogsync.chat.intent;

import java.util.Locale;

/** What a customer wants to know. */
public enum Intent {
    /** Whether there are copies of certain volumes, and how many. */
    STOCK,
    PRICE,
    /** Author, genre, price and stock of one volume. */
    DETAILS,
    /** Volumes that are like something, or about something. */
    RECOMMEND,
    /** Other volumes of the same series. */
    RELATED,
    /** Several volumes at once. */
    SUMMARY,
    ORDER_STATUS,
    /** What others think of a volume: no source of that exists. */
    REVIEWS,
    SMALL_TALK,
    OUT_OF_SCOPE;

    /** As it is written in frames, prompts and metrics. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
