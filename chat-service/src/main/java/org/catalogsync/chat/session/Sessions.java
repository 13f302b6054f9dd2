package org.catalogsync.chat.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.lookup.Bounded;
import org.catalogsync.chat.session.SeenTalks.Talk;
import org.catalogsync.erp.Deadline;
import org.catalogsync.model.ContentHash;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.conversations.Conversations;
import org.catalogsync.stores.conversations.Conversations.Conversation;
import org.catalogsync.stores.conversations.Conversations.Opened;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Conversations of customers. A table that is away costs a conversation its memory for one answer, and nobody an answer. What models cost a customer a day is added up in the same table; while it is away, what this process has seen counts.
 */
public final class Sessions implements AutoCloseable {
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
    private final Set<Thread> writing = ConcurrentHashMap.newKeySet();

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

    /**
     * What is known of the conversation, if it is that customer's. One of which the table said so lately is not read again. While the table is away nobody knows whose a session is: then each customer has what this process spoke of with
     * that very customer, and nothing else.
     */
    public Opening open(String session, String user, Deadline deadline) {
        String owner = owner(user);
        Instant now = clock.instant();
        Talk talk = talks.get(session, owner, now);
        return talk != null && talk.confirmed() ? own(talk, owner, now, 0) : read(session, owner, talk, now, deadline);
    }

    private Opening read(String session, String owner, @Nullable Talk talk, Instant now, Deadline deadline) {
        LocalDate day = day(now);
        Opened opened = calls.call(deadline.atMost(PATIENCE), () -> conversations.open(session, owner, day, now))
                .orElse(NOTHING_KNOWN);
        if (opened.foreign()) {
            talks.forget(session, owner);
            return new Opening.Foreign();
        }
        return own(later(talk, opened.conversation()), owner, now, opened.spentMicros());
    }

    /** What this process said last may not be in the table yet, and another may have gone on since. */
    private @Nullable Talk later(@Nullable Talk talk, @Nullable Conversation stored) {
        if (stored == null) {
            return talk;
        }
        Instant at = stored.expires().minus(kept);
        boolean newer = talk != null && !talk.at().isBefore(at);
        return newer ? talk : new Talk(stored.volumes(), language(stored.language()), at, true);
    }

    private Opening.Own own(@Nullable Talk talk, String owner, Instant now, long spentMicros) {
        boolean mayUseModels = mayUseModels(owner, day(now), spentMicros);
        return talk == null
                ? new Opening.Own(List.of(), Language.JAPANESE, mayUseModels)
                : new Opening.Own(talk.volumes(), talk.language(), mayUseModels);
    }

    private static Language language(String tag) {
        return tag.equals(Language.ENGLISH.tag()) ? Language.ENGLISH : Language.JAPANESE;
    }

    private boolean mayUseModels(String owner, LocalDate day, long spentMicros) {
        return seen.atLeast(owner, day, spentMicros) < dailyUsd * MICROS;
    }

    /** Keeps what the answer was about, also that it was about no volume; nobody waits for that, and the next question of the conversation knows it at once. */
    public void spokeOf(String session, String user, List<Isbn> volumes, Language language) {
        String owner = owner(user);
        Instant now = clock.instant();
        Talk talk = new Talk(volumes, language, now, false);
        talks.put(session, owner, talk);
        write(() -> keep(session, owner, talk));
    }

    /** Beside the answer; no more at once than there are answers, since each has two and waits for a second at most. */
    private void write(Runnable write) {
        Thread thread = Thread.ofVirtual().name("sessions").unstarted(() -> {
            try {
                write.run();
            } finally {
                writing.remove(Thread.currentThread());
            }
        });
        writing.add(thread);
        thread.start();
    }

    /** Waits for what is being written, as long as a write may take. */
    @Override
    public void close() {
        Deadline end = Deadline.in(WRITE_PATIENCE);
        try {
            for (Thread thread : writing) {
                thread.join(end.remaining());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(String session, String owner, Talk talk) {
        Conversation conversation = new Conversation(
                session, owner, talk.volumes(), talk.language().tag(), talk.at().plus(kept));
        calls.call(Deadline.in(WRITE_PATIENCE), () -> conversations.keep(conversation, talk.at()))
                .ifPresent(mine -> {
                    if (mine) {
                        talks.confirm(session, owner, talk);
                    } else {
                        talks.forget(session, owner);
                        LOG.warn("a session is another customer's; nothing was kept");
                    }
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
        write(() -> calls.call(
                        Deadline.in(WRITE_PATIENCE), () -> conversations.spend(owner, day, micros, now.plus(SUMS_KEPT)))
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
