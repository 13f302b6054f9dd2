package org.catalogsync.devstack.part;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;

/** One question to a part, with a short deadline. */
final class Probe {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private Probe() {}

    static boolean get(URI address, String path, Predicate<HttpResponse<String>> expected) {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).build();
        try {
            return expected.test(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static boolean ok(URI address, String path) {
        return get(address, path, response -> response.statusCode() == 200);
    }

    /** Sends one line and expects an answer that starts in a certain way. */
    static boolean line(URI address, String question, String answer) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address.getHost(), address.getPort()), Math.toIntExact(PATIENCE.toMillis()));
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            socket.getOutputStream().write((question + "\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] start = socket.getInputStream().readNBytes(answer.length());
            return new String(start, StandardCharsets.US_ASCII).equals(answer);
        } catch (IOException notThere) {
            return false;
        }
    }
}
