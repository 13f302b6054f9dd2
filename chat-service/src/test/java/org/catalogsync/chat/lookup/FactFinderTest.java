package org.catalogsync.chat.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.catalogsync.chat.retrieve.Catalogues;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.Erp;
import org.catalogsync.erp.Failure;
import org.catalogsync.erp.FailureClass;
import org.catalogsync.erp.Finding;
import org.catalogsync.erp.Quantity;
import org.catalogsync.erp.Stock;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.erp.StockAnswers;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StockStatus;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.products.ProductTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which word counts, and as of when. */
class FactFinderTest {
    private static final Instant NOW = Instant.parse("2026-11-28T03:00:00Z");
    private static final Instant OLD = NOW.minus(Duration.ofHours(3));
    private static final Isbn ISBN = Catalogues.isbn(1);
    private static final Deadline LONG = Deadline.in(Duration.ofSeconds(30));

    private final Map<Isbn, StoredItem> rows = new HashMap<>();
    private final Map<Isbn, StockAnswer> erp = new HashMap<>();
    private final Map<Isbn, String> remembered = new HashMap<>();
    private final Collection<Isbn> asked = new java.util.ArrayList<>();
    private volatile @Nullable Instant watermark;
    private volatile @Nullable Instant watermarkBehindTheRead;
    private boolean tableAway;

    @Test
    void takesTheErpsWordWithItsTime() {
        row(ISBN, "TK01", OLD);
        answer(5, 700);

        assertThat(found()).satisfies(fact -> {
            assertThat(fact.quantity()).isEqualTo(5);
            assertThat(fact.priceJpy()).isEqualTo(700);
            assertThat(fact.asOf()).isEqualTo(NOW);
            assertThat(fact.stale()).isFalse();
            assertThat(fact.source()).isEqualTo(Fact.Source.ERP);
        });
    }

    @Test
    void doesNotMakeAnOldPriceFresh() {
        row(ISBN, "TK01", OLD);
        answer(5, null);

        assertThat(found()).satisfies(fact -> {
            assertThat(fact.quantity()).isEqualTo(5);
            assertThat(fact.priceJpy()).isEqualTo(500);
            assertThat(fact.asOf()).isEqualTo(OLD);
            assertThat(fact.stale()).isTrue();
            // A date that the ERP no longer has is none.
            assertThat(fact.lastRestock()).isNull();
        });
    }

    @Test
    void keepsARowThatIsNewerThanTheErpsAnswer() {
        row(ISBN, "TK01", NOW.plusMillis(1));
        answer(5, 700);

        assertThat(found()).satisfies(fact -> {
            assertThat(asked).containsExactly(ISBN);
            assertThat(fact.quantity()).isEqualTo(2);
            assertThat(fact.source()).isEqualTo(Fact.Source.DYNAMODB);
            assertThat(fact.asOf()).isEqualTo(NOW.plusMillis(1));
        });
    }

    @Test
    void saysOfAFewCopiesThatNobodyConfirmedThem() {
        row(ISBN, "TK01", NOW.minusSeconds(60));

        for (StockAnswer none :
                List.of(unavailable(), unreadable(), new StockAnswer.NotFound(ISBN, NOW), withoutFigure())) {
            erp.put(ISBN, none);
            Found found = finder().find(List.of(ISBN), List.of(), LONG);

            assertThat(found.degraded()).as("%s", none).isTrue();
            assertThat(found.facts()).singleElement().satisfies(fact -> {
                assertThat(fact.stale()).isTrue();
                assertThat(fact.quantity()).isEqualTo(2);
                assertThat(fact.source()).isEqualTo(Fact.Source.DYNAMODB);
                assertThat(fact.asOf()).isEqualTo(NOW.minusSeconds(60));
            });
        }
    }

    @Test
    void confirmsThatAFigureIsUnknown() {
        row(ISBN, "TK01", NOW.minusSeconds(60), StockStatus.UNKNOWN);

        for (StockAnswer none : List.of(new StockAnswer.NotFound(ISBN, NOW), withoutFigure())) {
            erp.put(ISBN, none);
            assertThat(found().stale()).as("%s", none).isFalse();
        }
        erp.put(ISBN, unavailable());
        assertThat(found().stale()).isTrue();
    }

    @Test
    void leavesAFewCopiesOfAnotherWarehouseAsTheyAre() {
        row(ISBN, "OS02", NOW.minusSeconds(60));
        erp.put(ISBN, unavailable());

        assertThat(found().stale()).isFalse();
        assertThat(asked).isEmpty();
    }

    @Test
    void rowIsNoNewerThanWhatWasKnownWhenItWasRead() {
        row(ISBN, "OS02", OLD);
        watermark = OLD.plusSeconds(60);
        watermarkBehindTheRead = NOW;

        assertThat(found().asOf()).isEqualTo(OLD.plusSeconds(60));
    }

    @Test
    void asksForNothingOfAnotherWarehouse() {
        tableAway = true;
        remembered.put(Catalogues.isbn(1), "TK01");
        remembered.put(Catalogues.isbn(2), "OS02");

        Found found =
                finder().find(List.of(Catalogues.isbn(1), Catalogues.isbn(2), Catalogues.isbn(3)), List.of(), LONG);

        // Of the third nothing is remembered: it may well be ours.
        assertThat(asked).containsExactlyInAnyOrder(Catalogues.isbn(1), Catalogues.isbn(3));
        assertThat(found.degraded()).isTrue();
        assertThat(found.unknown()).hasSize(3);
    }

    private Fact found() {
        return finder().find(List.of(ISBN), List.of(), LONG).facts().getFirst();
    }

    private void row(Isbn isbn, String warehouse, Instant version) {
        row(isbn, warehouse, version, StockStatus.LOW_STOCK);
    }

    private void row(Isbn isbn, String warehouse, Instant version, StockStatus status) {
        Product product = new Product(
                isbn, "青い灯台 1", null, null, null, 2, status, 500, warehouse, LocalDate.of(2026, 11, 1), null);
        rows.put(
                isbn,
                new StoredItem.Live(
                        product, new StoredItem.Stamp(1, new SourceVersion.Nightly(version, 1), null, NOW, "nightly")));
    }

    private void answer(int copies, @Nullable Integer yen) {
        Stock stock = new Stock("青い灯台 1", new Quantity.Known(copies), "TK01", StockStatus.IN_STOCK, yen, null, null);
        erp.put(ISBN, new StockAnswer.Found(ISBN, NOW, stock, List.of()));
    }

    private static StockAnswer unavailable() {
        return new StockAnswer.Unavailable(ISBN, NOW, new Failure(FailureClass.RETRYABLE, "timed_out", "no answer"));
    }

    private static StockAnswer unreadable() {
        return new StockAnswer.Unreadable(
                ISBN, NOW, List.of(new Finding(Finding.Kind.WAREHOUSE_MISSING, "row", "", "a warehouse")));
    }

    private static StockAnswer withoutFigure() {
        Stock stock = new Stock("青い灯台 1", new Quantity.Unknown(), "TK01", StockStatus.UNKNOWN, 700, null, null);
        return new StockAnswer.Found(ISBN, NOW, stock, List.of());
    }

    private FactFinder finder() {
        LookupSettings settings =
                new LookupSettings(Duration.ofMinutes(15), Duration.ofSeconds(20), Duration.ofSeconds(20));
        return new FactFinder(
                table(),
                new Bounded("table"),
                erp(),
                "TK01",
                () -> watermark,
                lastKnown(),
                settings,
                InstantSource.fixed(NOW));
    }

    private LastKnown lastKnown() {
        return new LastKnown() {
            @Override
            public Optional<Fact> fact(Isbn isbn) {
                return Optional.empty();
            }

            @Override
            public Optional<String> warehouse(Isbn isbn) {
                return Optional.ofNullable(remembered.get(isbn));
            }
        };
    }

    private ProductTable table() {
        return (ProductTable) Proxy.newProxyInstance(
                FactFinderTest.class.getClassLoader(),
                new Class<?>[] {ProductTable.class},
                (proxy, method, arguments) -> {
                    if (tableAway) {
                        throw new StoreUnavailable("away", null);
                    }
                    watermark = watermarkBehindTheRead;
                    return Map.copyOf(rows);
                });
    }

    private Erp erp() {
        return (Erp) Proxy.newProxyInstance(
                FactFinderTest.class.getClassLoader(), new Class<?>[] {Erp.class}, (proxy, method, arguments) -> {
                    Map<Isbn, StockAnswer> answers = new LinkedHashMap<>();
                    for (Object each : (Collection<?>) arguments[0]) {
                        Isbn isbn = (Isbn) each;
                        asked.add(isbn);
                        answers.put(isbn, erp.getOrDefault(isbn, new StockAnswer.NotFound(isbn, NOW)));
                    }
                    return new StockAnswers(answers, List.of());
                });
    }
}
