package org.catalogsync.chat.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

/** A Chromium without a window, with a profile of its own that is gone afterwards, spoken to over its DevTools protocol. No driver, no library. */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    /** Why a test does not run. */
    static final String NONE = "no Chromium: CHROMIUM is not set, and none of " + NAMES + " is on the PATH";

    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final Path profile;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    private Chromium(Process process, Path profile, URI address) {
        this.process = process;
        this.profile = profile;
        this.address = address;
    }

    /** The environment's CHROMIUM, or the first of the usual names on the PATH. */
    static Optional<Path> installed() {
        String named = System.getenv("CHROMIUM");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return NAMES.stream()
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Chromium start(Path executable) {
        try {
            Path profile = Files.createTempDirectory("chromium-profile");
            Process process = new ProcessBuilder(command(executable, profile))
                    .redirectErrorStream(true)
                    .redirectOutput(profile.resolve("output.log").toFile())
                    .start();
            // A build that is ended in the middle must not leave a browser behind.
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
            Path port = profile.resolve("DevToolsActivePort");
            Awaitility.await("Chromium's port")
                    .atMost(START)
                    .until(() -> !process.isAlive() || (Files.exists(port) && Files.size(port) > 0));
            assertThat(process.isAlive())
                    .as(() -> "Chromium ended at once: " + text(profile.resolve("output.log")))
                    .isTrue();
            URI address = URI.create(
                    "http://127.0.0.1:" + text(port).lines().findFirst().orElseThrow());
            return new Chromium(process, profile, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path executable, Path profile) {
        List<String> command = new ArrayList<>(List.of(
                executable.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--no-first-run",
                "--no-default-browser-check",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--lang=ja",
                "--accept-lang=ja"));
        if ("root".equals(System.getProperty("user.name"))) {
            // Its sandbox refuses to run as root, as containers do.
            command.add("--no-sandbox");
        }
        command.add("about:blank");
        return command;
    }

    /** A tab of its own, with an empty storage, at the page. */
    Tab open(String page, Viewport viewport) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(address.resolve("/json/version")).build(),
                    HttpResponse.BodyHandlers.ofString());
            String socket = JsonMapper.shared()
                    .readTree(answer.body())
                    .get("webSocketDebuggerUrl")
                    .asString();
            return Tab.open(DevTools.connect(http, URI.create(socket)), page, viewport);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        http.close();
        delete(profile);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // A process that still ends may take its files away under our hands; the rest is the system's to clean.
            folder.toFile().deleteOnExit();
        }
    }

    /** What the page is looked at on. */
    record Viewport(int width, int height, boolean touch) {
        static final Viewport DESKTOP = new Viewport(1200, 860, false);
        static final Viewport PHONE = new Viewport(390, 844, true);
        static final Viewport SMALL_PHONE = new Viewport(320, 568, true);
    }
}
