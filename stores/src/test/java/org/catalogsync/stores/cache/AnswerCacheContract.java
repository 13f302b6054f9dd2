package org.catalogsync.stores.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.Samples;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.cache.AnswerCache.Token;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every answer cache must do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AnswerCacheContract {
    private static final Duration TTL = Duration.ofMinutes(5);

    private Stores stores;
    private AnswerCache cache;

    abstract Map<String, String> environment();

    @BeforeAll
    void openCache() {
        stores = Stores.of(StoresSettings.fromEnvironment(environment()));
        cache = stores.cache();
    }

    @AfterAll
    void close() {
        stores.close();
    }

    @Test
    void missesWhatWasNeverFilled() {
        assertThat(cache.get("inventory:{" + Samples.isbn() + "}")).isEmpty();
    }

    @Test
    void servesAnAnswerUntilOneOfItsIsbnsIsInvalidated() {
        List<Isbn> isbns = Samples.isbns(3);
        String key = key(isbns.getFirst());

        assertThat(cache.fill(key, "在庫 7", cache.token(isbns), TTL)).isTrue();
        assertThat(cache.get(key)).contains("在庫 7");

        cache.invalidate(List.of(isbns.get(2)));
        assertThat(cache.get(key)).isEmpty();
    }

    @Test
    void refusesAnAnswerWhoseSourceWasReadBeforeAnInvalidation() {
        Isbn isbn = Samples.isbn();
        Token early = cache.token(List.of(isbn));

        cache.invalidate(List.of(isbn));

        assertThat(cache.fill(key(isbn), "old", early, TTL)).isFalse();
        assertThat(cache.get(key(isbn))).isEmpty();
        assertThat(cache.fill(key(isbn), "new", cache.token(List.of(isbn)), TTL))
                .isTrue();
        assertThat(cache.get(key(isbn))).contains("new");
    }

    @Test
    void leavesAnswersAboutOtherIsbnsAlone() {
        Isbn one = Samples.isbn();
        Isbn other = Samples.isbn();
        cache.fill(key(one), "one", cache.token(List.of(one)), TTL);

        cache.invalidate(List.of(other));

        assertThat(cache.get(key(one))).contains("one");
    }

    @Test
    void replacesAnAnswer() {
        Isbn isbn = Samples.isbn();
        cache.fill(key(isbn), "first", cache.token(List.of(isbn)), TTL);
        cache.fill(key(isbn), "second", cache.token(List.of(isbn)), TTL);

        assertThat(cache.get(key(isbn))).contains("second");
    }

    @Test
    void keepsAnAnswerAboutNoIsbn() {
        String key = "greeting:" + Samples.isbn();

        assertThat(cache.fill(key, "", cache.token(List.of()), TTL)).isTrue();

        assertThat(cache.get(key)).contains("");
    }

    @Test
    void forgetsAnAnswerAfterItsTime() {
        Isbn isbn = Samples.isbn();
        cache.fill(key(isbn), "short", cache.token(List.of(isbn)), Duration.ofMillis(30));

        await().atMost(Duration.ofSeconds(5)).until(() -> cache.get(key(isbn)).isEmpty());
    }

    @Test
    void refusesALifeThatOutlastsTheNonces() {
        Token token = cache.token(List.of());

        assertThatIllegalArgumentException().isThrownBy(() -> cache.fill("k", "v", token, Duration.ofMinutes(11)));
        assertThatIllegalArgumentException().isThrownBy(() -> cache.fill("k", "v", token, Duration.ZERO));
    }

    @Test
    void invalidatesTensOfThousandsOfIsbns() {
        List<Isbn> isbns = Samples.isbns(30_000);
        Isbn first = isbns.getFirst();
        Isbn last = isbns.getLast();
        cache.fill(key(first), "first", cache.token(List.of(first)), TTL);
        cache.fill(key(last), "last", cache.token(List.of(last)), TTL);

        cache.invalidate(isbns);

        assertThat(cache.get(key(first))).isEmpty();
        assertThat(cache.get(key(last))).isEmpty();
    }

    private static String key(Isbn isbn) {
        return "inventory:{" + isbn + "}";
    }
}
