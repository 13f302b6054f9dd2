package org.catalogsync.cdc.refetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.catalogsync.cdc.apply.Apply.Left;
import org.catalogsync.cdc.observe.StreamCounts.End;
import org.catalogsync.cdc.support.Dms;
import org.catalogsync.cdc.support.RecordedBus;
import org.catalogsync.cdc.support.Rig;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.Erp;
import org.catalogsync.erp.ErpStatus;
import org.catalogsync.erp.Failure;
import org.catalogsync.erp.FailureClass;
import org.catalogsync.erp.Priority;
import org.catalogsync.erp.Quantity;
import org.catalogsync.erp.Stock;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.erp.StockAnswers;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.StockStatus;
import org.catalogsync.model.StoredItem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AskErpTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String KEY = "9784088725093";
    private static final Isbn ISBN = new Isbn(KEY);
    private static final String TITLE = "ONE PIECE 1";
    private static final Duration AFTER = Duration.ofMinutes(1);

    private final RecordedBus bus = new RecordedBus();
    private final Rig rig = new Rig(Clock.fixed(NOON, ZoneOffset.UTC), table -> table, bus);
    private final List<Left> night = new ArrayList<>();
    private final ScriptedErp erp = new ScriptedErp();
    private final AskErp asks =
            new AskErp(erp, rig.table, rig.flow::handleFetched, night::addAll, AFTER, () -> erp.now);

    @BeforeEach
    void aKnownVolume() {
        rig.handle(Dms.change("insert", 1_000, NOON.minusSeconds(600))
                .data(Dms.row(KEY, TITLE, 3))
                .bytes());
    }

    @Test
    void aPartOfARowIsAnsweredByTheErpAfterAWhile() {
        partOfARow(2_000);

        erp.pass(AFTER.minusMillis(1));
        asks.fetchDue();
        assertThat(erp.asked).isEmpty();
        erp.pass(Duration.ofMillis(1));
        asks.fetchDue();

        Product before = live();
        assertThat(before.quantityAvailable()).isEqualTo(41);
        assertThat(before.author()).as("what the ERP says nothing of").isNotNull();
        assertThat(erp.asked).containsExactly(List.of(ISBN));
        assertThat(bus.of("inventory.updated"))
                .last()
                .satisfies(event ->
                        assertThat(event.detailJson()).contains("\"previous_quantity\":3", "\"new_quantity\":41"));
        assertThat(rig.counts.of(End.FETCHED)).isEqualTo(1);
        assertThat(night).isEmpty();
    }

    @Test
    void whatChangedAfterTheHintWinsWhateverTheErpSaid() {
        partOfARow(2_000);
        erp.pass(AFTER);
        asks.fetchDue();

        rig.handle(Dms.change("update", 3_000, NOON.minusSeconds(60))
                .data(Dms.row(KEY, TITLE, 8))
                .bytes());

        assertThat(live().quantityAvailable()).isEqualTo(8);
    }

    @Test
    void whatCameInBeforeTheErpWasAskedMakesTheAnswerNeedless() {
        partOfARow(2_000);
        rig.handle(Dms.change("update", 3_000, NOON.minusSeconds(60))
                .data(Dms.row(KEY, TITLE, 8))
                .bytes());
        erp.pass(AFTER);
        asks.fetchDue();

        assertThat(live().quantityAvailable()).isEqualTo(8);
        assertThat(night).as("told once more, which is harmless").hasSize(1);
    }

    @Test
    void anotherTitleWaitsForTheNightSinceNobodySaysItsReading() {
        erp.stock = isbn -> found(isbn, "ONE PIECE 新装版 1", 41);
        partOfARow(2_000);
        erp.pass(AFTER);
        asks.fetchDue();

        assertThat(live().quantityAvailable()).isEqualTo(3);
        assertThat(night).hasSize(1);
    }

    @Test
    void anUnknownKeyWaitsForTheNightSinceAStockIsNoVolume() {
        rig.handle(Dms.change("update", 2_000, NOON.minusSeconds(300))
                .data(Map.of("ISBN", "9784088725109", "QTY", 5))
                .bytes());
        asks.ask(rig.hints);
        erp.pass(AFTER);
        asks.fetchDue();

        assertThat(rig.table.items()).containsOnlyKeys(ISBN);
        assertThat(night).hasSize(1);
    }

    @Test
    void anUnknownQuantityIsNotTakenForNone() {
        erp.stock = isbn -> new StockAnswer.Found(
                isbn,
                NOON,
                new Stock(TITLE, new Quantity.Unknown(), "TK01", StockStatus.UNKNOWN, 484, null, null),
                List.of());
        partOfARow(2_000);
        erp.pass(AFTER);
        asks.fetchDue();

        assertThat(live().quantityAvailable()).isEqualTo(3);
        assertThat(night).hasSize(1);
    }

    @Test
    void anErpThatIsAwayIsAskedAFewTimesMore() {
        erp.stock = isbn -> new StockAnswer.Unavailable(
                isbn, NOON, new Failure(FailureClass.RETRYABLE, "breaker_open", "left alone"));
        partOfARow(2_000);
        erp.pass(AFTER);
        for (int i = 0; i < 10; i++) {
            asks.fetchDue();
            erp.pass(Duration.ofSeconds(30));
        }

        assertThat(erp.asked).hasSize(5);
        assertThat(night).hasSize(1);
        assertThat(asks.waiting()).isZero();
    }

    @Test
    void hintsOfOneKeyAreOneQuestionByTheNewest() {
        partOfARow(3_000);
        partOfARow(2_000);
        erp.pass(AFTER);
        asks.fetchDue();

        assertThat(erp.asked).hasSize(1);
        assertThat(item().stamp().sourceVersion())
                .isEqualTo(rig.hints.getFirst().change().version());
    }

    @Test
    void whatWaitsAtTheEndWaitsForTheNight() {
        partOfARow(2_000);

        asks.close();
        asks.ask(rig.hints);

        assertThat(night).hasSize(1 + rig.hints.size());
        assertThat(erp.asked).isEmpty();
    }

    private void partOfARow(long position) {
        int known = rig.hints.size();
        rig.handle(Dms.change("update", position, NOON.minusSeconds(300))
                .data(Map.of("ISBN", KEY, "QTY", 41))
                .bytes());
        asks.ask(List.copyOf(rig.hints.subList(known, rig.hints.size())));
    }

    private StoredItem item() {
        return rig.table.get(ISBN).orElseThrow();
    }

    private Product live() {
        assertThat(item()).isInstanceOf(StoredItem.Live.class);
        return ((StoredItem.Live) item()).product();
    }

    private static StockAnswer found(Isbn isbn, String title, int quantity) {
        return new StockAnswer.Found(
                isbn,
                NOON,
                new Stock(title, new Quantity.Known(quantity), "TK01", StockStatus.IN_STOCK, 528, null, null),
                List.of());
    }

    /** Says what the test wants, on the test's clock. */
    private static final class ScriptedErp implements Erp {
        final List<List<Isbn>> asked = new ArrayList<>();
        Function<Isbn, StockAnswer> stock = isbn -> found(isbn, TITLE, 41);
        long now;

        void pass(Duration time) {
            now += time.toNanos();
        }

        @Override
        public Erp at(Priority priority) {
            return this;
        }

        @Override
        public int batchLimit() {
            return 20;
        }

        @Override
        public StockAnswers stock(Isbn isbn, Deadline deadline) {
            return stock(List.of(isbn), deadline);
        }

        @Override
        public StockAnswers stock(Collection<Isbn> isbns, Deadline deadline) {
            asked.add(List.copyOf(isbns));
            Map<Isbn, StockAnswer> answers = new LinkedHashMap<>();
            isbns.forEach(isbn -> answers.put(isbn, stock.apply(isbn)));
            return new StockAnswers(answers, List.of());
        }

        @Override
        public ErpStatus status() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
