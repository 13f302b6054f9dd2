package org.catalogsync.chat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.catalogsync.chat.answer.Sink;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StockStatus;
import org.catalogsync.stores.cache.AnswerCache;
import org.catalogsync.stores.conversations.Conversations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first answers of a process take a second more than those after them: classes are loaded and connections made. This gives some to nobody, once the chat listens and beside the customers who are there already, so that few of them wait for it.
 *
 * <p>One after the other on one thread, and at most so many and so long. Stores are read as for any answer; nothing is kept, no model is asked, and the ERP only where the table is away. Readiness does not wait for it.
 */
final class WarmUp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final Duration UNTIL_TITLES = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();
    private static final int ROUNDS = 3;
    private static final int SERIES_LOOKED_AT = 50;

    private final Chat chat;
    private final Supplier<TitleIndex> titles;
    private final Runnable connect;
    private final Supplier<Sink> nobody;
    private final long ends = System.nanoTime() + LONGEST.toNanos();
    private volatile boolean ended;

    /**
     * @param chat one that keeps nothing and asks no model
     * @param connect makes the connections that no answer of that chat makes
     */
    WarmUp(Chat chat, Supplier<TitleIndex> titles, Runnable connect, Supplier<Sink> nobody) {
        this.chat = chat;
        this.titles = titles;
        this.connect = connect;
        this.nobody = nobody;
    }

    /** Returns at once. */
    void start() {
        Thread thread = Thread.ofPlatform().name("warm-up").daemon().unstarted(this::run);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    /** Never throws: a process that is cold is slow for a while, and no worse. */
    void run() {
        long began = System.nanoTime();
        int answers = 0;
        try {
            connect.run();
            answers += ask("hello"); // what all answers need, while the titles are on their way
            await(UNTIL_TITLES);
            for (int round = 0; round < ROUNDS; round++) {
                for (String question : questions(titles.get())) {
                    answers += ask(question);
                }
            }
            LOG.info("warm after {} ms, {} answers to nobody", (System.nanoTime() - began) / 1_000_000, answers);
        } catch (RuntimeException e) {
            LOG.warn("the warm-up ended early: {}", e.toString());
        }
    }

    private void await(Duration most) {
        long until = System.nanoTime() + most.toNanos();
        while (titles.get().size() == 0 && System.nanoTime() < until && !over()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private int ask(String question) {
        if (over()) {
            return 0;
        }
        chat.answer(new Ask("warm-up", "warm-up-" + UUID.randomUUID(), "warm-up", question), nobody.get());
        return 1;
    }

    private boolean over() {
        return ended || System.nanoTime() > ends;
    }

    /** By title in both languages, and by ISBN, of a volume that the ERP need not be asked for. */
    private static List<String> questions(TitleIndex titles) {
        return IntStream.range(0, Math.min(SERIES_LOOKED_AT, titles.seriesCount()))
                .boxed()
                .flatMap(series -> titles.volumes(series, 3).stream())
                .flatMap(isbn -> titles.lastKnown(isbn).stream())
                .filter(fact -> fact.status() == StockStatus.IN_STOCK)
                .findFirst()
                .map(WarmUp::questions)
                .orElse(List.of());
    }

    private static List<String> questions(Fact fact) {
        return List.of(fact.title() + " ありますか", "is " + fact.title() + " in stock?", fact.isbn() + " の値段は？");
    }

    /** No further answer is begun. */
    @Override
    public void close() {
        ended = true;
    }

    /** Answers that are read and not kept. */
    record Unkept(AnswerCache cache) implements AnswerCache {
        @Override
        public Token token(Collection<Isbn> isbns) {
            return cache.token(isbns);
        }

        @Override
        public boolean fill(String key, String answer, Token token, Duration ttl) {
            return false;
        }

        @Override
        public Optional<String> get(String key) {
            return cache.get(key);
        }

        @Override
        public void invalidate(Collection<Isbn> isbns) {
            throw new UnsupportedOperationException("a warm-up writes nothing");
        }
    }

    /** Conversations that are looked for and not kept. */
    record Unwritten(Conversations conversations) implements Conversations {
        @Override
        public void createIfAbsent() {
            throw new UnsupportedOperationException("a warm-up writes nothing");
        }

        @Override
        public Opened open(String session, String owner, LocalDate day, Instant now) {
            return conversations.open(session, owner, day, now);
        }

        @Override
        public boolean keep(Conversation conversation, Instant now) {
            return true;
        }

        @Override
        public long spend(String owner, LocalDate day, long micros, Instant expires) {
            return 0;
        }
    }
}
