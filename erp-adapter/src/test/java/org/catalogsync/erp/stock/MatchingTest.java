package org.catalogsync.erp.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.catalogsync.erp.Finding;
import org.catalogsync.erp.Finding.Kind;
import org.catalogsync.erp.Quantity;
import org.catalogsync.erp.Stock;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.erp.StockAnswer.Found;
import org.catalogsync.erp.StockAnswer.NotFound;
import org.catalogsync.erp.StockAnswer.Unreadable;
import org.catalogsync.erp.StockAnswers;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StockStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchingTest {
    private static final Isbn FIRST = new Isbn("9784088725093");
    private static final Isbn SECOND = new Isbn("9784065193211");
    private static final Instant NOW = Instant.parse("2026-11-27T03:00:00Z");

    @Test
    void readsARowAsTheErpWritesIt() {
        StockItem item = item(Map.of(
                StockField.ISBN, "９７８－４－０８－８７２５０９－３",
                StockField.TITLE, "ﾜﾝﾋﾟｰｽ　①",
                StockField.QUANTITY, "1,200",
                StockField.WAREHOUSE, " TK01 ",
                StockField.STATUS, "01",
                StockField.LAST_RESTOCK, "令和7年3月1日",
                StockField.PRICE, "¥484",
                StockField.RESTOCK_ETA, "３"));

        assertThat(answers(List.of(FIRST), item).of(FIRST))
                .isEqualTo(new Found(
                        FIRST,
                        NOW,
                        new Stock(
                                "ワンピース ①",
                                new Quantity.Known(1_200),
                                "TK01",
                                StockStatus.IN_STOCK,
                                484,
                                LocalDate.of(2025, 3, 1),
                                3),
                        List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "　"})
    void missingQuantityIsUnknownAndNeverZero(String text) {
        Found found = found(row("9784088725093", text));

        assertThat(found.stock().quantity()).isEqualTo(new Quantity.Unknown());
        assertThat(found.stock().status()).isEqualTo(StockStatus.UNKNOWN);
        assertThat(found.oddities()).extracting(Finding::kind).containsExactly(Kind.QUANTITY_MISSING);
        assertThat(found(item(Map.of(StockField.ISBN, "9784088725093", StockField.WAREHOUSE, "TK01")))
                        .stock()
                        .quantity())
                .isEqualTo(new Quantity.Unknown());
    }

    @ParameterizedTest
    @CsvSource({
        "在庫あり, QUANTITY_UNREADABLE",
        "3.0, QUANTITY_UNREADABLE",
        "12冊?, QUANTITY_UNREADABLE",
        "99999999999, QUANTITY_UNREADABLE",
        "-3, QUANTITY_NEGATIVE",
        "△3, QUANTITY_NEGATIVE"
    })
    void oddNumberCostsItsOwnRowAndNoOther(String text, Kind kind) {
        StockAnswers answers = answers(List.of(FIRST, SECOND), row("9784088725093", text), row("9784065193211", "0"));

        assertThat(problems(answers.of(FIRST))).containsExactly(kind);
        assertThat(answers.of(SECOND))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.stock().status()).isEqualTo(StockStatus.OUT_OF_STOCK));
    }

    @Test
    void unreadableOptionalFieldsAreAbsentAndTold() {
        StockItem item = row("9784088725093", "7");
        item.put(StockField.PRICE, "頒価不明", true);
        item.put(StockField.LAST_RESTOCK, "令和7年2月30日", true);
        item.put(StockField.RESTOCK_ETA, "-1", true);
        item.put(StockField.TITLE, "A<81AD>", false);

        Found found = found(item);

        assertThat(found.stock())
                .isEqualTo(new Stock(null, new Quantity.Known(7), "TK01", StockStatus.IN_STOCK, null, null, null));
        assertThat(found.oddities())
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(
                        Kind.PRICE_UNREADABLE,
                        Kind.RESTOCK_DATE_UNREADABLE,
                        Kind.ETA_UNREADABLE,
                        Kind.TITLE_UNREADABLE);
    }

    @Test
    void badBytesInTheQuantityCostTheRow() {
        StockItem item = item(Map.of(StockField.ISBN, "9784088725093", StockField.WAREHOUSE, "TK01"));
        item.put(StockField.QUANTITY, "1<81AD>", false);

        assertThat(problems(answers(List.of(FIRST), item).of(FIRST))).containsExactly(Kind.QUANTITY_UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "01, 0, OUT_OF_STOCK, STATUS_DISAGREES",
        "03, 3, LOW_STOCK, STATUS_DISAGREES",
        "77, 9, IN_STOCK, STATUS_UNKNOWN",
        "04, 9, PRE_ORDER, ",
        "02, 5, LOW_STOCK, "
    })
    void quantityDecidesTheStatusAndADisagreementIsTold(String code, String quantity, StockStatus status, Kind told) {
        StockItem item = row("9784088725093", quantity);
        item.put(StockField.STATUS, code, true);

        Found found = found(item);

        assertThat(found.stock().status()).isEqualTo(status);
        assertThat(found.oddities())
                .extracting(Finding::kind)
                .containsExactlyElementsOf(told == null ? List.of() : List.of(told));
    }

    @Test
    void codeOfPreOrderHoldsWithoutAQuantity() {
        StockItem item = row("9784088725093", "");
        item.put(StockField.STATUS, "04", true);

        assertThat(found(item).stock().status()).isEqualTo(StockStatus.PRE_ORDER);
    }

    @Test
    void rowIsMatchedByItsIsbnAndNotByItsPlace() {
        StockAnswers answers = answers(List.of(FIRST, SECOND), row("978-4-06-519321-1", "2"), row("4088725093", "1"));

        assertThat(quantity(answers.of(FIRST))).isEqualTo(new Quantity.Known(1));
        assertThat(quantity(answers.of(SECOND))).isEqualTo(new Quantity.Known(2));
    }

    @Test
    void isbnWithoutARowIsNotFound() {
        StockAnswers answers = answers(List.of(FIRST, SECOND), row("9784088725093", "1"));

        assertThat(answers.of(SECOND)).isEqualTo(new NotFound(SECOND, NOW));
        assertThat(answers.notices()).isEmpty();
    }

    @Test
    void rowOfAnotherIsbnIsNamedAndMakesNobodyBelieveThatTheAskedOneIsMissing() {
        StockAnswers answers = answers(List.of(FIRST, SECOND), row("9784088725093", "1"), row("9784101010014", "9"));

        assertThat(answers.byIsbn()).containsOnlyKeys(FIRST, SECOND);
        assertThat(quantity(answers.of(FIRST))).isEqualTo(new Quantity.Known(1));
        assertThat(problems(answers.of(SECOND))).containsExactly(Kind.ISBN_UNEXPECTED);
        assertThat(answers.notices())
                .containsExactly(
                        new Finding(Kind.ISBN_UNEXPECTED, "ISBN", "9784101010014", "an ISBN that was asked for"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9784088725094", "unknown", "4910123456789"})
    void rowWithoutAReadableIsbnBelongsToNobody(String isbn) {
        StockAnswers answers = answers(List.of(FIRST), row(isbn, "9"));

        assertThat(problems(answers.of(FIRST))).containsExactly(Kind.ISBN_UNREADABLE);
    }

    @Test
    void rowsThatSayTheSameAreOne() {
        Found found = found(row("9784088725093", "1"), row("978-4-08-872509-3", "１"));

        assertThat(found.stock().quantity()).isEqualTo(new Quantity.Known(1));
        assertThat(found.oddities()).extracting(Finding::kind).containsExactly(Kind.ROW_REPEATED);
    }

    @Test
    void rowsThatContradictEachOtherAreNotBelieved() {
        assertThat(problems(answers(List.of(FIRST), row("9784088725093", "1"), row("9784088725093", "2"))
                        .of(FIRST)))
                .containsExactly(Kind.ROWS_CONTRADICT);
        assertThat(problems(answers(List.of(FIRST), row("9784088725093", "1"), row("9784088725093", "x"))
                        .of(FIRST)))
                .containsExactly(Kind.ROWS_CONTRADICT, Kind.QUANTITY_UNREADABLE);
    }

    @Test
    void stockOfAnotherWarehouseIsNotTheShops() {
        StockItem osaka =
                item(Map.of(StockField.ISBN, "9784088725093", StockField.QUANTITY, "9", StockField.WAREHOUSE, "OS02"));

        assertThat(problems(answers(List.of(FIRST), osaka).of(FIRST))).containsExactly(Kind.WAREHOUSE_OTHER);
        Found found = found(osaka, row("9784088725093", "1"));
        assertThat(found.stock().quantity()).isEqualTo(new Quantity.Known(1));
        assertThat(found.oddities()).extracting(Finding::kind).containsExactly(Kind.WAREHOUSE_OTHER);
    }

    @Test
    void rowWithoutAWarehouseIsOfTheOneThatWasAskedAbout() {
        Found found = found(item(Map.of(StockField.ISBN, "9784088725093", StockField.QUANTITY, "1")));

        assertThat(found.stock().warehouse()).isEqualTo("TK01");
        assertThat(found.oddities()).extracting(Finding::kind).containsExactly(Kind.WAREHOUSE_MISSING);
    }

    @Test
    void gaijiAndLostCharactersAreKeptAndTold() {
        StockItem item = row("9784088725093", "1");
        item.put(StockField.TITLE, "\uE000\uFFFD", true);

        Found found = found(item);

        assertThat(found.stock().title()).isEqualTo("\uE000\uFFFD");
        assertThat(found.oddities())
                .extracting(Finding::kind)
                .containsExactly(Kind.PRIVATE_USE_CHARACTER, Kind.REPLACEMENT_CHARACTER);
    }

    @Test
    void repeatedFieldIsAFlawOfItsRow() {
        StockItem item = row("9784088725093", "1");
        item.put(StockField.QUANTITY, "2", true);

        assertThat(problems(answers(List.of(FIRST), item).of(FIRST))).containsExactly(Kind.FIELD_REPEATED);
    }

    private static Found found(StockItem... items) {
        StockAnswer answer = answers(List.of(FIRST), items).of(FIRST);
        assertThat(answer).isInstanceOf(Found.class);
        return (Found) answer;
    }

    private static List<Kind> problems(StockAnswer answer) {
        assertThat(answer).isInstanceOf(Unreadable.class);
        List<Kind> kinds = new ArrayList<>();
        ((Unreadable) answer).problems().forEach(problem -> kinds.add(problem.kind()));
        return kinds;
    }

    private static Quantity quantity(StockAnswer answer) {
        assertThat(answer).isInstanceOf(Found.class);
        return ((Found) answer).stock().quantity();
    }

    private static StockAnswers answers(List<Isbn> asked, StockItem... items) {
        return Matching.answers(asked, List.of(items), "TK01", NOW, List.of());
    }

    private static StockItem row(String isbn, String quantity) {
        return item(Map.of(StockField.ISBN, isbn, StockField.QUANTITY, quantity, StockField.WAREHOUSE, "TK01"));
    }

    private static StockItem item(Map<StockField, String> fields) {
        StockItem item = new StockItem();
        fields.forEach((field, text) -> item.put(field, text, true));
        return item;
    }
}
