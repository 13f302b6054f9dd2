package org.catalogsync.sync.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StoredItem;
import org.catalogsync.model.WriteDecision.Incoming;
import org.catalogsync.stores.index.CatalogueIndex.IndexDocument;
import org.catalogsync.stores.products.ProductWriter;
import org.catalogsync.stores.products.ProductWriter.Outcome;
import org.catalogsync.stores.products.ProductWriter.Request;
import org.catalogsync.sync.nightly.Sandbox.Result;
import org.catalogsync.sync.sample.SampleCatalogue;
import org.catalogsync.sync.sample.SampleChange;
import org.catalogsync.sync.sample.SampleOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A night during which another writer applies 300 changes a second to the product table and nobody tells the index. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BusyNightTest {
    private static final int CHANGES_PER_SECOND = 300;
    private static final int VOLUMES = 6_000;
    private static final SampleOptions FIRST = SampleOptions.of(VOLUMES, 31);

    @TempDir
    static Path folder;

    private Sandbox shop;

    @BeforeAll
    void leaveANightBehind() {
        shop = Sandbox.open(folder, "busy", "catalog-sync.index-lag=PT0S");
        SampleCatalogue.write(folder.resolve("first"), FIRST);
        SampleCatalogue.write(folder.resolve("second"), FIRST.changed(new SampleChange(300, 100, 100)));
        assertThat(shop.json("nightly", "--source", "files:" + folder.resolve("first"))
                        .exit())
                .isZero();
    }

    @AfterAll
    void closeShop() {
        shop.close();
    }

    @Test
    void endsReconciledTheNewerValuesWinAndWhatIsNotComparableIsListed() throws Exception {
        Result night;
        Changes changes = new Changes(products());
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> writer = thread.submit(changes);
            night = shop.json("nightly", "--source", "files:" + folder.resolve("second"));
            changes.stop();
            writer.get(1, TimeUnit.MINUTES);
        }
        System.out.println(changes);

        assertThat(night.exit()).as(night.err() + night.out()).isZero();
        assertThat(night.text("status")).isEqualTo("COMPLETED");
        assertThat(night.json().at("/reconcile/equal").asBoolean()).isTrue();
        assertThat(changes.asManyAsDue()).as(changes.toString()).isTrue();
        assertNewerValuesWin(changes);
        assertLiveGenerationFollowed(
                changes, Instant.parse(night.text("reconcile/looked_at")), night.text("generation"));
        assertNotComparableIsListed(changes, night);

        // What was changed after the night had looked: a stream would have brought it, here the operator does.
        Result repair = shop.json("reconcile", "--repair");
        assertThat(repair.exit()).as(repair.err() + repair.out()).isZero();
        assertThat(repair.number("not_comparable")).isEqualTo(changes.last.size());
        assertNewerValuesWin(changes);
        assertLiveGenerationFollowed(changes, Instant.MAX, night.text("generation"));
    }

    private void assertNewerValuesWin(Changes changes) {
        Map<Isbn, StoredItem> stored = shop.stores().products().getAll(changes.last.keySet());
        changes.last.forEach((isbn, last) -> {
            StoredItem item = stored.get(isbn);
            assertThat(item).as(isbn.value()).isNotNull();
            if (item != null) {
                assertThat(item.stamp().sourceVersion()).isEqualTo(last.incoming.version());
                assertThat(product(item)).isEqualTo(product(last.incoming));
            }
        });
    }

    /** Every key that was not changed any more once the comparison had begun. */
    private void assertLiveGenerationFollowed(Changes changes, Instant lookedAt, String generation) {
        List<Isbn> settled = changes.last.entrySet().stream()
                .filter(change -> change.getValue().appliedAt.isBefore(lookedAt))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(settled).as("changed before the comparison").isNotEmpty();
        assertThat(shop.stores().index().live()).contains(generation);
        Map<Isbn, IndexDocument> documents = new HashMap<>();
        shop.stores().index().get(generation, settled).forEach(document -> documents.put(document.isbn(), document));
        for (Isbn isbn : settled) {
            Change last = Objects.requireNonNull(changes.last.get(isbn));
            IndexDocument document = documents.get(isbn);
            assertThat(document == null ? null : document.product())
                    .as(isbn.value())
                    .isEqualTo(product(last.incoming));
        }
    }

    private void assertNotComparableIsListed(Changes changes, Result night) {
        Set<String> changed = new HashSet<>();
        changes.last.keySet().forEach(isbn -> changed.add(isbn.value()));
        List<String> listed = ReconcileTest.keysOf(night.json().at("/reconcile/not_comparable_keys"));
        assertThat(night.number("reconcile/not_comparable")).isEqualTo(listed.size());
        assertThat(changed).containsAll(listed);
        Instant lookedAt = Instant.parse(night.text("reconcile/looked_at"));
        changes.last.forEach((isbn, change) -> {
            if (change.appliedAt.isBefore(lookedAt)) {
                assertThat(listed).contains(isbn.value());
            }
        });
    }

    private List<Product> products() {
        List<Product> products = new ArrayList<>();
        shop.stores().products().scan(0, 1, null).items().forEach(item -> {
            if (item instanceof StoredItem.Live live) {
                products.add(live.product());
            }
        });
        return products;
    }

    private static @Nullable Product product(StoredItem item) {
        return item instanceof StoredItem.Live live ? live.product() : null;
    }

    private static @Nullable Product product(Incoming incoming) {
        return incoming instanceof Incoming.Put put ? put.product() : null;
    }

    /** The last change of a key. */
    private record Change(Incoming incoming, Instant appliedAt) {}

    /** Updates, deletes, new keys and keys that come back, as a stream of the source's log would apply them; as many at a time as the clock says are due. */
    private final class Changes implements Runnable {
        private static final int BATCH = 30;

        private final List<Product> products;
        private final Map<Isbn, Change> last = new HashMap<>();
        private final AtomicBoolean on = new AtomicBoolean(true);
        private final Random random = new Random(7);
        private final ProductWriter writer = new ProductWriter(
                shop.stores().products(), Duration.ofDays(30), Duration.ofMinutes(5), Clock.systemUTC(), () -> {});
        private long applied;
        private long position;
        private Duration took = Duration.ZERO;

        Changes(List<Product> products) {
            this.products = products;
        }

        void stop() {
            on.set(false);
        }

        @Override
        public void run() {
            Instant began = Instant.now();
            while (on.get()) {
                long due = Duration.between(began, Instant.now()).toMillis() * CHANGES_PER_SECOND / 1_000;
                if (applied + BATCH <= due) {
                    apply();
                } else {
                    pause();
                }
            }
            took = Duration.between(began, Instant.now());
        }

        private void apply() {
            List<Request> requests = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                requests.add(Request.of(next(), "row", "update"));
            }
            List<Outcome> outcomes = writer.write(requests);
            Instant now = Instant.now();
            for (int i = 0; i < BATCH; i++) {
                assertThat(outcomes.get(i)).isInstanceOf(Outcome.Applied.class);
                Incoming incoming = requests.get(i).incoming();
                last.put(incoming.isbn(), new Change(incoming, now));
            }
            applied += BATCH;
        }

        private Incoming next() {
            SourceVersion version = new SourceVersion.Change(
                    1, BigInteger.valueOf(++position), 0, Instant.now().truncatedTo(ChronoUnit.MILLIS));
            Product product = products.get(random.nextInt(products.size()));
            int dice = random.nextInt(20);
            if (dice == 0) {
                return new Incoming.Delete(product.isbn(), version, null);
            }
            if (dice == 1) {
                product = withIsbn(product, newIsbn());
            }
            return new Incoming.Put(ReconcileTest.sold(product, random.nextInt(1_000)), version);
        }

        private static Product withIsbn(Product product, Isbn isbn) {
            return new Product(
                    isbn,
                    product.title(),
                    product.titleKana(),
                    product.author(),
                    product.genre(),
                    product.quantityAvailable(),
                    product.stockStatus(),
                    product.priceJpy(),
                    product.warehouse(),
                    product.lastRestockDate(),
                    product.restockEtaDays());
        }

        /** Of a range that the sample does not use. */
        private Isbn newIsbn() {
            String twelve = "979870%06d".formatted(random.nextInt(1_000_000));
            int sum = 0;
            for (int i = 0; i < 12; i++) {
                sum += (twelve.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
            }
            return new Isbn(twelve + (10 - sum % 10) % 10);
        }

        private void pause() {
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                on.set(false);
            }
        }

        /** Whether the writer kept up with its clock, a second apart: on a machine that is too slow for it the night was not the busy one that is meant. */
        boolean asManyAsDue() {
            return applied >= (took.toMillis() - 1_000) * CHANGES_PER_SECOND / 1_000 * 5 / 6;
        }

        @Override
        public String toString() {
            return "%,d changes of %,d keys in %.1f s: %.0f a second"
                    .formatted(
                            applied, last.size(), took.toMillis() / 1e3, applied * 1e3 / Math.max(1, took.toMillis()));
        }
    }
}
