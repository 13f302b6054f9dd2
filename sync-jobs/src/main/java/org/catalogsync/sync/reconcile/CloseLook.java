package org.catalogsync.sync.reconcile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.index.CatalogueIndex;
import org.catalogsync.stores.index.CatalogueIndex.Flaw;
import org.catalogsync.stores.index.CatalogueIndex.Placed;
import org.catalogsync.stores.products.ProductTable;
import org.catalogsync.stores.products.ProductTable.Flawed;
import org.catalogsync.stores.products.ProductTable.Looked;
import org.catalogsync.stores.products.ProductTable.ProductWrite;
import org.catalogsync.sync.staging.ExtractLine;
import org.jspecify.annotations.Nullable;

/**
 * Looks at candidates one by one: table, index, table again, until the table did not move meanwhile; only then what was read of both belongs together. A document that is behind is given its chance before it
 * counts as different.
 */
final class CloseLook {
    private static final int BATCH = 200;

    /** A key that moves under that many looks is never called equal, nor different. */
    private static final int MOST_LOOKS = 20;

    private final @Nullable ExtractSide extract;
    private final ProductTable table;
    private final CatalogueIndex index;
    private final @Nullable String generation;
    private final Laggards laggards;
    private final Compared compared;

    CloseLook(
            @Nullable ExtractSide extract,
            ProductTable table,
            CatalogueIndex index,
            @Nullable String generation,
            Laggards laggards,
            Compared compared) {
        this.extract = extract;
        this.table = table;
        this.index = index;
        this.generation = generation;
        this.laggards = laggards;
        this.compared = compared;
    }

    void at(Collection<Isbn> candidates) {
        if (candidates.isEmpty()) {
            return;
        }
        Map<Isbn, ExtractLine.Row> rows = extract == null ? Map.of() : extract.rows(new HashSet<>(candidates));
        List<Isbn> all = List.copyOf(candidates);
        for (int from = 0; from < all.size(); from += BATCH) {
            settle(all.subList(from, Math.min(all.size(), from + BATCH)), rows);
        }
    }

    private void settle(List<Isbn> batch, Map<Isbn, ExtractLine.Row> rows) {
        List<Isbn> open = batch;
        for (int looks = 1; !open.isEmpty(); looks++) {
            boolean last = looks == MOST_LOOKS;
            Looked before = table.look(open);
            Map<Isbn, Placed> placed = documents(open);
            Looked after = table.look(open);
            List<Isbn> again = new ArrayList<>();
            List<Judged> behind = new ArrayList<>();
            for (Isbn isbn : open) {
                if (moved(isbn, before, after)) {
                    if (last) {
                        compared.notComparable(isbn);
                    } else {
                        again.add(isbn);
                    }
                    continue;
                }
                Judged judged = judge(isbn, after, rows.get(isbn), placed.get(isbn));
                if (judged.behind() && !last) {
                    behind.add(judged);
                } else {
                    report(judged);
                }
            }
            again.addAll(attend(behind));
            open = again;
        }
    }

    private Map<Isbn, Placed> documents(List<Isbn> isbns) {
        Map<Isbn, Placed> placed = new HashMap<>();
        if (generation != null) {
            index.look(generation, isbns).forEach(document -> placed.put(new Isbn(document.id()), document));
        }
        return placed;
    }

    private static boolean moved(Isbn isbn, Looked before, Looked after) {
        return !Objects.equals(before.items().get(isbn), after.items().get(isbn))
                || !Objects.equals(before.flawed().get(isbn), after.flawed().get(isbn));
    }

    /** Reports what is not worth another look and gives back the rest. */
    private List<Isbn> attend(List<Judged> behind) {
        if (behind.isEmpty()) {
            return List.of();
        }
        Set<Isbn> worth = new HashSet<>();
        laggards.attend(behind.stream()
                        .map(judged -> Objects.requireNonNull(judged.item, "nothing is behind no item"))
                        .toList())
                .forEach(item -> worth.add(item.isbn()));
        behind.stream().filter(judged -> !worth.contains(judged.isbn)).forEach(this::report);
        return List.copyOf(worth);
    }

    private void report(Judged judged) {
        if (judged.newer) {
            compared.notComparable(judged.isbn);
        }
        if (judged.ofItem != null) {
            compared.add(judged.ofItem);
        }
        if (judged.ofDocument != null) {
            compared.add(judged.ofDocument);
        }
    }

    private Judged judge(Isbn isbn, Looked looked, ExtractLine.@Nullable Row row, @Nullable Placed placed) {
        StoredItem item = looked.items().get(isbn);
        Flawed flawed = looked.flawed().get(isbn);
        Judged judged = new Judged(isbn, item, placed);
        SourceVersion stored = item != null ? item.stamp().sourceVersion() : flawed == null ? null : flawed.version();
        judged.newer = extract != null && stored != null && stored.compareWith(extract.version()) > 0;
        boolean comparable = extract != null && !judged.newer && !extract.held().contains(isbn);

        Product expected = live(item);
        if (flawed != null && item == null) {
            judged.ofItem = ofFlawed(isbn, flawed, row, comparable);
            expected = row == null ? null : row.product();
            if (!comparable) {
                // Nobody knows what the document should be while the item is unreadable.
                return judged;
            }
        } else if (comparable) {
            Product wanted = row == null ? null : row.product();
            List<Difference> differences = Difference.between(isbn.value(), Difference.DYNAMODB, wanted, live(item));
            if (!differences.isEmpty()) {
                judged.ofItem = new Finding.OfItem(isbn, row, rev(item), differences);
                // The index is not wrong for showing what the table should hold.
                expected = wanted;
            }
        }
        if (item != null && flawed != null && judged.ofItem == null) {
            judged.ofItem = ofAttribute(item, flawed);
        }
        if (generation != null) {
            List<Difference> differences = ofDocument(isbn, expected, placed);
            judged.ofDocument = differences.isEmpty() ? null : new Finding.OfDocument(isbn, item, placed, differences);
        }
        return judged;
    }

    /** A repair must know that it undoes nothing newer and that nobody wrote since: it needs version and rev. */
    private static Finding ofFlawed(Isbn isbn, Flawed seen, ExtractLine.@Nullable Row row, boolean comparable) {
        List<Difference> differences = List.of(
                comparable && row == null
                        ? Difference.unexpected(
                                isbn.value(), Difference.DYNAMODB, seen.attribute() + " " + seen.found())
                        : Difference.diverged(
                                isbn.value(), Difference.DYNAMODB, seen.attribute(), wanted(seen, row), seen.found()));
        return comparable && seen.version() != null && seen.rev() != null
                ? new Finding.OfItem(isbn, row, seen.rev(), differences)
                : new Finding.OfFlawedItem(seen, differences);
    }

    private static Finding ofAttribute(StoredItem item, Flawed seen) {
        return new Finding.OfAttribute(
                item,
                List.of(Difference.diverged(
                        item.isbn().value(), Difference.DYNAMODB, seen.attribute(), seen.expected(), seen.found())));
    }

    private static String wanted(Flawed seen, ExtractLine.@Nullable Row row) {
        String field = row == null ? null : Difference.fieldOf(row.product(), seen.attribute());
        return field == null ? seen.expected() : field;
    }

    private static List<Difference> ofDocument(Isbn isbn, @Nullable Product expected, @Nullable Placed placed) {
        Flaw flaw = placed == null ? null : placed.flaw();
        if (placed == null || flaw == null || placed.document() != null) {
            Product found = placed == null || placed.document() == null
                    ? null
                    : placed.document().product();
            List<Difference> differences = Difference.between(isbn.value(), Difference.OPENSEARCH, expected, found);
            return flaw == null || !differences.isEmpty()
                    ? differences
                    : List.of(Difference.diverged(
                            isbn.value(), Difference.OPENSEARCH, flaw.field(), flaw.expected(), flaw.found()));
        }
        if (expected == null) {
            String says = placed.says() == null ? isbn.value() : placed.says();
            return List.of(Difference.unexpected(says, Difference.OPENSEARCH, "document '" + placed.id() + "'"));
        }
        String wanted = flaw.field().equals("isbn") ? isbn.value() : Difference.fieldOf(expected, flaw.field());
        return List.of(Difference.diverged(isbn.value(), Difference.OPENSEARCH, flaw.field(), wanted, flaw.found()));
    }

    private static @Nullable Product live(@Nullable StoredItem item) {
        return item instanceof StoredItem.Live live ? live.product() : null;
    }

    private static long rev(@Nullable StoredItem item) {
        return item == null ? ProductWrite.ABSENT : item.stamp().rev();
    }

    /** One candidate at one moment. */
    private static final class Judged {
        private final Isbn isbn;
        private final @Nullable StoredItem item;
        private final @Nullable Placed placed;
        private boolean newer;
        private @Nullable Finding ofItem;
        private @Nullable Finding ofDocument;

        Judged(Isbn isbn, @Nullable StoredItem item, @Nullable Placed placed) {
            this.isbn = isbn;
            this.item = item;
            this.placed = placed;
        }

        /** The document is wrong, the item is right, and its last write has not reached the document. */
        boolean behind() {
            return (ofItem == null || ofItem instanceof Finding.OfAttribute)
                    && ofDocument != null
                    && item != null
                    && (placed == null || placed.version() < item.stamp().rev());
        }
    }
}
