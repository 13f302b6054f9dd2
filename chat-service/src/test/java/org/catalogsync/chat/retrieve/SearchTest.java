package org.catalogsync.chat.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.catalogsync.chat.retrieve.Search.Hits;
import org.catalogsync.erp.Deadline;
import org.catalogsync.stores.embeddings.Embeddings;
import org.catalogsync.stores.index.CatalogueIndex;
import org.catalogsync.stores.index.CatalogueIndex.Hit;
import org.junit.jupiter.api.Test;

class SearchTest {
    private static final Deadline LONG = Deadline.in(Duration.ofSeconds(30));
    private final CountingEmbeddings embeddings = new CountingEmbeddings();
    private final AtomicLong now = new AtomicLong();

    @Test
    void putsFirstWhatBothSearchesFind() {
        Search search = search(() -> List.of(hit(1), hit(2), hit(3)), () -> List.of(hit(4), hit(2)));

        assertThat(search.about("灯台", 10, LONG).hits())
                .extracting(Hit::isbn)
                .containsExactly(Catalogues.isbn(2), Catalogues.isbn(1), Catalogues.isbn(4), Catalogues.isbn(3));
        assertThat(search.about("灯台", 2, LONG).hits()).hasSize(2);
    }

    @Test
    void givesWhatOneSearchFindsWhereTheOtherFails() {
        Search search = search(() -> List.of(hit(1)), () -> {
            throw new IllegalStateException("no index");
        });

        Hits hits = search.about("灯台", 10, LONG);
        assertThat(hits.hits()).extracting(Hit::isbn).containsExactly(Catalogues.isbn(1));
        assertThat(hits.complete()).isFalse();
    }

    @Test
    void saysForAMinuteThatNotAllWasLookedAt() {
        boolean[] away = {true};
        Search search = search(() -> List.of(hit(1)), () -> {
            if (away[0]) {
                throw new IllegalStateException("no index");
            }
            return List.of(hit(2));
        });
        assertThat(search.answers()).isTrue();

        search.about("灯台", 10, LONG);
        assertThat(search.answers()).isFalse();
        search.named("灯台", 10, LONG);
        assertThat(search.answers()).isTrue();

        search.about("灯台", 10, LONG);
        now.addAndGet(Search.LATELY.toNanos() - 1);
        assertThat(search.answers()).isFalse();
        now.addAndGet(1);
        assertThat(search.answers()).isTrue();

        search.about("灯台", 10, LONG);
        away[0] = false;
        search.about("灯台", 10, LONG);
        assertThat(search.answers()).isTrue();
    }

    @Test
    void leavesASearchAtTheDeadline() {
        CountDownLatch end = new CountDownLatch(1);
        Search search = search(() -> List.of(hit(1)), () -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of(hit(2));
        });

        Hits hits = search.about("灯台", 10, Deadline.in(Duration.ofMillis(300)));

        end.countDown();
        assertThat(hits.hits()).extracting(Hit::isbn).doesNotContain(Catalogues.isbn(2));
        assertThat(hits.complete()).isFalse();
        assertThat(search.about("灯台", 10, Deadline.in(Duration.ZERO))).isEqualTo(Hits.AWAY);
    }

    @Test
    void tellsNoHitsFromNoAnswer() {
        assertThat(search(List::of, List::of).about("灯台", 10, LONG)).isEqualTo(Hits.NONE);
        assertThat(search(List::of, List::of).about(" ", 10, LONG)).isEqualTo(Hits.NONE);
        Search broken = search(List::of, () -> {
            throw new IllegalStateException("no index");
        });
        assertThat(broken.about("灯台", 10, LONG)).isEqualTo(Hits.AWAY);
        assertThat(broken.named("灯台", 10, LONG)).isEqualTo(Hits.NONE);
    }

    @Test
    void computesTheVectorOfATopicOnceWhileItIsRemembered() {
        Search search = search(List::of, List::of);

        search.about("灯台の話", 10, LONG);
        search.about("灯台 の 話", 10, LONG);
        assertThat(embeddings.computed.get()).isEqualTo(1);
        search.about("鯨の話", 10, LONG);
        search.about("猫の話", 10, LONG);
        search.about("灯台の話", 10, LONG);

        assertThat(embeddings.computed.get()).isEqualTo(4);
    }

    private Search search(Supplier<List<Hit>> words, Supplier<List<Hit>> meaning) {
        CatalogueIndex index = (CatalogueIndex) Proxy.newProxyInstance(
                SearchTest.class.getClassLoader(),
                new Class<?>[] {CatalogueIndex.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "searchText" -> words.get();
                    case "searchNear" -> meaning.get();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        return new Search(index, embeddings, 2, now::get);
    }

    private static Hit hit(int number) {
        return new Hit(Catalogues.isbn(number), "青い灯台 " + number, 1.0);
    }

    private static final class CountingEmbeddings implements Embeddings {
        final AtomicInteger computed = new AtomicInteger();

        @Override
        public int dimensions() {
            return 1;
        }

        @Override
        public String model() {
            return "counting";
        }

        @Override
        public void createIfAbsent() {}

        @Override
        public float[] embedOnce(String text) {
            computed.incrementAndGet();
            return new float[] {1};
        }

        @Override
        public Vectors embed(Collection<String> texts) {
            throw new AssertionError("what customers write is not kept: " + Map.of("texts", texts.size()));
        }
    }
}
