package org.catalogsync.sync.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.stores.index.CatalogueIndex;
import org.jspecify.annotations.Nullable;

/** The index in memory: generations with external versions, and an alias whose update is one conditional act after a look. */
final class MemoryIndex implements CatalogueIndex {
    private final Scheduler scheduler;
    private final Removed removed;
    private final SwapWitness witness;
    private final Map<String, TreeMap<Isbn, IndexDocument>> generations = new TreeMap<>();
    private final TreeSet<String> alias = new TreeSet<>();
    private final double lossRate;

    /** @param lossRate how often a document that a night sends gets lost although it was acknowledged */
    MemoryIndex(Scheduler scheduler, Removed removed, double lossRate, SwapWitness witness) {
        this.scheduler = scheduler;
        this.lossRate = lossRate;
        this.removed = removed;
        this.witness = witness;
    }

    /** Sees every move of the alias at the moment it happens. */
    interface SwapWitness {
        void swapped(@Nullable String from, String to);
    }

    @Override
    public String generationName(long run) {
        return "manga-%08d".formatted(run);
    }

    @Override
    public void createGeneration(String generation, int dimensions) {
        scheduler.step("index.create " + generation);
        generations.computeIfAbsent(generation, name -> new TreeMap<>());
        scheduler.step("index.created");
    }

    @Override
    public BulkReceipt index(String generation, List<IndexDocument> documents) {
        int superseded = 0;
        for (IndexDocument document : documents) {
            scheduler.step("index.write");
            TreeMap<Isbn, IndexDocument> stored = existing(generation);
            IndexDocument current = stored.get(document.isbn());
            if (current != null && current.rev() >= document.rev() && removed != Removed.REV_IN_INDEX) {
                superseded++;
            } else if (lossRate == 0 || !scheduler.me().startsWith("night") || !scheduler.chance(lossRate)) {
                stored.put(document.isbn(), document);
                if (scheduler.traced()) {
                    scheduler.note(generation + " has " + describe(document));
                }
            } else {
                scheduler.note(generation + " loses " + describe(document));
            }
        }
        scheduler.step("index.written");
        return new BulkReceipt(documents.size() - superseded, superseded, 0);
    }

    @Override
    public void refresh(String generation) {
        scheduler.step("index.refresh");
    }

    @Override
    public long count(String generationOrAlias) {
        scheduler.step("index.count");
        return products(existing(generationOrAlias)).size();
    }

    /** A point in time. */
    @Override
    public void changedSince(String generation, Instant from, Consumer<IndexDocument> visitor) {
        scan(generation, document -> {
            String lastSync = document.lastSyncUtc();
            if (lastSync != null && !Instant.parse(lastSync).isBefore(from)) {
                visitor.accept(document);
            }
        });
    }

    @Override
    public void scan(String generation, Consumer<IndexDocument> visitor) {
        scheduler.step("index.scan");
        List<IndexDocument> all = List.copyOf(existing(generation).values());
        scheduler.step("index.scanned");
        all.forEach(visitor);
    }

    @Override
    public List<IndexDocument> get(String generation, List<Isbn> isbns) {
        List<IndexDocument> found = new ArrayList<>();
        for (Isbn isbn : isbns) {
            scheduler.step("index.get");
            IndexDocument document = existing(generation).get(isbn);
            if (document != null) {
                found.add(document);
            }
        }
        return found;
    }

    /** Nobody but the project's own writers reaches this index. */
    @Override
    public void survey(String generation, Consumer<Placed> visitor) {
        scan(generation, document -> visitor.accept(Placed.of(document)));
    }

    @Override
    public List<Placed> look(String generation, List<Isbn> isbns) {
        return get(generation, isbns).stream().map(Placed::of).toList();
    }

    @Override
    public boolean deleteStray(String generation, Placed seen) {
        throw new UnsupportedOperationException("nobody left a stray here");
    }

    @Override
    public Optional<String> live() {
        scheduler.step("index.live");
        return alias.stream().findFirst();
    }

    @Override
    public List<String> generations() {
        scheduler.step("index.generations");
        return List.copyOf(generations.keySet());
    }

    /** As the adapter does it: look, judge, then one conditional call. */
    @Override
    public void swap(@Nullable String from, String to) {
        if (removed != Removed.CONDITIONAL_SWAP) {
            Optional<String> shown = live();
            if (shown.equals(Optional.of(to))) {
                return;
            }
            if (!shown.equals(Optional.ofNullable(from)) || (from != null && to.compareTo(from) <= 0)) {
                throw new SwapRefused("alias shows " + shown + ", not " + from);
            }
        }
        scheduler.step("index.swap");
        existing(to);
        String shown = alias.isEmpty() ? null : alias.getFirst();
        if (removed == Removed.CONDITIONAL_SWAP) {
            alias.clear();
        } else if (from == null ? !alias.isEmpty() : !alias.remove(from)) {
            throw new SwapRefused("alias does not show " + from);
        }
        alias.add(to);
        scheduler.note("alias shows " + alias);
        witness.swapped(shown, to);
        scheduler.step("index.swapped");
    }

    @Override
    public void rollBack(String from, String to) {
        throw new UnsupportedOperationException("no operator takes part");
    }

    @Override
    public boolean deleteGeneration(String generation) {
        scheduler.step("index.delete " + generation);
        if (alias.contains(generation)) {
            return false;
        }
        generations.remove(generation);
        scheduler.note("deleted " + generation);
        return true;
    }

    @Override
    public List<Hit> searchText(String query, int size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Hit> searchNear(float[] vector, int size) {
        throw new UnsupportedOperationException();
    }

    /** What the alias shows, unseen by the processes. */
    List<String> shown() {
        return List.copyOf(alias);
    }

    @Nullable
    Product productNow(String generation, Isbn isbn) {
        IndexDocument document = existing(generation).get(isbn);
        return document == null ? null : document.product();
    }

    private TreeMap<Isbn, IndexDocument> existing(String generation) {
        TreeMap<Isbn, IndexDocument> documents = generations.get(generation);
        if (documents == null) {
            throw new GenerationMissing(generation);
        }
        return documents;
    }

    private static List<IndexDocument> products(TreeMap<Isbn, IndexDocument> documents) {
        return documents.values().stream()
                .filter(document -> !document.deleted())
                .sorted(Comparator.comparing(IndexDocument::isbn))
                .toList();
    }

    private static String describe(IndexDocument document) {
        Product product = document.product();
        return document.isbn() + " "
                + (product == null ? "deleted" : product.title() + "/" + product.quantityAvailable()) + " rev "
                + document.rev();
    }
}
