package org.catalogsync.cdc.support;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.products.ProductTable;
import org.jspecify.annotations.Nullable;

/** The product table in memory, with its conditions; what is not needed here is refused. */
public final class MemoryTable implements ProductTable {
    private final Map<Isbn, StoredItem> items = new ConcurrentHashMap<>();

    private final boolean conditions;

    public MemoryTable() {
        this(true);
    }

    /** @param conditions false to take away what writes are conditional on */
    public MemoryTable(boolean conditions) {
        this.conditions = conditions;
    }

    public Map<Isbn, StoredItem> items() {
        return items;
    }

    @Override
    public void createIfAbsent() {
        // It is there.
    }

    @Override
    public Optional<StoredItem> get(Isbn isbn) {
        return Optional.ofNullable(items.get(isbn));
    }

    @Override
    public Map<Isbn, StoredItem> getAll(Collection<Isbn> isbns) {
        Map<Isbn, StoredItem> found = new HashMap<>();
        for (Isbn isbn : isbns) {
            StoredItem item = items.get(isbn);
            if (item != null) {
                found.put(isbn, item);
            }
        }
        return found;
    }

    @Override
    public List<WriteOutcome> write(List<ProductWrite> writes) {
        List<WriteOutcome> outcomes = new ArrayList<>(writes.size());
        for (ProductWrite write : writes) {
            boolean[] written = {false};
            items.compute(write.item().isbn(), (isbn, current) -> {
                long rev =
                        current == null ? ProductWrite.ABSENT : current.stamp().rev();
                written[0] = !conditions || rev == write.expectedRev();
                return written[0] ? write.item() : current;
            });
            outcomes.add(written[0] ? WriteOutcome.WRITTEN : WriteOutcome.CONFLICT);
        }
        return outcomes;
    }

    @Override
    public Page scan(int segment, int segments, @Nullable String from) {
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
    public Counts count() {
        throw new UnsupportedOperationException();
    }
}
