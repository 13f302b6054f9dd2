package org.catalogsync.chat.answer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import org.catalogsync.chat.intent.Wish;
import org.catalogsync.chat.lookup.Bounded;
import org.catalogsync.erp.Deadline;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StockStatus;
import org.catalogsync.stores.cache.AnswerCache;
import org.catalogsync.stores.cache.AnswerCache.Token;

/**
 * Answers that were given before, in Redis. One holds as long as nothing was written about any of its volumes since: the nonces say so at every read. It also ends by its age, sooner where few copies are left, since a sale is in the ERP before it is
 * anywhere else.
 */
public final class KeptAnswers {
    private static final Duration PATIENCE = Duration.ofMillis(80);
    private static final Duration FILL_PATIENCE = Duration.ofMillis(500);

    private final AnswerCache cache;
    private final Bounded calls;
    private final Duration ttl;
    private final Duration lowTtl;
    private final Duration fresh;
    private final InstantSource clock;

    /**
     * @param ttl how long an answer is kept
     * @param lowTtl how long one about a volume of which few are left
     * @param fresh how old the oldest fact in it may be
     */
    public KeptAnswers(
            AnswerCache cache, Bounded calls, Duration ttl, Duration lowTtl, Duration fresh, InstantSource clock) {
        this.cache = cache;
        this.calls = calls;
        this.ttl = ttl;
        this.lowTtl = lowTtl;
        this.fresh = fresh;
        this.clock = clock;
    }

    /** The answer to that question, if it still holds. */
    public Optional<KeptAnswer> find(String text, Wish wish, Deadline deadline) {
        String key = AnswerKey.of(text, wish);
        return calls.call(deadline.atMost(PATIENCE), () -> cache.get(key))
                .flatMap(found -> found)
                .flatMap(KeptAnswer::read)
                .filter(answer -> !answer.oldest(clock.instant())
                        .isBefore(clock.instant().minus(fresh)));
    }

    /** To be taken before anything is read for an answer about these volumes; none where Redis is away, and then nothing is kept. */
    public Optional<Token> token(Collection<Isbn> isbns, Deadline deadline) {
        return isbns.isEmpty()
                ? Optional.empty()
                : calls.call(deadline.atMost(PATIENCE), () -> cache.token(isbns));
    }

    /** Keeps the answer; nobody waits for that. */
    public void keep(String text, Wish wish, KeptAnswer answer, Token token) {
        boolean low = answer.card().items().stream().anyMatch(fact -> fact.status() == StockStatus.LOW_STOCK);
        String key = AnswerKey.of(text, wish);
        Thread.ofVirtual()
                .name("keep")
                .start(() -> calls.call(
                        Deadline.in(FILL_PATIENCE),
                        () -> cache.fill(key, answer.json(), token, low ? lowTtl : ttl)));
    }
}
