package org.catalogsync.sync.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.products.ProductTable;
import org.jspecify.annotations.Nullable;

/** The product table in memory: strongly consistent reads, writes on condition of the rev, and a TTL that forgets tombstones the moment it may. */
final class MemoryProducts implements ProductTable {
    private static final int PAGE = 2;

    private final Scheduler scheduler;
    private final Removed removed;
    private final Consumer<Isbn> witness;
    private final TreeMap<Isbn, StoredItem> items = new TreeMap<>();
    private final Map<Isbn, Instant> forgottenExpiry = new HashMap<>();

    MemoryProducts(Scheduler scheduler, Removed removed, Consumer<Isbn> witness) {
        this.scheduler = scheduler;
        this.witness = witness;
        this.removed = removed;
    }

    @Override
    public void createIfAbsent() {}

    @Override
    public Optional<StoredItem> get(Isbn isbn) {
        scheduler.step("table.get");
        return Optional.ofNullable(now(isbn));
    }

    /** As BatchGetItem: each item is consistent, all together are not a snapshot. */
    @Override
    public Map<Isbn, StoredItem> getAll(Collection<Isbn> isbns) {
        Map<Isbn, StoredItem> found = new HashMap<>();
        for (Isbn isbn : isbns) {
            scheduler.step("table.getAll");
            StoredItem item = now(isbn);
            if (item != null) {
                found.put(isbn, item);
            }
        }
        return found;
    }

    @Override
    public Page scan(int segment, int segments, @Nullable String from) {
        scheduler.step("table.scan");
        forgetExpired();
        List<StoredItem> page = new ArrayList<>();
        for (StoredItem item : items.values()) {
            boolean mine = item.isbn().bucket(segments) == segment;
            if (mine && (from == null || item.isbn().value().compareTo(from) > 0)) {
                if (page.size() == PAGE) {
                    return new Page(page, page.getLast().isbn().value());
                }
                page.add(item);
            }
        }
        return new Page(page, null);
    }

    /** Nobody but the project's own writers reaches this table. */
    @Override
    public Survey survey(int segment, int segments, @Nullable String from) {
        Page page = scan(segment, segments, from);
        return new Survey(page.items(), List.of(), page.next());
    }

    @Override
    public Looked look(Collection<Isbn> isbns) {
        return new Looked(getAll(isbns), Map.of());
    }

    @Override
    public boolean deleteStray(Flawed seen) {
        throw new UnsupportedOperationException("nobody left a stray here");
    }

    @Override
    public List<WriteOutcome> write(List<ProductWrite> writes) {
        List<WriteOutcome> outcomes = new ArrayList<>();
        for (ProductWrite write : writes) {
            scheduler.step("table.write");
            outcomes.add(write(write));
        }
        scheduler.step("table.written");
        return outcomes;
    }

    private WriteOutcome write(ProductWrite write) {
        StoredItem item = write.item();
        StoredItem current = now(item.isbn());
        long rev = current == null ? ProductWrite.ABSENT : current.stamp().rev();
        if (rev != write.expectedRev() && removed != Removed.COMPARE_AND_SET) {
            scheduler.note("conflict " + item.isbn());
            return WriteOutcome.CONFLICT;
        }
        if (removed == Removed.EXPIRY_ENDS_WITH_LIFE && current instanceof StoredItem.Tombstone tombstone) {
            forgottenExpiry.put(item.isbn(), tombstone.expiresAt());
        }
        if (removed == Removed.TOMBSTONES && item instanceof StoredItem.Tombstone) {
            items.remove(item.isbn());
        } else {
            items.put(item.isbn(), item);
        }
        witness.accept(item.isbn());
        if (scheduler.traced()) {
            scheduler.note("wrote " + describe(item));
        }
        return WriteOutcome.WRITTEN;
    }

    @Override
    public Counts count() {
        forgetExpired();
        long live = items.values().stream()
                .filter(StoredItem.Live.class::isInstance)
                .count();
        return new Counts(live, items.size() - live);
    }

    /** What is there, unseen by the processes. */
    @Nullable
    StoredItem now(Isbn isbn) {
        forgetExpired();
        return items.get(isbn);
    }

    private void forgetExpired() {
        Instant now = scheduler.instant();
        items.values()
                .removeIf(item -> item instanceof StoredItem.Tombstone tombstone
                        && tombstone.expiresAt().isBefore(now));
        forgottenExpiry.entrySet().removeIf(expiry -> {
            boolean expired = expiry.getValue().isBefore(now);
            if (expired) {
                items.remove(expiry.getKey());
            }
            return expired;
        });
    }

    static String describe(@Nullable StoredItem item) {
        return switch (item) {
            case null -> "nothing";
            case StoredItem.Live live ->
                live.isbn() + " " + live.product().title() + "/"
                        + live.product().quantityAvailable() + "/"
                        + live.product().priceJpy() + " " + stamp(live.stamp());
            case StoredItem.Tombstone tombstone -> tombstone.isbn() + " deleted " + stamp(tombstone.stamp());
        };
    }

    private static String stamp(StoredItem.Stamp stamp) {
        return "rev " + stamp.rev() + " " + describe(stamp.sourceVersion()) + " by " + stamp.lastEventType();
    }

    static String describe(org.catalogsync.model.SourceVersion version) {
        String text = version.toString();
        return text.substring(0, text.lastIndexOf('@') + 1) + Scheduler.tick(version.at());
    }
}
