package org.catalogsync.devstack.part;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One question to a part, with a short deadline, on a connection of its own: one that was kept open would keep some servers
 * from ending.
 */
final class Probe {

    private static final int PATIENCE_MILLIS = 3_000;

    /** As much of MySQL's greeting as every server sends. */
    private static final int GREETING = 40;

    private Probe() {}

    /** Whether a GET is answered, whatever the status, by something that reads as expected. */
    static boolean get(URI address, String path, Predicate<String> expected) {
        String request = "GET " + path + " HTTP/1.0\r\nHost: " + address.getAuthority() + "\r\n\r\n";
        return ask(address, request, Integer.MAX_VALUE).filter(expected).isPresent();
    }

    static boolean ok(URI address, String path) {
        return get(address, path, answer -> answer.startsWith("200", answer.indexOf(' ') + 1));
    }

    /** Sends one line and expects an answer that starts in a certain way. */
    static boolean line(URI address, String question, String answer) {
        return ask(address, question + "\r\n", answer.length())
                .filter(answer::equals)
                .isPresent();
    }

    /** Whether the part speaks first, and about itself, in MySQL's protocol: a length, a number, 10, its version. */
    static boolean greeting(URI address, String product) {
        return ask(address, "", GREETING)
                .filter(greeting -> greeting.length() > 5 && greeting.charAt(4) == 10)
                .filter(greeting -> greeting.toLowerCase(Locale.ROOT).contains(product))
                .isPresent();
    }

    private static Optional<String> ask(URI address, String question, int atMost) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(atMost);
            return Optional.of(new String(answer, StandardCharsets.UTF_8));
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }
}
