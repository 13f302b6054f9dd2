package org.catalogsync.sync.ask;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.RetryCounters;
import org.catalogsync.stores.products.ProductTable;
import org.catalogsync.sync.Json;
import org.catalogsync.sync.progress.SilentProgress;
import org.catalogsync.sync.run.FactsInMemory;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.RunRequest;
import org.catalogsync.sync.staging.InMemoryObjects;
import org.catalogsync.sync.staging.StagingArea;
import org.jspecify.annotations.Nullable;

/** What a run has around it while it asks: a table, objects and facts, all in memory. */
final class RunInMemory {
    static final Instant NOW = Instant.parse("2025-04-02T18:00:00Z");

    final Table table = new Table();
    final InMemoryObjects objects = new InMemoryObjects();
    final StagingArea staging = new StagingArea(objects, 7, 1);
    final RunFacts facts = new RunFacts(new FactsInMemory(), Json.mapper(), 7);
    final ErpInMemory erp = new ErpInMemory(5);

    Inquiry inquiry(String source) {
        return Inquiry.of(
                facts,
                new RunRequest(source, null, null, false),
                () -> erp,
                new Pacing(4, java.time.Duration.ofSeconds(1)),
                2,
                table,
                bucket -> objects,
                staging,
                new RetryCounters(),
                () -> {},
                new SilentProgress(System.err),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static StoredItem live(Product product) {
        return new StoredItem.Live(product, stamp());
    }

    static StoredItem tombstone(Isbn isbn) {
        return new StoredItem.Tombstone(isbn, stamp(), NOW);
    }

    private static StoredItem.Stamp stamp() {
        return new StoredItem.Stamp(1, new SourceVersion.Nightly(NOW, 1), null, NOW, "nightly");
    }

    /** A table to be scanned. */
    static final class Table implements ProductTable {
        final TreeMap<Isbn, StoredItem> items = new TreeMap<>();

        void put(StoredItem item) {
            items.put(item.isbn(), item);
        }

        @Override
        public void createIfAbsent() {}

        @Override
        public Page scan(int segment, int segments, @Nullable String from) {
            List<StoredItem> page = new ArrayList<>(items.values());
            page.removeIf(item -> item.isbn().bucket(segments) != segment);
            return new Page(page, null);
        }

        @Override
        public Optional<StoredItem> get(Isbn isbn) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<Isbn, StoredItem> getAll(Collection<Isbn> isbns) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Survey survey(int segment, int segments, @Nullable String from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Looked look(Collection<Isbn> isbns) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean deleteStray(Flawed seen) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<WriteOutcome> write(List<ProductWrite> writes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Counts count() {
            throw new UnsupportedOperationException();
        }
    }
}
