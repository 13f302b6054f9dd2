package org.catalogsync.quality.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.StockStatus;
import org.catalogsync.model.mapping.Field;
import org.catalogsync.quality.row.RowVerdict.Accepted;
import org.catalogsync.quality.row.RowVerdict.Rejected;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowRulesTest {

    @Test
    void ruleIdsAndTheirOrderAreThoseOfTheContract() {
        assertThat(Arrays.stream(RowRule.values()).map(RowRule::id))
                .containsExactly(
                        "row_unreadable",
                        "column_count",
                        "unmappable_bytes",
                        "isbn_format",
                        "isbn_check_digit",
                        "title_missing",
                        "title_too_long",
                        "quantity_missing",
                        "quantity_not_a_number",
                        "quantity_negative",
                        "warehouse_missing");
        assertThat(RowRule.of("title_missing")).isEqualTo(RowRule.TITLE_MISSING);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowRule.of("price"))
                .withMessageContaining("no rule is called 'price'")
                .withMessageContaining("isbn_format");
    }

    @Test
    void acceptsARowAsAProduct() {
        Accepted row = accepted(new RowBuilder());

        assertThat(row.product())
                .isEqualTo(new Product(
                        new Isbn("9784088827513"),
                        "呪いの本 1",
                        "ノロイノホン",
                        "作者",
                        "少年",
                        12,
                        StockStatus.IN_STOCK,
                        1234,
                        "TK01",
                        LocalDate.of(2025, 3, 1),
                        3));
        assertThat(row.sourceKey()).isEqualTo("978-4-08-882751-3");
        assertThat(row.updatedAt()).isEqualTo(Instant.parse("2025-03-01T03:00:00Z"));
        assertThat(row.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "isbn, 97840, isbn_format",
        "isbn, , isbn_format",
        "isbn, '', isbn_format",
        "isbn, 978-4-08-882751-6, isbn_check_digit",
        "title, , title_missing",
        "title, ' 　', title_missing",
        "quantity, , quantity_missing",
        "quantity, ' ', quantity_missing",
        "quantity, 多数, quantity_not_a_number",
        "quantity, 12冊?, quantity_not_a_number",
        "quantity, 99999999999, quantity_not_a_number",
        "quantity, -8, quantity_negative",
        "quantity, △8, quantity_negative",
        "warehouse, , warehouse_missing",
        "warehouse, '', warehouse_missing"
    })
    void rejectsARowForItsOneReason(String field, @Nullable String text, String rule) {
        Rejected row = rejected(new RowBuilder().with(Field.named(field), text));

        assertThat(row.reasons()).hasSize(1);
        assertThat(row.counted().rule().id()).isEqualTo(rule);
        assertThat(row.counted().field()).isEqualTo(Field.named(field));
        assertThat(row.counted().column()).isEqualTo("C_" + Field.named(field));
        assertThat(row.counted().found()).isEqualTo(text == null ? "" : text);
        assertThat(row.counted().expected()).isNotBlank();
    }

    @Test
    void titleMayHave500CharactersAfterNormalisation() {
        assertThat(new RowBuilder().with(Field.TITLE, "𠮷".repeat(500)).judge()).isInstanceOf(Accepted.class);
        assertThat(new RowBuilder().with(Field.TITLE, "ｶﾞ".repeat(500)).judge()).isInstanceOf(Accepted.class);
        assertThat(rules(new RowBuilder().with(Field.TITLE, "長".repeat(501)))).containsExactly("title_too_long");
    }

    @Test
    void foundTextIsShortened() {
        Violation violation = rejected(new RowBuilder().with(Field.TITLE, "長".repeat(79) + "𠮷".repeat(500)))
                .counted();

        assertThat(violation.found()).isEqualTo("長".repeat(79) + "…");
    }

    @Test
    void recordsEveryReasonAndCountsTheFirst() {
        RowBuilder row = new RowBuilder()
                .unmappable(Field.TITLE)
                .with(Field.ISBN, "4088827510")
                .with(Field.QUANTITY, "-1")
                .with(Field.WAREHOUSE, null);

        assertThat(rules(row))
                .containsExactly("unmappable_bytes", "isbn_check_digit", "quantity_negative", "warehouse_missing");
        assertThat(rejected(row).counted().rule()).isEqualTo(RowRule.UNMAPPABLE_BYTES);
        assertThat(rejected(row).counted().found()).isEqualTo("<81AD>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"isbn", "title", "quantity", "warehouse"})
    void unmappableBytesInARequiredFieldAreOneReason(String field) {
        assertThat(rules(new RowBuilder().unmappable(Field.named(field)))).containsExactly("unmappable_bytes");
    }

    @Test
    void rowOfAnotherWidthHasNoOtherReason() {
        RowBuilder row = new RowBuilder().cells("", "", "-1");

        assertThat(rules(row)).containsExactly("column_count");
        assertThat(rejected(row).counted().found()).isEqualTo("3 columns");
        assertThat(rejected(row).counted().expected()).isEqualTo("12 columns");
    }

    @Test
    void rowWithAFlawHasAReasonForEachLineOfItAndKeepsItsKey() {
        Rejected row = rejected(new RowBuilder().with(Field.TITLE, null).flawed("cut at byte 40\ntwo quantities"));

        assertThat(row.reasons())
                .extracting(reason -> reason.rule() + ": " + reason.found())
                .containsExactly("row_unreadable: cut at byte 40", "row_unreadable: two quantities");
        assertThat(row.key()).isEqualTo(new Isbn("9784088827513"));
    }

    @Test
    void rejectedRowKeepsItsKeyWhereThatIsReadable() {
        Rejected noTitle = rejected(new RowBuilder().with(Field.TITLE, null));
        Rejected shifted = rejected(new RowBuilder().cells("題名", "4088827511"));
        Rejected noKey = rejected(new RowBuilder().with(Field.ISBN, "97840"));

        assertThat(noTitle.key()).isEqualTo(new Isbn("9784088827513"));
        assertThat(shifted.key()).isEqualTo(new Isbn("9784088827513"));
        assertThat(noKey.key()).isNull();
        assertThat(noKey.sourceKey()).isEqualTo("97840");
    }

    @ParameterizedTest
    @CsvSource({
        "title_kana, 恋スル, kana_unreadable",
        "price_jpy, 時価, price_unreadable",
        "price_jpy, -100, price_unreadable",
        "last_restock_date, 平成31年5月1日, restock_date_unreadable",
        "restock_eta_days, 未定, eta_unreadable",
        "updated_at, 昨日, updated_at_unreadable",
        "status_code, 77, status_unknown",
        "status_code, 03, status_disagrees",
        "author, 髪\uE000, private_use_character",
        "title, 髪\uE000, private_use_character",
        "genre, \uFFFD, replacement_character"
    })
    void oddityCostsAWarningAndNotTheRow(String field, String text, String warning) {
        Accepted row = accepted(new RowBuilder().with(Field.named(field), text));

        assertThat(row.warnings()).singleElement().satisfies(only -> {
            assertThat(only.kind().id()).isEqualTo(warning);
            assertThat(only.field()).isEqualTo(Field.named(field));
            assertThat(only.column()).isEqualTo("C_" + Field.named(field));
            assertThat(only.found()).isEqualTo(text);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "title_kana, kana_unreadable",
        "author, author_unreadable",
        "genre, genre_unreadable",
        "status_code, status_unreadable",
        "price_jpy, price_unreadable",
        "last_restock_date, restock_date_unreadable",
        "restock_eta_days, eta_unreadable",
        "updated_at, updated_at_unreadable"
    })
    void unmappableBytesInAnOptionalFieldCostOnlyThatField(String field, String warning) {
        Accepted row = accepted(new RowBuilder().unmappable(Field.named(field)));

        assertThat(row.warnings()).extracting(only -> only.kind().id()).containsExactly(warning);
    }

    @Test
    void unreadableOptionalFieldsAreAbsentAndNeverZero() {
        Accepted row = accepted(new RowBuilder()
                .with(Field.PRICE_JPY, "時価")
                .with(Field.RESTOCK_ETA_DAYS, "未定")
                .with(Field.LAST_RESTOCK_DATE, "近日")
                .with(Field.UPDATED_AT, "昨日")
                .with(Field.TITLE_KANA, "恋")
                .unmappable(Field.AUTHOR));

        assertThat(row.product().priceJpy()).isNull();
        assertThat(row.product().price()).isEmpty();
        assertThat(row.product().restockEtaDays()).isNull();
        assertThat(row.product().lastRestockDate()).isNull();
        assertThat(row.product().titleKana()).isNull();
        assertThat(row.product().author()).isNull();
        assertThat(row.updatedAt()).isNull();
        assertThat(row.warnings()).hasSize(6);
    }

    @Test
    void absentOptionalFieldsAreNoOddity() {
        RowBuilder builder = new RowBuilder();
        for (Field field : Field.values()) {
            if (!field.required()) {
                builder.with(field, null);
            }
        }

        Accepted row = accepted(builder);

        assertThat(row.warnings()).isEmpty();
        assertThat(row.updatedAt()).isNull();
        assertThat(row.product().stockStatus()).isEqualTo(StockStatus.IN_STOCK);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 03, OUT_OF_STOCK, false",
        "0, 01, OUT_OF_STOCK, true",
        "0, 04, PRE_ORDER, false",
        "7, 04, PRE_ORDER, false",
        "5, 02, LOW_STOCK, false",
        "5, 01, LOW_STOCK, true",
        "6, 01, IN_STOCK, false",
        "6, 02, IN_STOCK, true"
    })
    void quantityDecidesTheStatusUnlessTheCodeIsPreOrder(
            String quantity, String code, StockStatus status, boolean disagrees) {
        Accepted row = accepted(new RowBuilder().with(Field.QUANTITY, quantity).with(Field.STATUS_CODE, code));

        assertThat(row.product().stockStatus()).isEqualTo(status);
        assertThat(row.warnings().stream().map(Warning::kind).anyMatch(RowWarning.STATUS_DISAGREES::equals))
                .isEqualTo(disagrees);
    }

    @Property
    void everyRowHasExactlyOneEnd(@ForAll("rows") List<@Nullable String> cells) {
        RowVerdict verdict =
                new RowBuilder().cells(cells.toArray(new String[0])).judge();

        if (verdict instanceof Rejected row) {
            List<RowRule> rules = row.reasons().stream().map(Violation::rule).toList();
            assertThat(rules).isNotEmpty().isSorted().doesNotHaveDuplicates();
        } else {
            assertThat(((Accepted) verdict).product().title()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<List<@Nullable String>> rows() {
        Arbitrary<@Nullable String> cell = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20),
                Arbitraries.of("9784088827513", "978-4-08-882751-6", "12", "-1", "TK01", "題名", "", "2025-03-01"));
        return cell.injectNull(0.1).list().ofMinSize(11).ofMaxSize(12);
    }

    private static Accepted accepted(RowBuilder row) {
        RowVerdict verdict = row.judge();
        assertThat(verdict).isInstanceOf(Accepted.class);
        return (Accepted) verdict;
    }

    private static Rejected rejected(RowBuilder row) {
        RowVerdict verdict = row.judge();
        assertThat(verdict).isInstanceOf(Rejected.class);
        return (Rejected) verdict;
    }

    private static List<String> rules(RowBuilder row) {
        List<String> ids = new ArrayList<>();
        rejected(row).reasons().forEach(reason -> ids.add(reason.rule().id()));
        return ids;
    }
}
