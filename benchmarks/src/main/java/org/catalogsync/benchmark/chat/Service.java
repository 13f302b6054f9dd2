package org.catalogsync.benchmark.chat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The chat as a process of its own, started as an operator would, with gates between it and what it reads. */
final class Service implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final URI address;
    private final Duration start;

    private Service(Process process, URI address, Duration start) {
        this.process = process;
        this.address = address;
        this.start = start;
    }

    /**
     * @param environment where the parts are, as the stack says
     * @param gated the same settings with the addresses of gates
     */
    static Service start(Path root, Map<String, String> environment, Map<String, String> gated, Path log)
            throws IOException, InterruptedException {
        int port = freePort();
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(gated);
        // One customer of this load asks as much as a hundred.
        all.put("MALLOC_ARENA_MAX", "2"); // as the launcher has it
        all.put("CHAT_AUTH", "dev");
        all.put("CHAT_PORT", Integer.toString(port));
        all.put("CHAT_USER_RATE", "10000");
        all.put("CHAT_USER_BURST", "100");
        all.put("CHAT_USER_DAILY_USD", "1000");
        all.put("CHAT_CONNECTION_RATE", "10000");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString()));
        command.addAll(List.of(System.getProperty("chat.jvm", "").split(" ")));
        command.removeIf(String::isBlank);
        command.addAll(List.of(
                "-jar", root.resolve("chat-service/target/chat-service.jar").toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(all);
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        long began = System.nanoTime();
        Process process = builder.start();
        URI address = URI.create("http://127.0.0.1:" + port);
        await(process, address);
        return new Service(process, address, Duration.ofNanos(System.nanoTime() - began));
    }

    private static void await(Process process, URI address) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (System.nanoTime() < end && process.isAlive()) {
                try {
                    int status = client.send(
                                    HttpRequest.newBuilder(address.resolve("/health/ready"))
                                            .timeout(Duration.ofSeconds(2))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                    if (status == 200) {
                        return;
                    }
                } catch (IOException e) {
                    // not yet
                }
                Thread.sleep(20);
            }
        }
        throw new IllegalStateException("the chat did not become ready; see its log");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    URI socket() {
        return URI.create("ws://127.0.0.1:" + address.getPort() + "/ws");
    }

    Duration startTime() {
        return start;
    }

    /** What the kernel counts as the process's own memory, in MB. */
    long residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, java.util.concurrent.TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
