package org.catalogsync.erp.facade;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.catalogsync.model.Isbn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class InventoryOverHttpTest {
    private static final String FIRST = "9784088725093";
    private static final String SECOND = "9784065193211";
    private static final String THIRD = "9784041026229";
    private static final String FOURTH = "9784101010014";

    private final FacadeFixture fixture = FacadeFixture.with(Map.of());
    private final ScriptedErp erp = fixture.erp;
    private final Api api = fixture.api;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void itemHasAllThatTheErpSays() {
        erp.has(FIRST, ScriptedErp.everything());

        Api.Answer answer = api.get("/v1/inventory/" + FIRST);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body())
                .isEqualTo("{\"isbn\":\"9784088725093\",\"outcome\":\"found\",\"title\":\"ワンピース 42\",\"quantity\":3,"
                        + "\"stock_status\":\"low_stock\",\"warehouse\":\"TK01\",\"price_jpy\":484,"
                        + "\"last_restock_date\":\"2026-11-20\",\"restock_eta_days\":3,"
                        + "\"as_of\":\"2026-11-27T12:40:03.120Z\",\"source\":\"erp\"}");
    }

    @Test
    void unknownQuantityIsAbsentInEveryForm() {
        erp.has(FIRST, ScriptedErp.nothing());

        assertThat(api.get("/v1/inventory/" + FIRST).body())
                .isEqualTo("{\"isbn\":\"9784088725093\",\"outcome\":\"found\",\"stock_status\":\"unknown\","
                        + "\"warehouse\":\"TK01\",\"as_of\":\"2026-11-27T12:40:03.120Z\",\"source\":\"erp\"}");
        assertThat(api.get("/v1/inventory/" + FIRST, "Accept", "application/xml")
                        .body())
                .contains("<stock_status>unknown</stock_status>")
                .doesNotContain("quantity");
        assertThat(api.get("/v1/inventory/" + FIRST, "Accept", "text/csv").body())
                .contains("9784088725093,found,,,unknown,TK01,,,,,,2026-11-27T12:40:03.120Z,erp\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"978-4-08-872509-3", "4-08-872509-3", "408872509３", "９７８４０８８７２５０９３", "978 4088725093"})
    void isbnIsReadInEveryWrittenForm(String written) {
        erp.has(FIRST, 3);

        Api.Answer answer = api.get("/v1/inventory/" + encoded(written).replace("+", "%20"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("isbn").asString()).isEqualTo(FIRST);
        assertThat(erp.calls()).containsExactly(List.of(new Isbn(FIRST)));
    }

    @ParameterizedTest
    @CsvSource({
        "9784088725094, a check digit that is another number's",
        "banana, another form",
        "97840887250, another form"
    })
    void badIsbnIsNamedWithWhatWasExpectedAndNobodyIsAsked(String written, String found) {
        Api.Answer answer = api.get("/v1/inventory/" + written);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo("invalid_isbn");
        JsonNode error = answer.json().path("errors").get(0);
        assertThat(error.path("value").asString()).isEqualTo(written);
        assertThat(error.path("expected").asString()).contains("ISBN-13");
        assertThat(error.path("found").asString()).isEqualTo(found);
        assertThat(erp.calls()).isEmpty();
    }

    @Test
    void unknownIsbnIsNotFound() {
        Api.Answer answer = api.get("/v1/inventory/" + FIRST);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("isbn_not_found");
        assertThat(answer.json().path("isbn").asString()).isEqualTo(FIRST);
        assertThat(answer.json().path("as_of").asString()).isEqualTo("2026-11-27T12:40:03.120Z");
    }

    @ParameterizedTest
    @CsvSource({
        "timed_out, , 503, ''",
        "http_503, PT6.2S, 503, 7",
        "breaker_open, PT0.3S, 503, 1",
        "rate_limited, PT1S, 429, 1",
        "too_many_waiting, , 429, 1"
    })
    void outageIsNeverNotFoundAndSaysWhenToComeBack(String code, Duration retryAfter, int status, String header) {
        erp.hasNoAnswerFor(FIRST, code, retryAfter);

        Api.Answer answer = api.get("/v1/inventory/" + FIRST);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Retry-After")).isEqualTo(header);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body()).doesNotContain("erp-7");
    }

    @Test
    void unreadableAnswerIsABadGateway() {
        erp.isUnreadableOn(FIRST);

        Api.Answer answer = api.get("/v1/inventory/" + FIRST);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.code()).isEqualTo("quantity_negative");
    }

    @Test
    void severalHaveOneItemEachInTheOrderOfAskingWhateverBecameOfThem() {
        erp.has(SECOND, 9).isUnreadableOn(THIRD).hasNoAnswerFor(FOURTH, "timed_out", Duration.ofSeconds(2));

        Api.Answer answer = api.get("/v1/inventory?isbn=" + FOURTH + "&isbn=" + SECOND + "&isbn=978-4-06-519321-1"
                + "&isbn=" + THIRD + "&isbn=" + FIRST);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("items").valueStream())
                .extracting(item -> item.path("isbn").asString() + " "
                        + item.path("outcome").asString() + " "
                        + item.path("code").asString("") + " "
                        + item.path("retry_after_seconds").asString(""))
                .containsExactly(
                        FOURTH + " unavailable timed_out 2",
                        SECOND + " found  ",
                        THIRD + " unreadable quantity_negative ",
                        FIRST + " not_found  ");
        assertThat(answer.body()).doesNotContain("erp-7");
        assertThat(erp.calls()).hasSize(1);
    }

    @Test
    void nothingOfSeveralIsUnavailableAsAWhole() {
        erp.isAway("timed_out", Duration.ofSeconds(3));

        Api.Answer answer = api.get("/v1/inventory?isbn=" + FIRST + "&isbn=" + SECOND);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("timed_out");
        assertThat(answer.header("Retry-After")).isEqualTo("3");
    }

    @Test
    void nothingOfSeveralForLackOfRateIsTooMany() {
        erp.isAway("rate_limited", Duration.ofSeconds(1));

        assertThat(api.get("/v1/inventory?isbn=" + FIRST + "&isbn=" + SECOND).status())
                .isEqualTo(429);
    }

    @Test
    void hundredAreOneQuestionAndOneMoreIsRefused() {
        List<String> isbns = isbns(101);
        isbns.forEach(isbn -> erp.has(isbn, 1));

        Api.Answer hundred = api.query(body(isbns.subList(0, 100)));
        Api.Answer more = api.query(body(isbns));

        assertThat(hundred.json().path("items").valueStream())
                .extracting(item -> item.path("isbn").asString())
                .containsExactlyElementsOf(isbns.subList(0, 100));
        assertThat(erp.calls()).hasSize(1);
        assertThat(more.status()).isEqualTo(400);
        assertThat(more.code()).isEqualTo("too_many_isbns");
        assertThat(more.json().path("detail").asString()).contains("100").contains("101");
    }

    @Test
    void hundredFitIntoAnAddressInTheirLongestForm() {
        String wide =
                isbns(100).stream().map(isbn -> "isbn=" + encoded(wide(isbn))).collect(Collectors.joining("&"));

        assertThat(api.get("/v1/inventory?" + wide).status()).isEqualTo(200);
    }

    @Test
    void allBadIsbnsAreToldTogether() {
        Api.Answer answer = api.query("{\"isbns\":[\"9784088725093\",\"banana\",\"9784088725094\"]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").valueStream())
                .extracting(error -> error.path("in").asString())
                .containsExactly("isbns[1]", "isbns[2]");
        assertThat(erp.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"isbns\":[]}",
                "{\"isbns\":\"9784088725093\"}",
                "{\"isbns\":[9784088725093]}",
                "{\"isbns\":[null]}",
                "{\"isbns\":[\"9784088725093\"],\"limit\":3}",
                "{\"isbns\":[\"9784088725093\"],\"isbns\":[\"9784065193211\"]}",
                "{\"isbns\":[\"9784088725093\"]} {}"
            })
    void bodyThatIsNoQueryIsRefused(String body) {
        Api.Answer answer = api.query(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid_body");
        assertThat(erp.calls()).isEmpty();
    }

    @Test
    void bodyMayHaveSixtyFourKilobytesAndNoMore() {
        erp.has(FIRST, 3);
        String query = "{\"isbns\":[\"" + FIRST + "\"]}";
        String padded = query + " ".repeat(64 * 1024 - query.length());

        assertThat(api.query(padded).status()).isEqualTo(200);
        assertThat(api.query(padded + " ").status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json;charset=shift_jis"})
    void bodyOfAnotherTypeIsRefused(String type) {
        Api.Answer answer =
                api.send("POST", "/v1/inventory/query", "{\"isbns\":[\"" + FIRST + "\"]}", "Content-Type", type);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.header("Accept-Post")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/inventory?isbns=9784088725093",
                "/v1/inventory?isbn=9784088725093&limit=2",
                "/v1/inventory?isbn=9784088725093&cursor=",
                "/v1/inventory/9784088725093?warehouse=TK02"
            })
    void parameterThatWouldChangeNothingIsRefused(String path) {
        Api.Answer answer = api.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid_parameter");
        assertThat(erp.calls()).isEmpty();
    }

    @Test
    void callersDeadlineIsHandedDownAndOursIsNotExceeded() {
        api.get("/v1/inventory/" + FIRST);
        api.get("/v1/inventory/" + FIRST, "X-Deadline-Ms", "700");
        api.get("/v1/inventory/" + FIRST, "X-Deadline-Ms", "60000");

        assertThat(erp.left()).hasSize(3);
        assertThat(erp.left().get(0)).isBetween(Duration.ofMillis(701), Duration.ofSeconds(2));
        assertThat(erp.left().get(1)).isBetween(Duration.ZERO, Duration.ofMillis(700));
        assertThat(erp.left().get(2)).isBetween(Duration.ofMillis(701), Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "soon", "99999999999"})
    void deadlineThatIsNoneIsRefused(String header) {
        assertThat(api.get("/v1/inventory/" + FIRST, "X-Deadline-Ms", header).code())
                .isEqualTo("invalid_header");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT    | /v1/inventory/9784088725093 | GET, HEAD, OPTIONS",
                "PATCH  | /v1/inventory/9784088725093 | GET, HEAD, OPTIONS",
                "DELETE | /v1/inventory/9784088725093 | GET, HEAD, OPTIONS",
                "POST   | /v1/inventory               | GET, HEAD, OPTIONS",
                "GET    | /v1/inventory/query         | POST, OPTIONS",
                "POST   | /health/live                | GET, HEAD, OPTIONS"
            })
    void whatTheErpCannotDoIsNotAllowed(String method, String path, String allowed) {
        Api.Answer answer = api.send(method, path, null);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo(allowed);
        assertThat(api.send("OPTIONS", path, null).header("Allow")).isEqualTo(allowed);
        assertThat(erp.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/v1", "/v2/inventory", "/v1/inventory/", "/v1/inventory/a/b", "/v1/inventory%2Fquery"})
    void otherPathsAreNotFound(String path) {
        Api.Answer answer = api.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("no_such_path");
    }

    @Test
    void headIsGetWithoutItsBody() {
        erp.has(FIRST, 3);

        Api.Answer head = api.send("HEAD", "/v1/inventory/" + FIRST, null);
        Api.Answer get = api.get("/v1/inventory/" + FIRST);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        assertThat(head.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void xmlAndCsvSayTheSame() {
        erp.has(FIRST, ScriptedErp.everything()).hasNoAnswerFor(SECOND, "timed_out", null);
        String path = "/v1/inventory?isbn=" + FIRST + "&isbn=" + SECOND;

        Api.Answer xml = api.get(path, "Accept", "text/xml");
        Api.Answer csv = api.get(path, "Accept", "text/csv");

        assertThat(xml.header("Content-Type")).isEqualTo("text/xml;charset=utf-8");
        assertThat(xml.body())
                .isEqualTo("<?xml version='1.0' encoding='UTF-8'?><inventory><items><item><isbn>9784088725093</isbn>"
                        + "<outcome>found</outcome><title>ワンピース 42</title><quantity>3</quantity>"
                        + "<stock_status>low_stock</stock_status><warehouse>TK01</warehouse><price_jpy>484</price_jpy>"
                        + "<last_restock_date>2026-11-20</last_restock_date><restock_eta_days>3</restock_eta_days>"
                        + "<as_of>2026-11-27T12:40:03.120Z</as_of><source>erp</source></item><item>"
                        + "<isbn>9784065193211</isbn><outcome>unavailable</outcome><code>timed_out</code>"
                        + "<as_of>2026-11-27T12:40:03.120Z</as_of><source>erp</source></item></items></inventory>");
        assertThat(csv.header("Content-Type")).isEqualTo("text/csv;charset=utf-8;header=present");
        assertThat(csv.body())
                .isEqualTo("isbn,outcome,title,quantity,stock_status,warehouse,price_jpy,last_restock_date,"
                        + "restock_eta_days,code,retry_after_seconds,as_of,source\r\n"
                        + "9784088725093,found,ワンピース 42,3,low_stock,TK01,484,2026-11-20,3,,,2026-11-27T12:40:03.120Z,erp\r\n"
                        + "9784065193211,unavailable,,,,,,,,timed_out,,2026-11-27T12:40:03.120Z,erp\r\n");
    }

    @Test
    void formThatIsNotThereIsRefusedBeforeTheErpIsAsked() {
        Api.Answer answer = api.get("/v1/inventory/" + FIRST, "Accept", "application/pdf, application/json;q=0");

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.header("Vary")).isEqualTo("Accept");
        assertThat(erp.calls()).isEmpty();
    }

    @Test
    void bugIsAnIncidentAndNoDetail() {
        // An adapter that throws breaks its promise; the client sees a problem, and the log the reason.
        erp.breaks();

        Api.Answer answer = api.get("/v1/inventory/" + FIRST);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("internal_error");
        assertThat(answer.body()).doesNotContain("on purpose");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String wide(String digits) {
        return digits.chars()
                .mapToObj(digit -> Character.toString(digit - '0' + '０'))
                .collect(Collectors.joining())
                .replaceFirst("(...)(.)(..)(......)(.)", "$1‐$2‐$3‐$4‐$5");
    }

    private static String body(List<String> isbns) {
        return isbns.stream().collect(Collectors.joining("\",\"", "{\"isbns\":[\"", "\"]}"));
    }

    static List<String> isbns(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> "97840887%04d".formatted(n))
                .map(twelve -> IntStream.range(0, 10)
                        .mapToObj(check -> twelve + check)
                        .filter(Isbn::isCanonical)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }
}
