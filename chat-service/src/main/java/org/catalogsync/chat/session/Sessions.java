package org.catalogsync.chat.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.lookup.Bounded;
import org.catalogsync.erp.Deadline;
import org.catalogsync.model.ContentHash;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.conversations.Conversations;
import org.catalogsync.stores.conversations.Conversations.Conversation;
import org.catalogsync.stores.conversations.Conversations.Opened;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Conversations of customers. A table that is away costs a conversation its memory for one answer, and nobody an answer. What models cost a customer a day is added up in the same table; while it is away, what this process has seen counts.
 */
public final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final ZoneId SHOP = ZoneId.of("Asia/Tokyo");
    private static final Duration PATIENCE = Duration.ofMillis(150);
    private static final Duration WRITE_PATIENCE = Duration.ofSeconds(1);
    private static final Duration SUMS_KEPT = Duration.ofDays(2);
    private static final double MICROS = 1_000_000;

    private final Conversations conversations;
    private final Bounded calls;
    private final Duration kept;
    private final double dailyUsd;
    private final InstantSource clock;
    private final SeenSums seen = new SeenSums();

    /**
     * @param kept how long a conversation is remembered after its last answer
     * @param dailyUsd what the models may cost one customer a day
     */
    public Sessions(Conversations conversations, Bounded calls, Duration kept, double dailyUsd, InstantSource clock) {
        this.conversations = conversations;
        this.calls = calls;
        this.kept = kept;
        this.dailyUsd = dailyUsd;
        this.clock = clock;
    }

    /** What is known of the conversation, if it is that customer's. */
    public Opening open(String session, String user, Deadline deadline) {
        String owner = owner(user);
        Instant now = clock.instant();
        LocalDate day = day(now);
        Optional<Opened> opened =
                calls.call(deadline.atMost(PATIENCE), () -> conversations.open(session, owner, day, now));
        if (opened.isPresent() && opened.get().foreign()) {
            return new Opening.Foreign();
        }
        long spent = seen.atLeast(owner, day, opened.map(Opened::spentMicros).orElse(0L));
        Conversation talk = opened.map(Opened::conversation).orElse(null);
        return new Opening.Own(
                talk == null ? List.of() : talk.volumes(),
                talk != null && talk.language().equals(Language.ENGLISH.tag()) ? Language.ENGLISH : Language.JAPANESE,
                spent < dailyUsd * MICROS);
    }

    /** Keeps what the answer was about and what it cost; nobody waits for that. */
    public void answered(String session, String user, List<Isbn> volumes, Language language, double costUsd) {
        Thread.ofVirtual().name("sessions").start(() -> keep(session, owner(user), volumes, language, costUsd));
    }

    private void keep(String session, String owner, List<Isbn> volumes, Language language, double costUsd) {
        Instant now = clock.instant();
        if (!volumes.isEmpty()) {
            Conversation talk = new Conversation(session, owner, volumes, language.tag(), now.plus(kept));
            calls.call(Deadline.in(WRITE_PATIENCE), () -> conversations.keep(talk, now))
                    .filter(mine -> !mine)
                    .ifPresent(foreign -> LOG.warn("a session is another customer's; nothing was kept"));
        }
        long micros = Math.round(costUsd * MICROS);
        if (micros > 0) {
            LocalDate day = day(now);
            seen.add(owner, day, micros);
            calls.call(Deadline.in(WRITE_PATIENCE), () -> conversations.spend(owner, day, micros, now.plus(SUMS_KEPT)))
                    .ifPresent(sum -> seen.atLeast(owner, day, sum));
        }
    }

    private static LocalDate day(Instant now) {
        return now.atZone(SHOP).toLocalDate();
    }

    /** A digest: the table names nobody. */
    private static String owner(String user) {
        return ContentHash.sha256Hex("chat\n" + user);
    }

    /** What is known when a question comes. */
    public sealed interface Opening {

        /**
         * The customer's own conversation, or a new one.
         *
         * @param volumes of which the last answer spoke
         * @param language of the last question
         * @param mayUseModels whether what models have cost the customer today leaves something
         */
        record Own(List<Isbn> volumes, Language language, boolean mayUseModels) implements Opening {}

        /** Another customer's. */
        record Foreign() implements Opening {}
    }
}
