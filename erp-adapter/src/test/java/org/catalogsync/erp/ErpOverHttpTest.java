package org.catalogsync.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.catalogsync.erp.Told.failure;
import static org.catalogsync.erp.Told.found;
import static org.catalogsync.erp.Told.kinds;
import static org.catalogsync.erp.Told.problems;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.catalogsync.erp.fair.ErpExchange;
import org.catalogsync.erp.soap.Documents;
import org.catalogsync.erp.soap.SoapErp;
import org.catalogsync.erp.transport.HttpTransport;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StockStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErpOverHttpTest {
    private static final Isbn FIRST = new Isbn("9784088725093");
    private static final List<Isbn> BATCH = List.of(
            FIRST,
            new Isbn("9784065193211"),
            new Isbn("9784041026229"),
            new Isbn("9784101010014"),
            new Isbn("9784062748681"));

    private final ErpServer server = new ErpServer();
    private final List<ErpExchange> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(ErpExchange::close);
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "single.xml, text/xml; charset=Shift_JIS",
        "single.xml, text/xml",
        "single-windows-31j.xml, text/xml; charset=Shift_JIS",
        "single-undeclared.xml, text/xml; charset=\"Shift_JIS\"",
        "single-utf-8.xml, text/xml; charset=utf-8",
        "single-utf-8-bom.xml, text/xml; charset=Shift_JIS"
    })
    void titleIsTheSameInEveryCharsetThatTheErpWrites(String file, String contentType) {
        server.answer(200, contentType, Documents.answer(file));
        Instant before = Instant.now();

        StockAnswer.Found found = found(ask());

        assertThat(found.stock())
                .isEqualTo(new Stock(
                        Documents.TITLE,
                        new Quantity.Known(12),
                        "TK01",
                        StockStatus.IN_STOCK,
                        1_234,
                        LocalDate.of(2025, 3, 1),
                        3));
        assertThat(found.oddities()).isEmpty();
        assertThat(found.asOf()).isBetween(before, Instant.now());
    }

    @Test
    void requestCarriesWhatSoapAndTheErpWant() {
        server.answer(200, "text/xml", Documents.response());

        ask();

        assertThat(server.received()).singleElement().satisfies(received -> {
            assertThat(received.action())
                    .isEqualTo("\"http://legacy-erp.manga-store.co.jp/inventory/v1/GetStockLevel\"");
            assertThat(received.contentType()).isEqualTo("text/xml; charset=Shift_JIS");
            assertThat(received.body())
                    .startsWith("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>")
                    .contains("<inv:AuthToken>tok-3n</inv:AuthToken>");
        });
    }

    @Test
    void batchIsJudgedRowByRow() {
        server.answer(200, "text/xml; charset=Shift_JIS", Documents.answer("batch.xml"));

        StockAnswers answers = erp(Map.of()).stock(BATCH, soon());

        assertThat(found(answers.of(BATCH.get(0))).stock().title()).isEqualTo(Documents.TITLE);
        StockAnswer.Found gaiji = found(answers.of(BATCH.get(1)));
        assertThat(gaiji.stock().title()).isEqualTo("外字\uE000\uE757");
        assertThat(kinds(gaiji.oddities())).containsExactly(Finding.Kind.PRIVATE_USE_CHARACTER);
        StockAnswer.Found bad = found(answers.of(BATCH.get(2)));
        assertThat(bad.stock().title()).isNull();
        assertThat(bad.oddities())
                .containsExactly(new Finding(
                        Finding.Kind.TITLE_UNREADABLE, "Title", "A<81AD>表", "bytes of the declared charset"));
        StockAnswer.Found unknown = found(answers.of(BATCH.get(3)));
        assertThat(unknown.stock().quantity()).isEqualTo(new Quantity.Unknown());
        assertThat(kinds(problems(answers.of(BATCH.get(4))))).containsExactly(Finding.Kind.QUANTITY_UNREADABLE);
    }

    @Test
    void configuredCharsetOverridesWhatTheDocumentSays() {
        byte[] lying = new String(Documents.answer("single.xml"), StandardCharsets.ISO_8859_1)
                .replace("Shift_JIS", "EUC-JP")
                .getBytes(StandardCharsets.ISO_8859_1);
        server.answer(200, "text/xml; charset=utf-8", lying);

        assertThat(kinds(problems(ask()))).containsExactly(Finding.Kind.CHARSET_UNKNOWN);
        assertThat(found(erp(Map.of("ERP_CHARSET", "Shift_JIS"))
                                .stock(FIRST, soon())
                                .of(FIRST))
                        .stock()
                        .title())
                .isEqualTo(Documents.TITLE);
    }

    @Test
    void headerThatContradictsTheDocumentIsTold() {
        server.answer(200, "text/xml; charset=ISO-8859-1", Documents.answer("single.xml"));

        StockAnswers answers = erp(Map.of()).stock(FIRST, soon());

        assertThat(found(answers.of(FIRST)).stock().title()).isEqualTo(Documents.TITLE);
        assertThat(kinds(answers.notices())).containsExactly(Finding.Kind.CHARSET_DISAGREES);
    }

    @ParameterizedTest
    @CsvSource({
        "500, e:Server, FAULT_SERVER, fault_server",
        "200, e:Server, FAULT_SERVER, fault_server",
        "500, e:Client, FAULT_CLIENT, fault_client",
        "200, e:Client.Authentication, AUTH, fault_auth",
        "503, e:Server, RETRYABLE, http_503"
    })
    void faultIsNeverAnAnswer(int status, String faultCode, FailureClass expected, String code) {
        server.answer(status, "text/xml", Documents.fault(faultCode, "told by the ERP"));

        Failure failure = failure(ask());

        assertThat(failure.failureClass()).isEqualTo(expected);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).contains("told by the ERP").contains("R17");
    }

    @Test
    void errorPageOfAProxyIsItsStatus() {
        byte[] page = "<html><body>tok-3n unavailable</body></html>".getBytes(StandardCharsets.US_ASCII);
        server.behave(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.getResponseHeaders().set("Retry-After", "7");
            exchange.sendResponseHeaders(503, page.length);
            exchange.getResponseBody().write(page);
        });

        assertThat(failure(ask()))
                .isEqualTo(new Failure(
                        FailureClass.RETRYABLE,
                        "http_503",
                        "HTTP 503, and in it no envelope (not_soap)",
                        Duration.ofSeconds(7)));
    }

    @Test
    void pageWithSuccessIsNoAnswer() {
        server.answer(200, "text/html", "<html><body>Please log in</body></html>".getBytes(StandardCharsets.US_ASCII));

        assertThat(kinds(problems(ask()))).containsExactly(Finding.Kind.NOT_SOAP);
    }

    @Test
    void redirectIsNotFollowed() {
        server.behave(exchange -> {
            exchange.getResponseHeaders().set("Location", "/soap/inventory/elsewhere");
            exchange.sendResponseHeaders(307, -1);
        });

        assertThat(failure(ask()).code()).isEqualTo("http_307");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void bodyThatIsCutIsNoAnswerAndIsAskedOnce() {
        byte[] whole = Documents.answer("single.xml");
        server.behave(exchange -> {
            exchange.sendResponseHeaders(200, whole.length);
            exchange.getResponseBody().write(whole, 0, whole.length / 2);
            exchange.getResponseBody().flush();
            throw new IOException("the server breaks off");
        });

        Failure failure = failure(ask());

        assertThat(failure.failureClass()).isEqualTo(FailureClass.RETRYABLE);
        assertThat(failure.code()).isEqualTo("cut");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void connectionThatEndsWithoutAWordIsAskedOnce() {
        server.behave(exchange -> {
            throw new IOException("the server breaks off");
        });

        assertThat(failure(ask()).code()).isEqualTo("cut");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void silenceEndsWithTheDeadline() {
        server.behave(exchange -> server.untilOver());

        assertThat(endsWithin(Duration.ofMillis(300))).isEqualTo("timed_out");
    }

    @Test
    void bodyThatIsSlowerThanTheDeadlineEndsWithIt() {
        byte[] whole = Documents.answer("single.xml");
        server.hangAfter(Arrays.copyOf(whole, whole.length - 1), whole.length);

        assertThat(endsWithin(Duration.ofMillis(300))).isEqualTo("timed_out");
    }

    @Test
    void connectionThatNobodyTakesEndsWithTheDeadline() throws Exception {
        // A backlog of one that is full: the kernel answers no further connection.
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> waiting = new ArrayList<>();
            try {
                for (int i = 0; i < 4; i++) {
                    Socket socket = new Socket();
                    waiting.add(socket);
                    socket.connect(full.getLocalSocketAddress(), 200);
                }
            } catch (SocketTimeoutException e) {
                // full now
            }
            ErpExchange erp =
                    open(ErpSettings.of(URI.create("http://127.0.0.1:" + full.getLocalPort() + "/soap/inventory")));
            long start = System.nanoTime();

            Failure failure = failure(
                    erp.stock(FIRST, Deadline.in(Duration.ofMillis(300))).of(FIRST));

            assertThat(failure.failureClass()).isEqualTo(FailureClass.RETRYABLE);
            assertThat(failure.code()).isIn("timed_out", "not_connected");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void refusedConnectionIsToldAtOnce() throws Exception {
        int nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = closed.getLocalPort();
        }
        ErpExchange erp = open(ErpSettings.of(URI.create("http://127.0.0.1:" + nobody + "/soap/inventory")));

        assertThat(failure(erp.stock(FIRST, soon()).of(FIRST)).code()).isEqualTo("not_connected");
    }

    @Test
    void noMoreExchangesAreUnderWayThanAllowedAndWaitingForOneObeysTheDeadline() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        server.behave(exchange -> {
            arrived.countDown();
            server.untilOver();
        });
        ErpExchange erp = erp(Map.of("ERP_CONNECTIONS", "1"));

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<StockAnswers> first = threads.submit(() -> erp.stock(FIRST, Deadline.in(Duration.ofSeconds(4))));
            assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();

            assertThat(failure(erp.stock(FIRST, Deadline.in(Duration.ofMillis(50)))
                                    .of(FIRST))
                            .code())
                    .isEqualTo("no_free_connection");
            assertThat(server.received()).hasSize(1);
            assertThat(failure(first.get(1, TimeUnit.MINUTES).of(FIRST)).code()).isEqualTo("timed_out");
        }
    }

    @Test
    void answerBeyondTheLimitIsNotReadToItsEnd() {
        byte[] start = Documents.response();
        server.behave(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] spaces = new byte[64 * 1024];
            Arrays.fill(spaces, (byte) ' ');
            exchange.getResponseBody().write(start);
            for (int i = 0; i < 10_000; i++) {
                exchange.getResponseBody().write(spaces); // 640 MB, and the heap of this test has 256
            }
        });

        assertThat(kinds(problems(ask()))).containsExactly(Finding.Kind.LIMIT_EXCEEDED);
    }

    @Test
    void wrongIsbnIsNamedAndIsNotTheAnswer() {
        server.answer(200, "text/xml", Documents.response(Documents.item("9784065193211", "9")));

        StockAnswers answers = erp(Map.of()).stock(FIRST, soon());

        assertThat(kinds(problems(answers.of(FIRST)))).containsExactly(Finding.Kind.ISBN_UNEXPECTED);
        assertThat(kinds(answers.notices())).containsExactly(Finding.Kind.ISBN_UNEXPECTED);
    }

    @Test
    void duplicateAndMissingItemsHaveTheirAnswers() {
        server.answer(
                200,
                "text/xml",
                Documents.response(
                        Documents.item("9784088725093", "1"),
                        Documents.item("9784088725093", "1"),
                        Documents.item("9784065193211", "1"),
                        Documents.item("9784065193211", "2")));

        StockAnswers answers = erp(Map.of()).stock(BATCH.subList(0, 3), soon());

        assertThat(kinds(found(answers.of(BATCH.get(0))).oddities())).containsExactly(Finding.Kind.ROW_REPEATED);
        assertThat(kinds(problems(answers.of(BATCH.get(1))))).containsExactly(Finding.Kind.ROWS_CONTRADICT);
        assertThat(answers.of(BATCH.get(2))).isInstanceOf(StockAnswer.NotFound.class);
    }

    @Test
    void interruptedCallerIsToldAndStaysInterrupted() {
        server.behave(exchange -> server.untilOver());
        ErpExchange erp = erp(Map.of());

        Thread.currentThread().interrupt();
        Failure failure = failure(erp.stock(FIRST, soon()).of(FIRST));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.code()).isEqualTo("interrupted");
    }

    /** The failure's code; generous about a busy machine, and far below the time that the server would take. */
    private String endsWithin(Duration deadline) {
        ErpExchange erp = erp(Map.of());
        long start = System.nanoTime();
        String code = failure(erp.stock(FIRST, Deadline.in(deadline)).of(FIRST)).code();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(deadline, Duration.ofSeconds(20));
        return code;
    }

    private StockAnswer ask() {
        return erp(Map.of()).stock(FIRST, soon()).of(FIRST);
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofMinutes(1));
    }

    private ErpExchange erp(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(Map.of("ERP_TIMEOUT", "PT1M", "ERP_BREAKER_REST", "PT1M"));
        all.putAll(variables);
        all.put("ERP_ENDPOINT", server.endpoint().toString());
        return open(ErpSettings.fromEnvironment(all));
    }

    private ErpExchange open(ErpSettings settings) {
        ErpExchange erp = SoapErp.over(
                HttpTransport.open(settings),
                settings,
                CredentialSource.fixed(new Credentials(new Secret("tok-3n"), null)),
                InstantSource.system());
        opened.add(erp);
        return erp;
    }
}
