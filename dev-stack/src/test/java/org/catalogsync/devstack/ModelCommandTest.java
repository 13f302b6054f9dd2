package org.catalogsync.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.catalogsync.devstack.Commands.Outcome;
import org.catalogsync.devstack.bedrock.converse.Chats;
import org.catalogsync.devstack.bedrock.converse.Chats.Heard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import tools.jackson.databind.json.JsonMapper;

/** The chat models as an operator has them: in the part's own process, with its memory. */
class ModelCommandTest {

    @TempDir
    private Path folder;

    private Path var;

    @BeforeEach
    void name() throws IOException {
        var = folder.toRealPath().resolve("var");
    }

    @AfterEach
    void endAll() throws Exception {
        stack("down");
        assertThat(Processes.bearing(var)).isEmpty();
    }

    @Test
    void modelsFailWhenToldToAndBearHundredAndFiftyStreams() throws Exception {
        assertThat(model("stats").err()).contains("does not run; ./catalog-sync stack up bedrock starts it");
        stack("up", "bedrock");
        Chats chats = new Chats(endpoint());

        try (BedrockRuntimeAsyncClient client = chats.streaming()) {
            assertThat(model("fault", "throttle", "--rate", "1").out())
                    .startsWith("{\"fault\":\"throttle\",\"rate\":1.0,");
            assertThatThrownBy(() -> Chats.heard(client).end().join()).hasCauseInstanceOf(ThrottlingException.class);
            assertThat(model("stats", "--reset").out()).contains("\"throttled\":1");
            assertThat(model("fault", "off").out()).startsWith("{\"fault\":\"off\"");
            assertThat(model("stats").out()).contains("\"throttled\":0");

            model("fault", "hang_after_first");
            List<Heard> heard =
                    Stream.generate(() -> Chats.heard(client)).limit(150).toList();
            assertThat(Chats.becomesTrue(() -> heard.stream().allMatch(Heard::hasBegun)))
                    .isTrue();
            assertThat(chats.stats().path("streams").path("open").asInt()).isEqualTo(150);

            heard.forEach(one -> one.end().cancel(true));

            assertThat(Chats.becomesTrue(
                            () -> chats.stats().path("streams").path("open").asInt() == 0))
                    .isTrue();
            assertThat(model("stats").out())
                    .contains("{\"started\":150,\"completed\":0,\"cancelled\":150,\"failed\":0");
        }
    }

    private URI endpoint() throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(var.resolve("stack.json")))
                .path("parts")
                .valueStream()
                .filter(part -> part.path("part").asString().equals("bedrock"))
                .map(part -> URI.create(part.path("url").asString()))
                .findFirst()
                .orElseThrow();
    }

    private Outcome model(String... arguments) throws Exception {
        return new Commands("org.catalogsync.devstack.cli.ModelCommand", folder, var).run(arguments);
    }

    private Outcome stack(String... arguments) throws Exception {
        return new Commands("org.catalogsync.devstack.cli.StackCommand", folder, var).run(arguments);
    }
}
