package org.catalogsync.devstack.part;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.process.Launch;

/** Redis 6.2 as the build unpacked it, or the machine's own where that does not run. */
final class RedisPart implements Part {

    @Override
    public PartName name() {
        return PartName.REDIS;
    }

    @Override
    public void require(Site site) throws MissingPrerequisite, IOException {
        if (executable(site).isEmpty()) {
            throw new MissingPrerequisite(
                    "No Redis runs on this machine: neither the unpacked one nor a redis-server on the PATH."
                            + " Install Redis 6.2 or newer (Debian: apt-get install redis-server; macOS: brew install redis).");
        }
    }

    @Override
    public Launch launch(Site site) throws IOException {
        String executable = executable(site).orElseThrow();
        List<String> command = new ArrayList<>(List.of(
                executable,
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(site.port()),
                "--dir",
                site.data().toString(),
                // Redis rewrites its command line; the marker has to stay in it.
                "--proc-title-template",
                "{title} " + site.marker(),
                "--appendonly",
                site.keepsData() ? "yes" : "no",
                "--save",
                ""));
        return new Launch(command, Map.of(), site.data());
    }

    @Override
    public URI address(int port) {
        return URI.create("redis://127.0.0.1:" + port);
    }

    @Override
    public boolean answers(URI address) {
        return Probe.line(address, "PING", "+PONG");
    }

    @Override
    public Map<String, String> settings(URI address) {
        return Map.of("REDIS_URL", address.toString(), "REDIS_HOST", address.getHost());
    }

    private static Optional<String> executable(Site site) throws IOException {
        return Stream.concat(unpacked(site), Stream.of("redis-server"))
                .filter(RedisPart::runs)
                .findFirst();
    }

    private static Stream<String> unpacked(Site site) throws IOException {
        Path folder = site.root().resolve("dev-stack/parts/redis/target/bin");
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        String platform = platform();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> fitting =
                    files.filter(file -> file.toString().endsWith(platform)).toList();
            fitting.forEach(file -> file.toFile().setExecutable(true));
            return fitting.stream().map(Path::toString);
        }
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        return system + "-" + processor;
    }

    /** An executable can be there and lack a library; only running it tells. */
    private static boolean runs(String executable) {
        try {
            Process process = new ProcessBuilder(executable, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
