package org.catalogsync.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.catalogsync.devstack.Commands.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands as an operator runs them: each in a process of its own, on the two parts that start fastest. */
class StackCommandTest {

    @TempDir
    private Path folder;

    private Path var;

    @BeforeEach
    void resolveFolder() throws IOException {
        var = folder.toRealPath();
    }

    @AfterEach
    void endAll() throws Exception {
        run("down");
        assertThat(Processes.bearing(var)).isEmpty();
    }

    @Test
    void partsOutliveTheCommandAndAreReusedByTheNext() throws Exception {
        Outcome first = run("up", "redis", "bedrock");
        Map<String, Long> pids = pids();
        Outcome second = run("up", "redis", "bedrock");

        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).contains("redis", "healthy", "opensearch", "down");
        assertThat(pids).containsOnlyKeys("redis", "bedrock");
        assertThat(Processes.bearing(var)).containsExactlyInAnyOrderElementsOf(pids.values());
        assertThat(second.err()).doesNotContain("starting");
        assertThat(pids()).isEqualTo(pids);
    }

    @Test
    void downEndsEveryPartAndKeepsData() throws Exception {
        run("up", "redis");
        RedisLine.ask(URI.create(part("redis").path("url").asString()), "SET a b");
        Outcome down = run("down");

        assertThat(down.out()).contains("ended redis");
        assertThat(Processes.bearing(var)).isEmpty();
        run("up", "redis");
        assertThat(RedisLine.ask(URI.create(part("redis").path("url").asString()), "GET a"))
                .isEqualTo("$1");
    }

    @Test
    void downWithNamesLeavesTheOtherPartsAlone() throws Exception {
        run("up", "redis", "bedrock");

        Outcome down = run("down", "redis");

        assertThat(down.out()).contains("ended redis").doesNotContain("bedrock");
        assertThat(pids()).containsOnlyKeys("bedrock");
        assertThat(run("status", "redis", "bedrock").out().lines())
                .satisfiesExactly(
                        redis -> assertThat(redis).startsWith("redis").endsWith("down"),
                        bedrock -> assertThat(bedrock).startsWith("bedrock").contains("healthy"));
    }

    @Test
    void resetForgetsDataAndRuns() throws Exception {
        run("up", "redis");
        Files.createDirectories(var.resolve("jobs"));
        Files.writeString(var.resolve("jobs/repository.mv.db"), "runs");

        Outcome reset = run("reset");

        assertThat(reset.exitCode()).isZero();
        assertThat(Processes.bearing(var)).isEmpty();
        assertThat(var.resolve("jobs")).doesNotExist();
        assertThat(var.resolve("data")).doesNotExist();
    }

    @Test
    void twoCommandsAtOnceStartNothingTwice() throws Exception {
        Process one = start("up", "redis");
        Process other = start("up", "redis");

        assertThat(one.waitFor()).isZero();
        assertThat(other.waitFor()).isZero();
        assertThat(Processes.bearing(var)).hasSize(1);
    }

    @Test
    void aDeadPartIsShownAndStartedAgain() throws Exception {
        run("up", "redis");
        ProcessHandle redis =
                ProcessHandle.of(part("redis").path("pid").asLong()).orElseThrow();
        redis.destroyForcibly();
        assertThat(Processes.soon(() -> Processes.bearing(var).isEmpty())).isTrue();

        Outcome status = run("status");
        Outcome up = run("up", "redis");

        assertThat(status.out()).containsPattern("redis .*died");
        assertThat(up.out()).containsPattern("redis .*healthy");
    }

    @Test
    void anUnreadableRecordHidesNoProcess() throws Exception {
        run("up", "redis");
        Files.writeString(var.resolve("stack.json"), "{\"parts\": [");

        Outcome down = run("down");

        assertThat(down.err()).contains("stack.json could not be read");
        assertThat(down.out()).contains("ended redis");
        assertThat(Processes.bearing(var)).isEmpty();
    }

    @Test
    void aForeignProcessOnRecordIsLeftAlone() throws Exception {
        Process foreign = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(var.resolve("stack.json"), """
                    {"parts":[{"part":"redis","url":"redis://127.0.0.1:1","pid":%d,"port":1,"started":"%s",
                     "health":"healthy","data":"/tmp","log":"/tmp/redis.log"}]}
                    """.formatted(
                            foreign.pid(), foreign.info().startInstant().orElseThrow()));

            Outcome down = run("down");

            assertThat(down.out()).contains("nothing was running");
            assertThat(foreign.isAlive()).isTrue();
        } finally {
            foreign.destroyForcibly();
        }
    }

    @Test
    void aPortThatIsTakenMeanwhileIsGivenUp() throws Exception {
        run("up", "redis");
        int port = part("redis").path("port").asInt();
        ProcessHandle.of(part("redis").path("pid").asLong()).orElseThrow().destroyForcibly();
        assertThat(Processes.soon(() -> Processes.bearing(var).isEmpty())).isTrue();

        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Outcome up = run("up", "redis");

            assertThat(taken.isBound()).isTrue();
            assertThat(up.exitCode()).isZero();
            assertThat(part("redis").path("port").asInt()).isNotEqualTo(port);
        }
    }

    @Test
    void aMissingNodeIsNamedWithItsRemedy() throws Exception {
        Path tools = Files.createDirectory(var.resolve("tools"));
        for (String tool : List.of("bash", "nohup")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }

        Outcome up = commands().finish(commands().start(Map.of("PATH", tools.toString()), "up", "kinesis"));

        assertThat(up.exitCode()).isOne();
        assertThat(up.err())
                .contains("needs Node.js")
                .contains("apt-get install nodejs")
                .contains("stack up kinesis");
    }

    @Test
    void aWrongWordIsAnsweredWithUsage() throws Exception {
        Outcome up = run("up", "cassandra");

        assertThat(up.exitCode()).isEqualTo(2);
        assertThat(up.err()).contains("There is no part 'cassandra'");
    }

    @Test
    void statusAsJsonIsOneObject() throws Exception {
        run("up", "bedrock");

        JsonNode status = JsonMapper.shared().readTree(run("status", "--json").out());

        assertThat(status.path("parts")).hasSize(PartName.values().length);
        assertThat(status.path("parts").valueStream())
                .extracting(part ->
                        part.path("part").asString() + " " + part.path("health").asString())
                .contains("bedrock healthy", "kinesis down");
    }

    private JsonNode part(String label) throws IOException {
        for (JsonNode part : JsonMapper.shared()
                .readTree(Files.readString(var.resolve("stack.json")))
                .path("parts")) {
            if (part.path("part").asString().equals(label)) {
                return part;
            }
        }
        throw new AssertionError(label + " is not on record");
    }

    private Map<String, Long> pids() throws IOException {
        Map<String, Long> pids = new TreeMap<>();
        JsonMapper.shared()
                .readTree(Files.readString(var.resolve("stack.json")))
                .path("parts")
                .forEach(part ->
                        pids.put(part.path("part").asString(), part.path("pid").asLong()));
        return pids;
    }

    private Outcome run(String... arguments) throws Exception {
        return commands().run(arguments);
    }

    private Process start(String... arguments) throws IOException {
        return commands().start(Map.of(), arguments);
    }

    private Commands commands() {
        return new Commands("org.catalogsync.devstack.cli.StackCommand", folder, var);
    }
}
