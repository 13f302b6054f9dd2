package org.catalogsync.devstack.part;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.process.Launch;
import org.catalogsync.devstack.process.Ports;

/** kinesis-local on Node, fetched by npm when it is first asked for: the nightly job must not need Node. */
final class KinesisPart implements Part {

    private static final String PACKAGE = "kinesis-local";
    private static final String VERSION = "0.6.2";
    private static final int OLDEST_NODE = 20;
    private static final String REMEDY = "Install Node.js " + OLDEST_NODE
            + " or newer (nodejs.org; Debian: apt-get install nodejs npm; macOS: brew install node),"
            + " then run: ./catalog-sync stack up kinesis";

    @Override
    public PartName name() {
        return PartName.KINESIS;
    }

    @Override
    public void require(Site site) throws MissingPrerequisite, IOException {
        requireNode();
        fetchIfAbsent(site);
    }

    @Override
    public Launch launch(Site site) throws IOException {
        Path folder = packageFolder(site);
        Path preload = unpackPreload(site);
        Map<String, String> environment = new HashMap<>(Map.of(
                "KINESIS_MOCK_PLAIN_PORT", Integer.toString(site.port()),
                "KINESIS_MOCK_TLS_PORT", Integer.toString(Ports.free()),
                "KINESIS_MOCK_CERT_PATH", folder.resolve("server.json").toString(),
                "AWS_REGION", "ap-northeast-1",
                "LOG_LEVEL", "WARN",
                "SHOULD_PERSIST_DATA", Boolean.toString(site.keepsData()),
                "PERSIST_PATH", site.data().toString(),
                "PERSIST_INTERVAL", "1s"));
        List.of(
                        "CREATE_STREAM",
                        "DELETE_STREAM",
                        "REGISTER_STREAM_CONSUMER",
                        "DEREGISTER_STREAM_CONSUMER",
                        "START_STREAM_ENCRYPTION",
                        "STOP_STREAM_ENCRYPTION",
                        "MERGE_SHARDS",
                        "SPLIT_SHARD",
                        "UPDATE_SHARD_COUNT",
                        "UPDATE_STREAM_MODE")
                .forEach(act -> environment.put(act + "_DURATION", "50ms"));
        return new Launch(
                List.of(
                        "node",
                        "--require",
                        preload.toString(),
                        folder.resolve("main.js").toString(),
                        site.marker()),
                environment,
                site.data());
    }

    @Override
    public boolean answers(URI address) {
        return Probe.ok(address, "/healthcheck");
    }

    /** It writes its file every second and not when it ends. */
    @Override
    public Duration settling() {
        return Duration.ofMillis(1500);
    }

    /** It would wait for its clients to hang up. */
    @Override
    public Duration grace() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Map<String, String> settings(URI address) {
        return Map.of("AWS_ENDPOINT_URL_KINESIS", address.toString());
    }

    private static void requireNode() throws MissingPrerequisite {
        String version;
        try {
            version = output(List.of("node", "--version"), Path.of("."));
        } catch (IOException absent) {
            throw new MissingPrerequisite(
                    "The part kinesis needs Node.js, and there is no node on the PATH. " + REMEDY);
        }
        if (majorOf(version) < OLDEST_NODE) {
            throw new MissingPrerequisite(
                    "The part kinesis needs Node.js " + OLDEST_NODE + " or newer, found " + version + ". " + REMEDY);
        }
    }

    private static int majorOf(String version) {
        String major = version.replaceFirst("^v?(\\d+).*$", "$1");
        return major.matches("\\d+") ? Integer.parseInt(major) : 0;
    }

    /** Two stacks have one folder of packages, so who comes second waits: what npm is still writing looks complete. */
    private static synchronized void fetchIfAbsent(Site site) throws MissingPrerequisite, IOException {
        Path folder = Files.createDirectories(npmFolder(site));
        try (FileChannel file =
                FileChannel.open(folder.resolve("fetch.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Closing the file gives the lock back.
            file.lock();
            if (!Files.isRegularFile(packageFolder(site).resolve("main.js"))) {
                fetch(folder);
            }
        }
    }

    private static void fetch(Path folder) throws MissingPrerequisite {
        try {
            output(
                    List.of(
                            "npm",
                            "install",
                            "--no-audit",
                            "--no-fund",
                            "--prefix",
                            folder.toString(),
                            PACKAGE + "@" + VERSION),
                    folder);
        } catch (IOException e) {
            throw new MissingPrerequisite(
                    "npm could not fetch " + PACKAGE + "@" + VERSION + " (" + e.getMessage()
                            + "). Check that npm is installed and reaches its registry, then run: ./catalog-sync stack up kinesis");
        }
    }

    /** The mock listens on every interface and has no setting for it. */
    private static Path unpackPreload(Site site) throws IOException {
        Path file = site.data().resolve("loopback.cjs");
        try (InputStream script = KinesisPart.class.getResourceAsStream("loopback.cjs")) {
            Files.copy(Objects.requireNonNull(script, "loopback.cjs"), file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static Path packageFolder(Site site) {
        return npmFolder(site).resolve("node_modules").resolve(PACKAGE);
    }

    /** Beside the build's other downloads, so that `reset` and scratch folders of tests do not fetch it again. */
    private static Path npmFolder(Site site) {
        return site.root().resolve("var/npm");
    }

    private static String output(List<String> command, Path folder) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed: " + output);
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + command.getFirst(), e);
        }
    }
}
