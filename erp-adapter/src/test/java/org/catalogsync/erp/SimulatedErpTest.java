package org.catalogsync.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.catalogsync.erp.Told.failure;
import static org.catalogsync.erp.Told.found;
import static org.catalogsync.erp.Told.kinds;
import static org.catalogsync.erp.Told.problems;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.catalogsync.devstack.erp.ErpSimulator;
import org.catalogsync.devstack.erp.Latency;
import org.catalogsync.devstack.erp.SimulatorSettings;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StockStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The adapter over the stack's ERP simulator, which shares neither charset nor parser settings nor a line with it: each of its faults is read as docs/erp.md says. */
class SimulatedErpTest {
    private static final Isbn FIRST = new Isbn("9784088725093");
    private static final Isbn SECOND = new Isbn("9784065193211");
    private static final Isbn UNKNOWN = new Isbn("9784101010014");

    @TempDir
    private Path folder;

    private ErpSimulator simulator;
    private Erp erp;

    @BeforeEach
    void start() throws IOException {
        Path catalogue = Files.writeString(folder.resolve("products.csv"), """
                ISBN,TITLE,QTY,WAREHOUSE_CD,STATUS_CD,PRICE_JPY,LAST_RESTOCK_DT,RESTOCK_ETA_DAYS
                978-4-08-872509-3,髙橋の表ソ能ポ ①㈱Ⅲ～﨑 ﾜﾝﾋﾟｰｽ 鷗 <&>,12,TK01,01,"1,234円",令和7年3月1日,3
                4065193214,進撃,３,TK01,02,500,20250301,
                """);
        simulator =
                ErpSimulator.start(SimulatorSettings.of(catalogue.toString()).with(Latency.OFF));
        erp = Erp.open(
                ErpSettings.fromEnvironment(
                        Map.of("ERP_ENDPOINT", simulator.endpoint().toString(), "ERP_SCHEMA_VALIDATION", "true")),
                CredentialSource.fixed(new Credentials(new Secret(ErpSimulator.TOKEN), null)));
    }

    @AfterEach
    void close() throws IOException {
        erp.close();
        simulator.close();
    }

    @Test
    void everyCharacterArrivesAndEveryIsbnHasItsAnswer() {
        StockAnswers answers = erp.stock(List.of(UNKNOWN, FIRST, SECOND), soon());

        assertThat(found(answers.of(FIRST)).stock())
                .isEqualTo(new Stock(
                        "髙橋の表ソ能ポ ①㈱Ⅲ〜﨑 ワンピース 鷗 <&>",
                        new Quantity.Known(12),
                        "TK01",
                        StockStatus.IN_STOCK,
                        1_234,
                        LocalDate.of(2025, 3, 1),
                        3));
        assertThat(found(answers.of(SECOND)).stock().quantity()).isEqualTo(new Quantity.Known(3));
        assertThat(answers.of(UNKNOWN)).isInstanceOf(StockAnswer.NotFound.class);
        assertThat(answers.notices()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "fault500, FAULT_SERVER, fault_server",
        "fault200, FAULT_SERVER, fault_server",
        "html503, RETRYABLE, http_503",
        "cut, RETRYABLE, cut"
    })
    void outageIsNoAnswer(String kind, FailureClass failureClass, String code) throws Exception {
        fault(kind);

        for (StockAnswer answer :
                erp.stock(List.of(FIRST, UNKNOWN), soon()).byIsbn().values()) {
            assertThat(failure(answer).failureClass()).isEqualTo(failureClass);
            assertThat(failure(answer).code()).isEqualTo(code);
        }
    }

    @Test
    void slownessEndsWithTheDeadline() throws Exception {
        fault("slow");
        long began = System.nanoTime();

        StockAnswer answer =
                erp.stock(FIRST, Deadline.in(Duration.ofMillis(200))).of(FIRST);

        assertThat(failure(answer).code()).isEqualTo("timed_out");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void rowsOfOtherIsbnsAreNobodysStock() throws Exception {
        fault("wrong_isbn");

        StockAnswers answers = erp.stock(List.of(FIRST, UNKNOWN), soon());

        assertThat(kinds(problems(answers.of(FIRST)))).containsExactly(Finding.Kind.ISBN_UNEXPECTED);
        // Asked again by itself, it is what it is: unknown.
        assertThat(answers.of(UNKNOWN)).isInstanceOf(StockAnswer.NotFound.class);
    }

    @Test
    void gaijiIsKeptAndTold() throws Exception {
        fault("gaiji");

        StockAnswer.Found answer = found(erp.stock(FIRST, soon()).of(FIRST));

        assertThat(answer.stock().title()).matches("髙橋の表ソ能ポ .* <&>[\uE000-\uE757]");
        assertThat(kinds(answer.oddities())).containsExactly(Finding.Kind.PRIVATE_USE_CHARACTER);
    }

    /** Bytes of windows-31j are hardly ever UTF-8: what the charset spoils is unread, and what is ASCII stands. */
    @Test
    void charsetThatIsDeclaredWronglyOrNotAtAllCostsFieldsAndInventsNone() throws Exception {
        fault("charset");

        for (int i = 0; i < 8; i++) {
            StockAnswer.Found answer = found(erp.stock(FIRST, soon()).of(FIRST));

            assertThat(answer.stock().title()).isNull();
            assertThat(answer.stock().quantity()).isEqualTo(new Quantity.Known(12));
            assertThat(kinds(answer.oddities())).contains(Finding.Kind.TITLE_UNREADABLE, Finding.Kind.PRICE_UNREADABLE);
        }
    }

    @Test
    void anotherTokenIsToldToItsSource() {
        try (Erp stranger = Erp.open(
                ErpSettings.of(simulator.endpoint()),
                CredentialSource.fixed(new Credentials(new Secret("other"), null)))) {

            assertThat(failure(stranger.stock(FIRST, soon()).of(FIRST)).failureClass())
                    .isEqualTo(FailureClass.AUTH);
        }
    }

    private void fault(String kind) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            int status = client.send(
                            HttpRequest.newBuilder(simulator.at("/control/fault"))
                                    .POST(BodyPublishers.ofString("{\"kind\":\"" + kind + "\"}"))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
            assertThat(status).isEqualTo(200);
        }
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10));
    }
}
