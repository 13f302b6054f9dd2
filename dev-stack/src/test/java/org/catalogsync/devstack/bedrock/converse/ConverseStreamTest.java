package org.catalogsync.devstack.bedrock.converse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.catalogsync.devstack.bedrock.BedrockRuntime;
import org.catalogsync.devstack.bedrock.converse.Chats.Heard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.MessageStopEvent;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import tools.jackson.databind.JsonNode;

/** ConverseStream as Amazon's own client sees it. */
class ConverseStreamTest {

    private static BedrockRuntime bedrock;
    private static BedrockRuntimeAsyncClient client;
    private static Chats chats;

    /** One for all: the client takes two seconds to close. */
    @BeforeAll
    static void start() throws Exception {
        bedrock = BedrockRuntime.start(0);
        chats = new Chats(bedrock.endpoint());
        client = chats.streaming();
    }

    @AfterAll
    static void end() {
        client.close();
        bedrock.close();
    }

    @BeforeEach
    void reset() throws Exception {
        chats.set("{\"fault\":\"off\"}");
        chats.set(Chats.AT_ONCE);
        chats.control("POST", "/dev-stack/model/stats/reset", "");
    }

    @Test
    void answerComesInPiecesBetweenItsMarks() {
        Heard heard = Chats.heard(client);
        heard.end().join();

        List<ConverseStreamOutput.EventType> types =
                heard.events().stream().map(ConverseStreamOutput::sdkEventType).toList();
        assertThat(types.getFirst()).isEqualTo(ConverseStreamOutput.EventType.MESSAGE_START);
        assertThat(types.subList(types.size() - 3, types.size()))
                .containsExactly(
                        ConverseStreamOutput.EventType.CONTENT_BLOCK_STOP,
                        ConverseStreamOutput.EventType.MESSAGE_STOP,
                        ConverseStreamOutput.EventType.METADATA);
        assertThat(types.subList(1, types.size() - 3))
                .containsOnly(ConverseStreamOutput.EventType.CONTENT_BLOCK_DELTA)
                .hasSizeGreaterThan(10);
        assertThat(heard.text()).contains("『虹の船 42』", "12冊", "480円");
        MessageStopEvent stop = (MessageStopEvent) heard.events().get(types.size() - 2);
        assertThat(stop.stopReason()).isEqualTo(StopReason.END_TURN);
        ConverseStreamMetadataEvent metadata =
                (ConverseStreamMetadataEvent) heard.events().getLast();
        assertThat(metadata.usage().outputTokens()).isEqualTo(types.size() - 4);
        assertThat(metadata.usage().totalTokens())
                .isEqualTo(metadata.usage().inputTokens() + metadata.usage().outputTokens());
        assertThat(streams())
                .hasToString("{\"started\":1,\"completed\":1,\"cancelled\":0,\"failed\":0,\"open\":0,\"most_open\":1}");
    }

    @Test
    void thoughtIsABlockOfItsOwnBeforeTheText() {
        Heard heard = Chats.heard(
                client,
                request -> request.modelId("jp.anthropic.claude-sonnet-5-5").messages(Chats.user(Chats.PROMPT)));
        heard.end().join();

        List<ContentBlockDeltaEvent> deltas = heard.events().stream()
                .filter(ContentBlockDeltaEvent.class::isInstance)
                .map(ContentBlockDeltaEvent.class::cast)
                .toList();
        assertThat(deltas)
                .allSatisfy(delta ->
                        assertThat(delta.delta().reasoningContent() != null).isEqualTo(delta.contentBlockIndex() == 0));
        assertThat(deltas.getFirst().contentBlockIndex()).isZero();
        assertThat(deltas.getLast().contentBlockIndex()).isOne();
        assertThat(heard.text()).contains("虹の船");
    }

    @Test
    void requestThatIsThrottledHasNoStream() throws Exception {
        chats.set("{\"fault\":\"throttle\"}");

        assertThatThrownBy(() -> Chats.heard(client).end().join()).hasCauseInstanceOf(ThrottlingException.class);
        assertThat(streams().path("started").asInt()).isZero();
        assertThat(chats.stats().path("throttled").asInt()).isOne();
    }

    @ParameterizedTest
    @CsvSource({"throttle_mid_stream, ThrottlingException, 1", "error, ModelStreamErrorException, 0"})
    void streamThatFailsHasBegunWell(String fault, String exception, int throttled) throws Exception {
        chats.set("{\"fault\":\"" + fault + "\"}");
        Heard heard = Chats.heard(client);

        assertThatThrownBy(() -> heard.end().join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .extracting(cause -> cause.getClass().getSimpleName())
                .isEqualTo(exception);
        assertThat(heard.text()).startsWith("『虹の").doesNotEndWith("。");
        assertThat(streams().path("failed").asInt()).isOne();
        assertThat(chats.stats().path("throttled").asInt()).isEqualTo(throttled);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang", "hang_after_first"})
    void clientThatLeavesASilentStreamIsSeenToGo(String fault) throws Exception {
        chats.set("{\"fault\":\"" + fault + "\"}");
        Heard heard = Chats.heard(client);
        assertThat(Chats.becomesTrue(() -> streams().path("open").asInt() == 1)).isTrue();
        if (fault.equals("hang_after_first")) {
            assertThat(Chats.becomesTrue(() -> heard.events().size() == 2)).isTrue();
        }

        heard.end().cancel(true);

        assertThat(Chats.becomesTrue(() -> streams().path("cancelled").asInt() == 1))
                .isTrue();
        assertThat(streams().path("open").asInt()).isZero();
        assertThat(heard.text()).hasSizeLessThan(3);
    }

    @Test
    void clientThatLeavesInTheMiddleIsSeenToGo() throws Exception {
        chats.set("{\"token_ms\":50}");
        Heard heard = Chats.heard(client);
        assertThat(Chats.becomesTrue(() -> heard.events().size() > 3)).isTrue();

        heard.end().cancel(true);

        assertThat(Chats.becomesTrue(() -> streams().path("cancelled").asInt() == 1))
                .isTrue();
        assertThat(chats.stats().path("output_tokens").asInt()).isBetween(1, 15);
    }

    @Test
    void piecesAreSentWhenTheyAreDue() throws Exception {
        chats.set("{\"first_token_p50_ms\":100,\"first_token_p99_ms\":100,\"token_ms\":20}");
        long began = System.nanoTime();
        Heard heard = Chats.heard(client);

        assertThat(Chats.becomesTrue(() -> heard.events().size() > 2)).isTrue();
        long first = System.nanoTime() - began;
        assertThat(heard.end()).isNotDone();
        heard.end().join();
        long whole = System.nanoTime() - began;

        assertThat(first / 1_000_000).isGreaterThanOrEqualTo(100);
        // Twenty pieces and more at about 20 ms each came after it.
        assertThat((whole - first) / 1_000_000).isGreaterThan(150);
    }

    @Test
    void hundredAndFiftyClientsEachGetTheirAnswer() throws Exception {
        chats.set("{\"first_token_p50_ms\":2000,\"first_token_p99_ms\":2000,\"token_ms\":5}");

        List<Heard> heard =
                Stream.generate(() -> Chats.heard(client)).limit(150).toList();
        CompletableFuture.allOf(heard.stream().map(Heard::end).toArray(CompletableFuture[]::new))
                .join();

        assertThat(heard).allSatisfy(one -> assertThat(one.text()).contains("12冊", "480円"));
        assertThat(streams().path("completed").asInt()).isEqualTo(150);
        // All of them, on a machine that opens them within two seconds; how many it bears for sure, ModelCommandTest
        // sees.
        assertThat(streams().path("most_open").asInt()).isGreaterThan(20);
    }

    private static JsonNode streams() {
        return chats.stats().path("streams");
    }
}
