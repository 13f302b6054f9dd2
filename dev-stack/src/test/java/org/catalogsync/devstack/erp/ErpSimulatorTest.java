package org.catalogsync.devstack.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulator over HTTP. What it writes is read with Java's charset, which it does not use itself. */
class ErpSimulatorTest {
    private static final Charset WINDOWS = Charset.forName("windows-31j");
    private static final String ISBN = "9784088725093";
    private static final String ROW = "<inv:StockItem><inv:ISBN>9784088725093</inv:ISBN>"
            + "<inv:Title>髙橋の表ソ能ポ ①㈱Ⅲ～﨑 ﾜﾝﾋﾟｰｽ</inv:Title><inv:Quantity>12</inv:Quantity>"
            + "<inv:WarehouseCode>TK01</inv:WarehouseCode><inv:StatusCode>01</inv:StatusCode>"
            + "<inv:LastRestockDate>令和7年3月1日</inv:LastRestockDate><inv:PriceJPY>1,234</inv:PriceJPY>"
            + "<inv:RestockETADays>3</inv:RestockETADays></inv:StockItem>";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<ErpSimulator> started = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        client.shutdownNow();
        for (ErpSimulator simulator : started) {
            simulator.close();
        }
    }

    @Test
    void oneVolumeIsAnsweredInTheErpsBytes() throws Exception {
        ErpSimulator erp = quick();

        HttpResponse<byte[]> answer = ask(erp, Questions.single(ISBN, "TK01"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml; charset=Shift_JIS");
        assertThat(text(answer))
                .startsWith("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>\n<soapenv:Envelope ")
                .contains("<inv:GetStockLevelResponse>" + ROW + "</inv:GetStockLevelResponse>");
    }

    @Test
    void batchHasTheRowsOfItsWarehouseInTheCataloguesOrderAndNoneForWhatIsUnknown() throws Exception {
        ErpSimulator erp = quick();

        String answer = text(ask(erp, Questions.batch(ISBN, "9784999999999", "9784065193211", "9784041026229")));

        assertThat(answer)
                .contains(
                        "<inv:GetBatchStockLevelsResponse><inv:StockItem><inv:ISBN>9784041026229</inv:ISBN></inv:StockItem>"
                                + ROW + "</inv:GetBatchStockLevelsResponse>");
        JsonNode stats = stats(erp);
        assertThat(stats.path("isbns").asInt()).isEqualTo(4);
        assertThat(stats.path("rows").asInt()).isEqualTo(2);
    }

    @Test
    void stockOfAnotherWarehouseIsToldToWhoAsksForIt() throws Exception {
        ErpSimulator erp = quick();

        assertThat(text(ask(erp, Questions.single("9784065193211", "OS02")))).contains("<inv:Title>大阪</inv:Title>");
        assertThat(text(ask(erp, Questions.single("9784065193211", "TK01"))))
                .contains("<inv:GetStockLevelResponse></inv:GetStockLevelResponse>");
    }

    @ParameterizedTest
    @CsvSource({"wrong, unknown AuthToken", "'', no AuthToken"})
    void otherTokensAreRefusedAsSuch(String token, String told) throws Exception {
        String question = Questions.single(ISBN, "TK01").replace(ErpSimulator.TOKEN, token);

        HttpResponse<byte[]> answer = ask(quick(), question);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(text(answer)).contains("<faultcode>soapenv:Client.Authentication</faultcode><faultstring>" + told);
    }

    @Test
    void wrongQuestionsAndActionsAreTheClients() throws Exception {
        ErpSimulator erp = quick();
        HttpRequest.Builder other = question(erp, Questions.single(ISBN, "TK01"))
                .setHeader("SOAPAction", "\"urn:inventory#GetBatchStockLevels\"");
        HttpRequest.Builder none = question(erp, Questions.single(ISBN, "TK01")).setHeader("SOAPAction", "\"\"");

        assertThat(text(ask(erp, "<a/>"))).contains("<faultcode>soapenv:Client</faultcode>");
        assertThat(text(send(other))).contains("<faultcode>soapenv:Client</faultcode>", "another operation");
        assertThat(send(none).statusCode()).isEqualTo(200);
        assertThat(text(ask(erp, " ".repeat(70_000)))).contains("more than 65536 bytes");
        assertThat(send(HttpRequest.newBuilder(erp.endpoint()).GET()).statusCode())
                .isEqualTo(405);
        assertThat(send(HttpRequest.newBuilder(erp.at("/soap/inventory/wsdl")).GET())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void fiftyFirstOfASecondIsRefusedAndEverybodyIsCounted() throws Exception {
        ErpSimulator erp = quick();
        post(erp, "/control/reset", "");
        List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            answers.add(client.sendAsync(question(erp, Questions.batch(ISBN)).build(), BodyHandlers.ofByteArray()));
        }

        List<HttpResponse<byte[]>> refused = answers.stream()
                .map(CompletableFuture::join)
                .filter(answer -> answer.statusCode() != 200)
                .toList();

        JsonNode stats = stats(erp);
        assertThat(stats.path("requests").asInt()).isEqualTo(60);
        assertThat(stats.path("refused").asInt()).isEqualTo(refused.size());
        // On a machine that needs more than a second for them, fewer than ten are too many.
        int most = stats.path("max_in_1000ms").asInt();
        assertThat(refused.size()).isGreaterThanOrEqualTo(most - 50);
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/html");
        });
        assertThat(stats.path("statuses").path("200").asInt()).isEqualTo(60 - refused.size());
    }

    @Test
    void healthIsNoQuestion() throws Exception {
        ErpSimulator erp = quick();

        HttpResponse<byte[]> health =
                send(HttpRequest.newBuilder(erp.at("/health")).GET());

        assertThat(text(health)).contains("erp-soap", "3 volumes in 3 rows");
        assertThat(text(send(HttpRequest.newBuilder(erp.at("/control/stats")).GET())))
                .startsWith("{\"requests\":0,\"refused\":0,\"max_in_1000ms\":0,");
    }

    @Test
    void answersTakeTheirTime() throws Exception {
        ErpSimulator erp = simulator(new Latency(120, 120));
        long began = System.nanoTime();

        ask(erp, Questions.single(ISBN, "TK01"));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(119));
        assertThat(stats(erp).at("/latency_ms/p50").asDouble()).isGreaterThanOrEqualTo(119);
    }

    @ParameterizedTest
    @CsvSource({"fault500, 500", "fault200, 200"})
    void serverFaultsComeWithEitherStatus(String kind, int status) throws Exception {
        HttpResponse<byte[]> answer = ask(failing(kind), Questions.single(ISBN, "TK01"));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(text(answer))
                .contains("<faultcode>soapenv:Server</faultcode><faultstring>在庫サービスを利用できません (INV-E0500)");
    }

    @Test
    void proxyWithoutAnErpAnswersInHtml() throws Exception {
        HttpResponse<byte[]> answer = ask(failing("html503"), Questions.single(ISBN, "TK01"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(text(answer)).startsWith("<!DOCTYPE html>");
    }

    @Test
    void cutAnswersEndInTheMiddle() throws Exception {
        ErpSimulator erp = failing("cut");

        assertThatThrownBy(() -> ask(erp, Questions.single(ISBN, "TK01"))).isInstanceOf(IOException.class);
        HttpResponse<InputStream> begun =
                client.send(question(erp, Questions.single(ISBN, "TK01")).build(), BodyHandlers.ofInputStream());
        assertThat(begun.statusCode()).isEqualTo(200);
        try (InputStream body = begun.body()) {
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
        assertThat(stats(erp).path("requests").asInt()).isEqualTo(2);
    }

    @Test
    void wrongIsbnsAreThoseOfNeighbours() throws Exception {
        assertThat(text(ask(failing("wrong_isbn"), Questions.single(ISBN, "TK01"))))
                .contains("<inv:ISBN>9784088725109</inv:ISBN>", "髙橋")
                .doesNotContain(ISBN);
    }

    @Test
    void gaijiStandsAtTheEndOfTheTitle() throws Exception {
        assertThat(text(ask(failing("gaiji"), Questions.single(ISBN, "TK01"))))
                .containsPattern("ﾜﾝﾋﾟｰｽ[\uE000-\uE757]</inv:Title>");
    }

    @Test
    void charsetIsDeclaredWronglyOrNotAtAllAndBytesStayAsTheyAre() throws Exception {
        ErpSimulator erp = failing("charset");
        List<String> declared = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            HttpResponse<byte[]> answer = ask(erp, Questions.single(ISBN, "TK01"));
            assertThat(text(answer)).contains("髙橋の表ソ能ポ");
            declared.add(answer.headers().firstValue("Content-Type").orElse("") + " "
                    + text(answer).lines().findFirst().orElse(""));
        }

        assertThat(declared)
                .containsOnly(
                        "text/xml; charset=UTF-8 <?xml version=\"1.0\" encoding=\"UTF-8\"?>",
                        "text/xml <?xml version=\"1.0\"?>");
    }

    @Test
    void slowAnswersComeLaterByTheDelay() throws Exception {
        ErpSimulator erp = quick();
        post(erp, "/control/fault", "{\"kind\":\"slow\",\"delay_ms\":150}");
        long began = System.nanoTime();

        assertThat(ask(erp, Questions.single(ISBN, "TK01")).statusCode()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(149));
    }

    @Test
    void rateIsTheShareThatFailsAndTheSameSeedFailsTheSameQuestions() throws Exception {
        List<List<Integer>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            ErpSimulator erp = simulator(
                    SimulatorSettings.of(catalogue()).with(Latency.OFF).withLimit(1_000));
            post(erp, "/control/fault", "{\"kind\":\"fault500\",\"rate\":0.3}");
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                statuses.add(ask(erp, Questions.single(ISBN, "TK01")).statusCode());
            }
            runs.add(statuses);
            assertThat(stats(erp).at("/faults/fault500").asInt()).isBetween(15, 45);
        }

        assertThat(runs.getFirst()).isEqualTo(runs.getLast());
    }

    @Test
    void faultThatIsOffIsOver() throws Exception {
        ErpSimulator erp = failing("fault500");

        assertThat(text(post(erp, "/control/fault", "{\"kind\":\"off\"}"))).isEqualTo("{\"kind\":\"off\"}");

        assertThat(ask(erp, Questions.single(ISBN, "TK01")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"slowly\"}",
                "{\"kind\":\"cut\",\"rate\":0}",
                "{\"kind\":\"cut\",\"rate\":1.5}",
                "{\"kind\":\"slow\",\"delay_ms\":60001}",
                "{}",
                "cut"
            })
    void faultsThatThereAreNotAreRefused(String asked) throws Exception {
        ErpSimulator erp = quick();

        HttpResponse<byte[]> answer = post(erp, "/control/fault", asked);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(text(answer)).contains("message");
        assertThat(ask(erp, Questions.single(ISBN, "TK01")).statusCode()).isEqualTo(200);
    }

    @Test
    void databaseThatIsAwayIsTheServersFault() throws Exception {
        HttpResponse<byte[]> answer = ask(
                simulator(SimulatorSettings.of(SimulatorSettings.DATABASE).with(Latency.OFF)),
                Questions.single(ISBN, "TK01"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(text(answer)).contains("<faultcode>soapenv:Server</faultcode>", "INV-E0100");
    }

    private ErpSimulator quick() throws IOException {
        return simulator(Latency.OFF);
    }

    private ErpSimulator failing(String kind) throws Exception {
        ErpSimulator erp = quick();
        assertThat(post(erp, "/control/fault", "{\"kind\":\"" + kind + "\"}").statusCode())
                .isEqualTo(200);
        return erp;
    }

    private ErpSimulator simulator(Latency latency) throws IOException {
        return simulator(SimulatorSettings.of(catalogue()).with(latency));
    }

    private String catalogue() throws IOException {
        return Exports.written(folder, StandardCharsets.UTF_8, Exports.ONE_PIECE, Exports.OSAKA, Exports.BARE)
                .toString();
    }

    private ErpSimulator simulator(SimulatorSettings settings) throws IOException {
        ErpSimulator simulator = ErpSimulator.start(0, settings, java.util.Map.of(), folder.resolve("stack.json"));
        started.add(simulator);
        return simulator;
    }

    private HttpResponse<byte[]> ask(ErpSimulator erp, String question) throws Exception {
        return send(question(erp, question));
    }

    private static HttpRequest.Builder question(ErpSimulator erp, String question) {
        return HttpRequest.newBuilder(erp.endpoint())
                .header("Content-Type", "text/xml; charset=Shift_JIS")
                .POST(BodyPublishers.ofString(question, WINDOWS));
    }

    private JsonNode stats(ErpSimulator erp) throws Exception {
        return JsonMapper.shared()
                .readTree(send(HttpRequest.newBuilder(erp.at("/control/stats")).GET())
                        .body());
    }

    private HttpResponse<byte[]> post(ErpSimulator erp, String path, String body) throws Exception {
        URI address = erp.at(path);
        return send(HttpRequest.newBuilder(address).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), WINDOWS);
    }
}
