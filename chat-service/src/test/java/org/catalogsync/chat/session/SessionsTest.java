package org.catalogsync.chat.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.lookup.Bounded;
import org.catalogsync.chat.retrieve.Catalogues;
import org.catalogsync.chat.session.Sessions.Opening;
import org.catalogsync.erp.Deadline;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.conversations.Conversations;
import org.junit.jupiter.api.Test;

/** Over a table in memory that can be away. */
class SessionsTest {
    private static final Isbn BOOK = Catalogues.isbn(1);
    private static final Isbn OTHER = Catalogues.isbn(2);
    private static final Deadline SOON = Deadline.in(Duration.ofSeconds(20));

    private final Table table = new Table();
    private final Sessions sessions = over(table);

    private static Sessions over(Table table) {
        return new Sessions(table, new Bounded("talks"), Duration.ofHours(24), 0.25, InstantSource.system());
    }

    @Test
    void knowsAConversationAgainWhileItIsBeingKept() {
        sessions.spokeOf("s", "victim", List.of(BOOK), Language.ENGLISH);

        assertThat(volumes("victim")).containsExactly(BOOK);
        await().until(() -> table.talks.containsKey("s"));
        assertThat(over(table).open("s", "victim", SOON))
                .isEqualTo(new Opening.Own(List.of(BOOK), Language.ENGLISH, true));
        assertThat(over(table).open("s", "attacker", SOON)).isEqualTo(new Opening.Foreign());
    }

    @Test
    void givesNobodysSessionAwayWhileTheTableIsAway() {
        sessions.spokeOf("s", "victim", List.of(BOOK), Language.JAPANESE);
        await().until(() -> table.talks.containsKey("s"));
        Sessions another = over(table);
        table.away = true;

        assertThat(volumes(another, "attacker")).isEmpty();
        another.spokeOf("s", "attacker", List.of(OTHER), Language.JAPANESE);
        assertThat(volumes(another, "attacker")).containsExactly(OTHER);
        assertThat(volumes(another, "victim")).isEmpty();
        another.spokeOf("s", "victim", List.of(BOOK), Language.JAPANESE);
        assertThat(volumes(another, "victim")).containsExactly(BOOK);
        assertThat(volumes(sessions, "victim")).containsExactly(BOOK);

        table.away = false;
        assertThat(volumes(another, "victim")).containsExactly(BOOK);
        assertThat(another.open("s", "attacker", SOON)).isEqualTo(new Opening.Foreign());
        assertThat(table.talks.values())
                .extracting(Conversations.Conversation::volumes)
                .containsExactly(List.of(BOOK));
    }

    @Test
    void doesNotAskTheTableAgainForWhatItHasConfirmed() {
        sessions.spokeOf("s", "victim", List.of(BOOK), Language.JAPANESE);
        await().until(() -> {
            int before = table.reads;
            sessions.open("s", "victim", SOON);
            return table.reads == before;
        });

        assertThat(volumes("victim")).containsExactly(BOOK);
    }

    @Test
    void goesOnWhereAnotherProcessWasSpokenTo() {
        table.away = true;
        sessions.spokeOf("s", "victim", List.of(BOOK), Language.JAPANESE);
        await().until(() -> table.refused.get() > 0);
        table.away = false;
        table.keep(
                new Conversations.Conversation(
                        "s",
                        Owners.of(table, "victim"),
                        List.of(OTHER),
                        "ja",
                        Instant.now().plus(Duration.ofHours(25))),
                Instant.now());

        assertThat(volumes("victim")).containsExactly(OTHER);
    }

    @Test
    void endsOnceAllIsWritten() throws Exception {
        table.held = new CountDownLatch(1);
        sessions.spokeOf("s", "victim", List.of(BOOK), Language.JAPANESE);
        sessions.spent("victim", 0.001);
        Thread closing = Thread.ofVirtual().start(sessions::close);
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        assertThat(table.talks).isEmpty();

        table.held.countDown();
        closing.join();

        assertThat(table.talks).containsKey("s");
        assertThat(table.spent).isEqualTo(1_000);
    }

    private List<Isbn> volumes(String user) {
        return volumes(sessions, user);
    }

    private static List<Isbn> volumes(Sessions sessions, String user) {
        return sessions.open("s", user, SOON) instanceof Opening.Own own
                ? own.volumes()
                : List.of(Catalogues.isbn(666));
    }

    /** The digest under which a customer is kept. */
    private static final class Owners {
        static String of(Table table, String user) {
            over(table).open("asked for its owner", user, SOON);
            return table.lastOwner;
        }
    }

    private static final class Table implements Conversations {
        final Map<String, Conversation> talks = new ConcurrentHashMap<>();
        volatile boolean away;
        volatile CountDownLatch held = new CountDownLatch(0);
        volatile long spent;
        volatile int reads;
        final AtomicInteger refused = new AtomicInteger();
        volatile String lastOwner = "";

        @Override
        public void createIfAbsent() {}

        @Override
        public synchronized Opened open(String session, String owner, LocalDate day, Instant now) {
            answer();
            reads++;
            lastOwner = owner;
            Conversation talk = talks.get(session);
            boolean foreign = talk != null && !talk.owner().equals(owner);
            return new Opened(foreign ? null : talk, foreign, 0);
        }

        @Override
        public synchronized boolean keep(Conversation conversation, Instant now) {
            answer();
            Conversation there = talks.get(conversation.session());
            if (there != null && !there.owner().equals(conversation.owner())) {
                return false;
            }
            talks.put(conversation.session(), conversation);
            return true;
        }

        @Override
        public synchronized long spend(String owner, LocalDate day, long micros, Instant expires) {
            answer();
            spent += micros;
            return spent;
        }

        private void answer() {
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (away) {
                refused.incrementAndGet();
                throw new StoreUnavailable("away", null);
            }
        }
    }
}
