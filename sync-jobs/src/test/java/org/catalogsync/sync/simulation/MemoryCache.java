package org.catalogsync.sync.simulation;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.cache.AnswerCache;

/** Answers in memory: each act is one script, anything may be evicted at any time. */
final class MemoryCache implements AnswerCache {
    private static final double EVICTION = 0.05;

    private final Scheduler scheduler;
    private final boolean nonceChecked;
    private final TreeMap<Isbn, Long> nonces = new TreeMap<>();
    private final TreeMap<String, Answer> answers = new TreeMap<>();
    private long lastNonce;

    private final ToLongFunction<Isbn> revNow;
    private final Map<Isbn, Long> invalidatedAt = new HashMap<>();

    MemoryCache(Scheduler scheduler, Removed removed, ToLongFunction<Isbn> revNow) {
        this.scheduler = scheduler;
        this.revNow = revNow;
        this.nonceChecked = removed != Removed.CACHE_NONCE;
    }

    @Override
    public Token token(Collection<Isbn> isbns) {
        scheduler.step("cache.token");
        evict();
        Map<Isbn, Long> taken = new HashMap<>();
        isbns.forEach(isbn -> taken.put(isbn, nonces.computeIfAbsent(isbn, key -> ++lastNonce)));
        return new Nonces(taken);
    }

    @Override
    public boolean fill(String key, String answer, Token token, Duration ttl) {
        scheduler.step("cache.fill");
        evict();
        Nonces taken = (Nonces) token;
        if (!stand(taken)) {
            return false;
        }
        answers.put(key, new Answer(answer, taken));
        scheduler.note("cached " + answer);
        return true;
    }

    @Override
    public Optional<String> get(String key) {
        scheduler.step("cache.get");
        evict();
        return Optional.ofNullable(answers.get(key))
                .filter(answer -> stand(answer.madeUnder()))
                .map(Answer::text);
    }

    @Override
    public void invalidate(Collection<Isbn> isbns) {
        for (Isbn isbn : isbns) {
            scheduler.step("cache.invalidate");
            nonces.put(isbn, ++lastNonce);
            answers.values().removeIf(answer -> answer.madeUnder().taken().containsKey(isbn));
            invalidatedAt.put(isbn, revNow.applyAsLong(isbn));
            scheduler.note("invalidated " + isbn);
        }
        scheduler.step("cache.invalidated");
    }

    /** The rev that the table had at the last invalidation of this key: no answer from before it may be given any more. */
    long invalidatedAt(Isbn isbn) {
        return invalidatedAt.getOrDefault(isbn, 0L);
    }

    private boolean stand(Nonces made) {
        return !nonceChecked
                || made.taken().entrySet().stream()
                        .allMatch(nonce -> nonce.getValue().equals(nonces.get(nonce.getKey())));
    }

    private void evict() {
        if (scheduler.chance(EVICTION)) {
            if (scheduler.chance(0.5)) {
                nonces.pollFirstEntry();
            } else {
                answers.pollFirstEntry();
            }
        }
    }

    private record Nonces(Map<Isbn, Long> taken) implements Token {}

    private record Answer(String text, Nonces madeUnder) {}

    /** The name of the answer about these ISBNs. */
    static String key(List<Isbn> isbns) {
        return String.join("+", isbns.stream().map(Isbn::value).toList());
    }
}
