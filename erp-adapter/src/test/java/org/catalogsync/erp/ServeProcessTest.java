package org.catalogsync.erp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.catalogsync.erp.facade.Api;
import org.catalogsync.erp.facade.Application;
import org.catalogsync.erp.soap.Documents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The facade as a process of its own: what only a process has is its signals, its exit code and the limits of the JDK's server. */
class ServeProcessTest {
    private static final Pattern ADDRESS = Pattern.compile("erp serve answers on http://127\\.0\\.0\\.1:([0-9]+);.*");

    private final ErpServer server = new ErpServer();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        server.close();
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void signalLetsWhatIsUnderWayFinish() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        byte[] document = Documents.answer("single.xml");
        server.behave(exchange -> {
            asked.countDown();
            awaitQuietly(mayAnswer);
            exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=Shift_JIS");
            exchange.sendResponseHeaders(200, document.length);
            exchange.getResponseBody().write(document);
        });
        Process process = start(Map.of("ERP_API_DEADLINE", "PT30S", "ERP_TIMEOUT", "PT30S"), "--port", "0");
        try (Api api = new Api(address(process));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Api.Answer> underWay = threads.submit(() -> api.get("/v1/inventory/9784088725093"));
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

            process.destroy(); // SIGTERM
            while (api.get("/health/ready").status() == 200) {
                Thread.onSpinWait();
            }
            mayAnswer.countDown();

            Api.Answer answer = underWay.get(30, TimeUnit.SECONDS);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("title").asString()).isEqualTo(Documents.TITLE);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void clientThatNeverEndsItsRequestIsHungUpOnAndOneThatBeginsTooLongToo() throws Exception {
        Process process = start(Map.of("ERP_API_READ_TIMEOUT", "PT1S"), "--port", "0");
        InetSocketAddress address = address(process);

        try (Socket slow = new Socket(address.getAddress(), address.getPort());
                Socket slowBody = new Socket(address.getAddress(), address.getPort());
                Socket longHead = new Socket(address.getAddress(), address.getPort())) {
            say(slow, "GET /v1/inv");
            say(
                    slowBody,
                    "POST /v1/inventory/query HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{");
            say(longHead, "GET /v1/inventory?isbn=" + "9".repeat(40_000));

            assertThat(isHungUp(longHead)).isTrue();
            assertThat(isHungUp(slow)).isTrue();
            assertThat(isHungUp(slowBody)).isTrue();
        }
    }

    @Test
    void portThatIsTakenIsSaidInWords() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = start(Map.of(), "--port", Integer.toString(taken.getLocalPort()));

            String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(said)
                    .startsWith("catalog-sync erp serve: cannot answer on 127.0.0.1, port " + taken.getLocalPort())
                    .contains("--port 0")
                    .doesNotContain("\tat ");
        }
    }

    private Process start(Map<String, String> variables, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Application.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("ERP_"));
        builder.environment().putAll(variables);
        builder.environment().put("ERP_ENDPOINT", server.endpoint().toString());
        builder.environment().put("ERP_AUTH_TOKEN", "tok-3n");
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static InetSocketAddress address(Process process) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String first = lines.readLine();
        if (first == null) {
            throw new AssertionError(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        Matcher matcher = ADDRESS.matcher(first);
        assertThat(matcher.matches()).as(first).isTrue();
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(matcher.group(1)));
    }

    private static void say(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static boolean isHungUp(Socket socket) throws IOException {
        socket.setSoTimeout(30_000);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true; // a reset is a hang-up with something unread
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
