package org.catalogsync.chat.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.lookup.Bounded;
import org.catalogsync.chat.session.SeenTalks.Talk;
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
    private static final Opened NOTHING_KNOWN = new Opened(null, false, 0);
    private static final double MICROS = 1_000_000;

    private final Conversations conversations;
    private final Bounded calls;
    private final Duration kept;
    private final double dailyUsd;
    private final InstantSource clock;
    private final SeenSums seen = new SeenSums();
    private final SeenTalks talks = new SeenTalks();

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

    /** What is known of the conversation, if it is that customer's. One that this process answered lately is not read again. */
    public Opening open(String session, String user, Deadline deadline) {
        String owner = owner(user);
        Instant now = clock.instant();
        Talk talk = talks.get(session, now);
        return talk == null ? read(session, owner, now, deadline) : opening(talk, owner, now);
    }

    private Opening opening(Talk talk, String owner, Instant now) {
        return talk.owner().equals(owner)
                ? new Opening.Own(talk.volumes(), talk.language(), mayUseModels(owner, day(now), 0))
                : new Opening.Foreign();
    }

    private Opening read(String session, String owner, Instant now, Deadline deadline) {
        LocalDate day = day(now);
        Opened opened = calls.call(deadline.atMost(PATIENCE), () -> conversations.open(session, owner, day, now))
                .orElse(NOTHING_KNOWN);
        if (opened.foreign()) {
            return new Opening.Foreign();
        }
        Conversation conversation = opened.conversation();
        return new Opening.Own(
                conversation == null ? List.of() : conversation.volumes(),
                conversation == null ? Language.JAPANESE : language(conversation.language()),
                mayUseModels(owner, day, opened.spentMicros()));
    }

    private static Language language(String tag) {
        return tag.equals(Language.ENGLISH.tag()) ? Language.ENGLISH : Language.JAPANESE;
    }

    private boolean mayUseModels(String owner, LocalDate day, long spentMicros) {
        return seen.atLeast(owner, day, spentMicros) < dailyUsd * MICROS;
    }

    /** Keeps what the answer was about; nobody waits for that, and the next question of the conversation knows it at once. */
    public void spokeOf(String session, String user, List<Isbn> volumes, Language language) {
        if (volumes.isEmpty()) {
            return;
        }
        String owner = owner(user);
        Instant now = clock.instant();
        talks.put(session, new Talk(owner, volumes, language, now));
        Thread.ofVirtual().name("sessions").start(() -> keep(session, owner, volumes, language, now));
    }

    private void keep(String session, String owner, List<Isbn> volumes, Language language, Instant now) {
        Conversation talk = new Conversation(session, owner, volumes, language.tag(), now.plus(kept));
        calls.call(Deadline.in(WRITE_PATIENCE), () -> conversations.keep(talk, now))
                .filter(mine -> !mine)
                .ifPresent(foreign -> {
                    talks.forget(session);
                    LOG.warn("a session is another customer's; nothing was kept");
                });
    }

    /** Adds what models cost a customer; this process counts it at once, and nobody waits for the table to. */
    public void spent(String user, double costUsd) {
        long micros = Math.round(costUsd * MICROS);
        if (micros <= 0) {
            return;
        }
        String owner = owner(user);
        Instant now = clock.instant();
        LocalDate day = day(now);
        seen.add(owner, day, micros);
        Thread.ofVirtual()
                .name("sessions")
                .start(() -> calls.call(
                                Deadline.in(WRITE_PATIENCE),
                                () -> conversations.spend(owner, day, micros, now.plus(SUMS_KEPT)))
                        .ifPresent(sum -> seen.atLeast(owner, day, sum)));
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
