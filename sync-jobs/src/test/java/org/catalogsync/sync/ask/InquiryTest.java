package org.catalogsync.sync.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.catalogsync.erp.FailureClass;
import org.catalogsync.erp.Finding;
import org.catalogsync.erp.Quantity;
import org.catalogsync.erp.Stock;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.StockStatus;
import org.catalogsync.quality.row.RowRule;
import org.catalogsync.quality.row.RowRules;
import org.catalogsync.quality.row.RowVerdict;
import org.catalogsync.sync.Products;
import org.catalogsync.sync.inspect.Inspector;
import org.catalogsync.sync.record.RecordBlock;
import org.catalogsync.sync.record.RecordCursor;
import org.catalogsync.sync.run.RunRequest;
import org.catalogsync.sync.source.Source;
import org.catalogsync.sync.source.UnusableInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in, the ERP's word on each of them out. */
class InquiryTest {
    private final RunInMemory run = new RunInMemory();

    @TempDir
    Path folder;

    private List<RowVerdict> verdicts() {
        Source source = source();
        List<RowVerdict> verdicts = new ArrayList<>();
        RecordCursor rows = new RecordBlock(source.declaration().format(), bytes(source), 0, 1, 1).rows();
        while (rows.next()) {
            verdicts.add(RowRules.judge(source.declaration().mapping().map(rows)));
        }
        return verdicts;
    }

    private Source source() {
        return Inquiry.answers(
                run.facts, new RunRequest("soap", null, null, false), run.objects, Duration.ofMinutes(65));
    }

    private static byte[] bytes(Source source) {
        try (InputStream in = source.open(source.files().getFirst())) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Product> products(List<RowVerdict> verdicts) {
        return verdicts.stream()
                .filter(RowVerdict.Accepted.class::isInstance)
                .map(verdict -> ((RowVerdict.Accepted) verdict).product())
                .toList();
    }

    private static RowVerdict.Rejected rejected(List<RowVerdict> verdicts) {
        return (RowVerdict.Rejected) verdicts.stream()
                .filter(RowVerdict.Rejected.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private void askAll(Inquiry inquiry) {
        inquiry.keys().collect();
        for (int unit = 0; unit < inquiry.ask().units(); unit++) {
            inquiry.ask().ask(unit);
        }
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void asksForEveryProductOfTheTableAndForNoTombstone() {
        for (int i = 0; i < 100; i++) {
            run.table.put(RunInMemory.live(Products.product(i, "本 " + i, 1)));
            run.erp.has(Products.isbn(i), "本 " + i, i);
        }
        run.table.put(RunInMemory.tombstone(Products.isbn(100)));

        askAll(run.inquiry("soap"));

        assertThat(run.erp.asked()).hasSize(100).doesNotHaveDuplicates().doesNotContain(Products.isbn(100));
        assertThat(run.erp.calls).allMatch(call -> call.size() <= 5);
        assertThat(products(verdicts())).hasSize(100);
    }

    @Test
    void carriesOverWhatTheErpDoesNotSay() {
        Product known = new Product(
                Products.isbn(1), "旧題", "キュウダイ", "作者, 他", null, 9, StockStatus.IN_STOCK, 1, "TK01", null, 3);
        run.table.put(RunInMemory.live(known));
        run.erp.has(
                known.isbn(),
                new Stock(
                        "新題 \"改\"",
                        new Quantity.Known(0),
                        "TK01",
                        StockStatus.PRE_ORDER,
                        1_234,
                        java.time.LocalDate.of(2025, 3, 1),
                        7));

        askAll(run.inquiry("soap"));

        assertThat(products(verdicts()))
                .containsExactly(new Product(
                        known.isbn(),
                        "新題 \"改\"",
                        "キュウダイ",
                        "作者, 他",
                        null,
                        0,
                        StockStatus.PRE_ORDER,
                        1_234,
                        "TK01",
                        java.time.LocalDate.of(2025, 3, 1),
                        7));
    }

    @Test
    void asksForTheUnionOfListAndTableAndBelievesTheListFirst() throws IOException {
        run.table.put(RunInMemory.live(Products.product(1, "本", 1)));
        run.table.put(RunInMemory.live(Products.product(2, "本", 1)));
        for (int i = 1; i <= 3; i++) {
            run.erp.has(Products.isbn(i), "本", i);
        }
        String list = file(
                "products.csv",
                "ISBN,TITLE,TITLE_KANA,AUTHOR,GENRE,QTY,WAREHOUSE_CD,STATUS_CD,PRICE_JPY,LAST_RESTOCK_DT,RESTOCK_ETA_DAYS,UPDATED_AT\r\n"
                        + Products.isbn(2) + ",x,,List,,1,TK01,,,,,2025-01-01 00:00:00\r\n"
                        + Products.isbn(3) + ",x,,Newer,,1,TK01,,,,,2025-01-02 00:00:00\r\n"
                        + Products.isbn(3) + ",x,,Older,,1,TK01,,,,,2025-01-01 00:00:00\r\n");

        askAll(run.inquiry("soap:" + list));

        assertThat(products(verdicts()))
                .extracting(product -> product.isbn() + " " + product.author())
                .containsExactlyInAnyOrder(
                        Products.isbn(1) + " 作者", Products.isbn(2) + " List", Products.isbn(3) + " Newer");
    }

    @Test
    void aBareListNeedsOnlyKeysInAnySpelling() throws IOException {
        run.erp.has(Products.isbn(1), "本", 1);
        run.erp.has(new Isbn("9784088827513"), "本", 1);
        String list = file(
                "keys.txt",
                "\uFEFFISBN\r\n" + Products.isbn(1) + "\r\n\r\n978-4-08-882751-3\nnot one\n" + Products.isbn(1));

        askAll(run.inquiry("soap:file:" + list));

        List<RowVerdict> verdicts = verdicts();
        assertThat(products(verdicts)).hasSize(2);
        RowVerdict.Rejected odd = rejected(verdicts);
        assertThat(odd.counted().rule()).isEqualTo(RowRule.ISBN_FORMAT);
        assertThat(odd.sourceKey()).isEqualTo("not one");
    }

    @Test
    void howeverManyLinesOfAListCannotBeReadFewAreInMemoryAndEachIsAReject() throws IOException {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < 25_000; i++) {
            list.append(Products.isbn(i)).append("\nodd ").append(i).append('\n');
        }

        run.inquiry("soap:" + file("keys.txt", list.toString())).keys().collect();

        List<Staged> parts = run.facts.get(Keys.ASKED, Keys.Asked.class).unreadable();
        assertThat(parts).extracting(Staged::rows).containsExactly(10_000, 10_000, 5_000);
        assertThat(verdicts())
                .hasSize(25_000)
                .allSatisfy(verdict ->
                        assertThat(((RowVerdict.Rejected) verdict).sourceKey()).startsWith("odd "));
    }

    @Test
    void anAnswerThatCannotBeReliedOnIsARejectWithEveryReasonAndHoldsItsKey() {
        run.table.put(RunInMemory.live(Products.product(1, "本", 1)));
        run.table.put(RunInMemory.live(Products.product(2, "本", 1)));
        run.erp.has(Products.isbn(2), "本", 1);
        run.erp.garbles(
                Products.isbn(1),
                new Finding(Finding.Kind.ROWS_CONTRADICT, "StockItem", "2 rows", "one row of an ISBN"),
                new Finding(Finding.Kind.QUANTITY_NEGATIVE, "Quantity", "-3", "0 or more"));

        askAll(run.inquiry("soap"));

        RowVerdict.Rejected row = rejected(verdicts());
        assertThat(row.key()).isEqualTo(Products.isbn(1));
        assertThat(row.reasons())
                .extracting(reason -> reason.rule() + " " + reason.found())
                .containsExactly(
                        "row_unreadable rows_contradict: StockItem is '2 rows', expected one row of an ISBN",
                        "row_unreadable quantity_negative: Quantity is '-3', expected 0 or more");
        assertThat(new String(bytes(source()), StandardCharsets.UTF_8)).contains("2025-04-03 03:00:00.123456");
    }

    @Test
    void unknownStockAndATitleThatDoesNotDecodeAreNoProducts() {
        run.table.put(RunInMemory.live(Products.product(1, "本", 1)));
        run.table.put(RunInMemory.live(Products.product(2, "本", 1)));
        run.erp.has(
                Products.isbn(1),
                new Stock("本", new Quantity.Unknown(), "TK01", StockStatus.UNKNOWN, null, null, null));
        run.erp.has(
                Products.isbn(2),
                new Stock(null, new Quantity.Known(1), "TK01", StockStatus.LOW_STOCK, null, null, null),
                new Finding(Finding.Kind.TITLE_UNREADABLE, "Title", "<81AD>", "bytes of the declared charset"));

        askAll(run.inquiry("soap"));

        assertThat(verdicts())
                .extracting(verdict -> ((RowVerdict.Rejected) verdict).key() + " "
                        + ((RowVerdict.Rejected) verdict).counted().rule())
                .containsExactlyInAnyOrder(
                        Products.isbn(1) + " quantity_missing", Products.isbn(2) + " row_unreadable");
    }

    @Test
    void aRestartAsksOnlyForWhatIsLeft() {
        for (int i = 0; i < 200; i++) {
            run.table.put(RunInMemory.live(Products.product(i, "本", 1)));
            run.erp.has(Products.isbn(i), "本", i);
        }
        Inquiry first = run.inquiry("soap");
        first.keys().collect();
        int units = first.ask().units();
        int done = units / 2;
        for (int unit = 0; unit < done; unit++) {
            first.ask().ask(unit);
        }
        run.erp.fails(Integer.MAX_VALUE, FailureClass.AUTH, "http_401");
        assertThatExceptionOfType(ErpUnavailable.class)
                .isThrownBy(() -> first.ask().ask(done));
        int answered = (int) run.facts.receipts(Ask.STEP, Ask.Receipt.class).stream()
                .mapToLong(Ask.Receipt::asked)
                .sum();
        run.erp.outageLasts = 0;
        run.erp.calls.clear();
        // New to the table since: the run goes on with the keys it had.
        run.table.put(RunInMemory.live(Products.product(999, "本", 1)));

        Inquiry second = run.inquiry("soap");
        assertThat(second.ask().units()).isEqualTo(units);
        for (int unit = done; unit < units; unit++) {
            second.ask().ask(unit);
        }

        assertThat(run.erp.asked()).hasSize(200 - answered).doesNotHaveDuplicates();
        assertThat(products(verdicts())).hasSize(200);
    }

    @Test
    void rowsAreAsNewAsTheFirstQuestionLessTheLongestTransaction() {
        run.table.put(RunInMemory.live(Products.product(1, "本", 1)));
        run.erp.has(Products.isbn(1), "本", 1);

        askAll(run.inquiry("soap"));

        assertThat(source().declaration().watermark()).isEqualTo(Instant.parse("2025-04-02T16:55:00Z"));
        assertThat(new Inspector().inspect(source()).getFirst().rows()).isEqualTo(1);
    }

    @Test
    void aKeyThatNobodyAskedAboutIsNotMissing() {
        Set<Isbn> asked = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            run.table.put(RunInMemory.live(Products.product(i, "本", 1)));
            asked.add(Products.isbn(i));
        }
        run.inquiry("soap").keys().collect();

        for (int buckets : new int[] {16, 128}) {
            for (int bucket = 0; bucket < buckets; bucket++) {
                Predicate<Isbn> unasked = Unasked.in(run.facts, run.staging, bucket, buckets);
                for (int i = 0; i < 130; i++) {
                    Isbn isbn = Products.isbn(i);
                    if (isbn.bucket(buckets) == bucket) {
                        assertThat(unasked.test(isbn))
                                .as("%s of %s buckets", isbn, buckets)
                                .isEqualTo(!asked.contains(isbn));
                    }
                }
            }
        }
    }

    @Test
    void noticesAPartThatIsNotWhatTheRunWrote() {
        run.table.put(RunInMemory.live(Products.product(1, "本", 1)));
        run.erp.has(Products.isbn(1), "本", 1);
        askAll(run.inquiry("soap"));
        run.objects.put(run.staging.asked("answers-00000000.csv"), "altered".getBytes(StandardCharsets.UTF_8));

        UnusableInput refusal = catchThrowableOfType(UnusableInput.class, () -> bytes(source()));

        assertThat(refusal.code()).isEqualTo("file_changed");
    }

    @Test
    void namesWhatThereIsNothingToAskFor() throws IOException {
        assertThat(refused("soap")).isEqualTo("source_empty");
        assertThat(refused("soap:" + file("empty.txt", "\n\n"))).isEqualTo("source_empty");
        assertThat(refused("soap:" + folder.resolve("nowhere"))).isEqualTo("source_missing");
        assertThat(refused("soap:" + file("prose.txt", "a\nb\nc\n"))).isEqualTo("file_malformed");
        assertThat(refused("soap:" + file("long.txt", "x".repeat(2_000)))).isEqualTo("file_malformed");
        assertThat(run.erp.calls).isEmpty();
    }

    @Test
    void anErpThatHasNothingOfItEndsTheRun() {
        run.table.put(RunInMemory.live(Products.product(1, "本", 1)));
        askAll(run.inquiry("soap"));

        UnusableInput refusal = catchThrowableOfType(UnusableInput.class, this::source);

        assertThat(refusal.code()).isEqualTo("source_empty");
        assertThat(refusal.what()).contains("the ERP has none of the keys");
    }

    private String refused(String source) {
        return catchThrowableOfType(
                        UnusableInput.class, () -> run.inquiry(source).keys().collect())
                .code();
    }
}
