package org.catalogsync.chat.outbound;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.ErpSettings;
import org.catalogsync.erp.transport.Exchange;
import org.catalogsync.erp.transport.Exchange.Reason;
import org.catalogsync.erp.transport.SoapMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against bare sockets, which say exactly what the test wants said. */
class MicronautTransportTest {
    private static final Deadline SOON = Deadline.in(Duration.ofSeconds(5));
    private static final byte[] BODY = {'<', (byte) 0x95, 0x5C, '/', '>'}; // 表, whose second byte is a backslash

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private MicronautTransport transport;

    @AfterEach
    void close() throws IOException {
        transport.close();
        if (server != null) {
            server.close();
        }
    }

    @Test
    void sendsTheBytesAsTheyAreAndGivesBackWhatCame() {
        answering(
                "HTTP/1.1 500 Oops\r\nContent-Type: text/xml; charset=Shift_JIS\r\nRetry-After: 7\r\nContent-Length: 3\r\n\r\nabc");

        Exchange exchange = post(SOON);

        assertThat(exchange).isInstanceOfSatisfying(Exchange.Answered.class, answered -> {
            assertThat(answered.status()).isEqualTo(500);
            assertThat(answered.contentType()).isEqualTo("text/xml; charset=Shift_JIS");
            assertThat(answered.retryAfter()).isEqualTo(Duration.ofSeconds(7));
            assertThat(answered.body()).isEqualTo("abc".getBytes(US_ASCII));
        });
        assertThat(requests)
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .startsWith("POST /soap/inventory HTTP/1.1\r\n")
                        .containsIgnoringCase("SOAPAction: \"urn:x\"\r\n")
                        .containsIgnoringCase("Content-Type: text/xml; charset=Shift_JIS\r\n")
                        .containsIgnoringCase("Content-Length: 5\r\n")
                        .endsWith("\r\n\r\n<\u0095\\/>"));
    }

    @Test
    void tellsThatTheRequestIsOnItsWayBeforeTheAnswerComes() {
        AtomicBoolean sent = new AtomicBoolean();
        AtomicBoolean sentBeforeTheAnswer = new AtomicBoolean();
        CountDownLatch told = new CountDownLatch(1);
        serve(socket -> {
            sentBeforeTheAnswer.set(waited(told) && sent.get());
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });

        transport.post(message(), SOON, () -> {
            sent.set(true);
            told.countDown();
        });

        assertThat(sentBeforeTheAnswer).isTrue();
    }

    @Test
    void readsNoMoreThanAllowed() {
        answering("HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n" + "x".repeat(3_000_000));

        assertThat(post(SOON)).isEqualTo(new Exchange.TooLarge(200, null, 1_048_576));
    }

    @Test
    void followsNoRedirect() {
        answering("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/elsewhere\r\nContent-Length: 0\r\n\r\n");

        assertThat(post(SOON))
                .isInstanceOfSatisfying(
                        Exchange.Answered.class,
                        answered -> assertThat(answered.status()).isEqualTo(302));
        assertThat(requests).hasSize(1);
    }

    @Test
    void tellsACutAnswerFromAWholeOne() {
        serve(socket -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"));

        assertThat(reason(post(SOON))).isEqualTo(Reason.CUT);
    }

    @Test
    void leavesAtTheDeadlineAlsoInTheMiddleOfABody() {
        CountDownLatch done = new CountDownLatch(1);
        serve(socket -> {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
            waited(done);
        });
        long began = System.nanoTime();

        Exchange exchange = post(Deadline.in(Duration.ofMillis(300)));

        assertThat(reason(exchange)).isEqualTo(Reason.TIMED_OUT);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
        done.countDown();
    }

    @Test
    void saysThatNothingWasSentWhereNobodyListens() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0)) {
            port = gone.getLocalPort();
        }
        open(port, Map.of());

        assertThat(reason(post(SOON))).isEqualTo(Reason.NOT_CONNECTED);
    }

    @Test
    void looksAtAnAddressForTheGauge() {
        answering("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n");

        assertThat(transport.answers(
                        URI.create("http://127.0.0.1:" + server.getLocalPort() + "/health"), Duration.ofSeconds(5)))
                .isTrue();
        assertThat(transport.answers(URI.create("http://127.0.0.1:1/health"), Duration.ofSeconds(1)))
                .isFalse();
    }

    private Exchange post(Deadline deadline) {
        return transport.post(message(), deadline);
    }

    private static SoapMessage message() {
        return new SoapMessage("\"urn:x\"", "text/xml; charset=Shift_JIS", BODY);
    }

    private static Reason reason(Exchange exchange) {
        assertThat(exchange).isInstanceOf(Exchange.Broken.class);
        return ((Exchange.Broken) exchange).reason();
    }

    private void answering(String answer) {
        serve(socket -> write(socket, answer));
    }

    private void serve(Consumer<Socket> answer) {
        try {
            server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open(server.getLocalPort(), Map.of());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    requests.add(request(socket.getInputStream()));
                    answer.accept(socket);
                } catch (IOException e) {
                    // closed, or the client left
                }
            }
        });
    }

    private void open(int port, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("ERP_ENDPOINT", "http://127.0.0.1:" + port + "/soap/inventory");
        transport = MicronautTransport.open(ErpSettings.fromEnvironment(environment));
    }

    /** Head and body, byte for byte. */
    private static String request(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        int body = -1;
        int next;
        while (body != 0 && (next = in.read()) >= 0) {
            request.append((char) next);
            if (body > 0) {
                body--;
            } else if (request.toString().endsWith("\r\n\r\n")) {
                var length = Pattern.compile("(?i)content-length: (\\d+)").matcher(request);
                body = length.find() ? Integer.parseInt(length.group(1)) : 0;
            }
        }
        return request.toString();
    }

    private static void write(Socket socket, String answer) {
        try {
            socket.getOutputStream().write(answer.getBytes(US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // the client has read enough
        }
    }

    private static boolean waited(CountDownLatch latch) {
        try {
            return latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
