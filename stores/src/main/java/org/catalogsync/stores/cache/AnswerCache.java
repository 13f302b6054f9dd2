package org.catalogsync.stores.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.catalogsync.model.Isbn;

/** Answers about products, each tied to the nonces of the ISBNs it speaks of. Correctness is the nonce, checked on every read; deleting entries is tidiness. */
public interface AnswerCache {

    /** Takes the nonces of these ISBNs; call it before any source is read for the answer. */
    Token token(Collection<Isbn> isbns);

    /** Keeps the answer for up to ten minutes, unless one of its ISBNs was invalidated since the token was taken; false when refused. */
    boolean fill(String key, String answer, Token token, Duration ttl);

    /** The answer, if every nonce still is the one it was made under. */
    Optional<String> get(String key);

    /** Makes every answer about these ISBNs unreadable at once; any number of ISBNs, pipelined. */
    void invalidate(Collection<Isbn> isbns);

    /** Opaque: which nonces an answer was made under. */
    interface Token {}
}
