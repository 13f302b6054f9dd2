package org.catalogsync.devstack.bedrock.converse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.catalogsync.devstack.bedrock.BedrockRuntime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ModelErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** Converse as Amazon's own client sees it. */
class ConverseTest {

    private BedrockRuntime bedrock;
    private Chats chats;
    private BedrockRuntimeClient client;

    @BeforeEach
    void start() throws Exception {
        bedrock = BedrockRuntime.start(0);
        chats = new Chats(bedrock.endpoint());
        client = chats.whole();
        chats.set(Chats.AT_ONCE);
    }

    @AfterEach
    void end() {
        client.close();
        bedrock.close();
    }

    @Test
    void factsAreSaidAndCounted() {
        ConverseResponse answer = client.converse(request -> request.modelId(Chats.HAIKU)
                .system(SystemContentBlock.fromText("Answer from the facts."))
                .messages(Chats.user(Chats.PROMPT))
                .additionalModelRequestFields(Chats.NO_THINKING));

        List<ContentBlock> content = answer.output().message().content();
        assertThat(content).hasSize(1);
        assertThat(content.getFirst().text()).contains("『虹の船 42』", "12冊", "480円");
        assertThat(answer.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(answer.usage().totalTokens())
                .isEqualTo(answer.usage().inputTokens() + answer.usage().outputTokens());
        assertThat(chats.stats().path("converse").asInt()).isOne();
        assertThat(chats.stats().path("input_tokens").asInt())
                .isEqualTo(answer.usage().inputTokens())
                .isGreaterThan(60);
        assertThat(chats.stats().path("output_tokens").asInt())
                .isEqualTo(answer.usage().outputTokens());
    }

    @Test
    void modelThatThinksPutsItsThoughtBeforeItsText() {
        List<ContentBlock> content = client.converse(request ->
                        request.modelId("global.anthropic.claude-sonnet-5-5").messages(Chats.user(Chats.PROMPT)))
                .output()
                .message()
                .content();

        assertThat(content)
                .extracting(ContentBlock::type)
                .containsExactly(ContentBlock.Type.REASONING_CONTENT, ContentBlock.Type.TEXT);
        assertThat(content.getFirst().reasoningContent().reasoningText().text()).isNotBlank();
        assertThat(content.getLast().text()).contains("虹の船");
    }

    @Test
    void intentIsClassified() {
        ConverseResponse answer = client.converse(request -> request.modelId(Chats.HAIKU)
                .system(SystemContentBlock.fromText("Classify.\nTASK: intent"))
                .messages(Chats.user("<question>『虹の船』42巻の在庫は？</question>"))
                .additionalModelRequestFields(Chats.NO_THINKING));

        assertThat(answer.output().message().content().getFirst().text())
                .isEqualTo("{\"intent\":\"stock\",\"title\":\"虹の船\",\"volume\":\"42\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anthropic.claude-haiku-5-5",
                "jp.anthropic.claude-sonnet-5-5",
                "apac.anthropic.claude-haiku-5-5",
                "us.anthropic.claude-haiku-5-5"
            })
    void modelsAndTheirProfilesAreKnown(String model) {
        assertThat(client.converse(request -> request.modelId(model).messages(Chats.user(Chats.PROMPT)))
                        .stopReason())
                .isEqualTo(StopReason.END_TURN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anthropic.claude-haiku-4-5",
                "eu.anthropic.claude-haiku-5-5",
                "amazon.titan-embed-text-v2:0",
                "jp.global.anthropic.claude-haiku-5-5"
            })
    void othersAreNot(String model) {
        assertThatThrownBy(
                        () -> client.converse(request -> request.modelId(model).messages(Chats.user(Chats.PROMPT))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("The provided model identifier is invalid.");
    }

    @ParameterizedTest
    @CsvSource({"1, 1, max_tokens", "10, 10, max_tokens", "400, 11, end_turn"})
    void answerEndsWhereItHasTo(int maxTokens, int least, String reason) {
        ConverseResponse answer = client.converse(request -> request.modelId(Chats.HAIKU)
                .messages(Chats.user(Chats.PROMPT))
                .inferenceConfig(inference -> inference.maxTokens(maxTokens))
                .additionalModelRequestFields(Chats.NO_THINKING));

        assertThat(answer.stopReasonAsString()).isEqualTo(reason);
        assertThat(answer.usage().outputTokens()).isBetween(least, maxTokens);
    }

    @Test
    void thoughtsUseUpTheTokensToo() {
        ConverseResponse answer = client.converse(request -> request.modelId(Chats.HAIKU)
                .messages(Chats.user(Chats.PROMPT))
                .inferenceConfig(inference -> inference.maxTokens(5)));

        assertThat(answer.stopReason()).isEqualTo(StopReason.MAX_TOKENS);
        assertThat(answer.output().message().content())
                .extracting(ContentBlock::type)
                .containsExactly(ContentBlock.Type.REASONING_CONTENT);
    }

    @Test
    void stopSequenceEndsTheAnswer() {
        ConverseResponse answer = client.converse(request -> request.modelId(Chats.HAIKU)
                .messages(Chats.user(Chats.PROMPT))
                .inferenceConfig(inference -> inference.stopSequences("。"))
                .additionalModelRequestFields(Chats.NO_THINKING));

        assertThat(answer.stopReason()).isEqualTo(StopReason.STOP_SEQUENCE);
        assertThat(answer.output().message().content().getFirst().text())
                .contains("12")
                .doesNotContain("。");
    }

    @Test
    void conversationThatCannotBeAnsweredIsRefused() {
        Message user = Chats.user(Chats.PROMPT);
        Message assistant = user.toBuilder().role(ConversationRole.ASSISTANT).build();

        refused("must start with a user message");
        refused("must start with a user message", assistant);
        refused("must alternate between user and assistant roles", user, user);
        refused("must end with a user message", user, assistant);
        refused("messages.0 is empty", user.toBuilder().content(List.of()).build());
        refused("messages.0.content.0 is blank", Chats.user(" "));
        refused(
                "reads text only",
                Message.builder()
                        .role(ConversationRole.USER)
                        .content(ContentBlock.fromToolResult(ToolResultBlock.builder()
                                .toolUseId("a")
                                .content(List.of())
                                .build()))
                        .build());
        refused("cannot read the prompt: <facts> expected one JSON object", Chats.user("<facts>{]</facts>"));
        assertThat(client.converse(request -> request.modelId(Chats.HAIKU).messages(user, assistant, user))
                        .stopReason())
                .isEqualTo(StopReason.END_TURN);
    }

    private void refused(String message, Message... messages) {
        assertThatThrownBy(() ->
                        client.converse(request -> request.modelId(Chats.HAIKU).messages(messages)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'inferenceConfig':{'maxTokens':0}}                            | Value '0' at 'inferenceConfig.maxTokens'",
                "{'inferenceConfig':{'temperature':0.2}}                        | `temperature` is not supported",
                "{'inferenceConfig':{'topP':0.9}}                               | `top_p` is not supported",
                "{'additionalModelRequestFields':{'top_k':5}}                   | `top_k` is not supported",
                "{'toolConfig':{'tools':[]}}                                    | has no toolConfig"
            })
    void settingsThatTheModelHasNotAreRefused(String fields, String message) throws Exception {
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"a\"}]}],"
                + fields.replace('\'', '"').substring(1);

        var answer = chats.http("POST", "/model/" + Chats.HAIKU + "/converse-stream", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-errortype")).contains("ValidationException");
        assertThat(answer.body()).contains(message);
    }

    @Test
    void sonnetCannotBeKeptFromThinking() {
        assertThatThrownBy(() -> client.converse(request -> request.modelId("anthropic.claude-sonnet-5-5")
                        .messages(Chats.user(Chats.PROMPT))
                        .additionalModelRequestFields(Chats.NO_THINKING)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("thinking cannot be disabled");
    }

    @Test
    void bodyThatIsNoJsonIsRefused() throws Exception {
        assertThat(chats.http("POST", "/model/" + Chats.HAIKU + "/converse", "{")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void faultsBefallTheShareThatWasAskedForAndNothingAfterwards() throws Exception {
        chats.set("{\"fault\":\"throttle\",\"rate\":0.5}");
        int throttled = 0;
        for (int i = 0; i < 100; i++) {
            throttled += fails(ThrottlingException.class) ? 1 : 0;
        }

        assertThat(throttled).isBetween(30, 70);
        assertThat(chats.stats().path("throttled").asInt()).isEqualTo(throttled);

        chats.set("{\"fault\":\"error\"}");
        assertThat(fails(ModelErrorException.class)).isTrue();
        chats.set("{\"fault\":\"off\"}");
        assertThat(fails(BedrockRuntimeException.class)).isFalse();
    }

    @Test
    void lieIsToldInTheSameWords() throws Exception {
        chats.set("{\"fault\":\"lie\"}");

        assertThat(client.converse(request -> request.modelId(Chats.HAIKU)
                                .messages(Chats.user(Chats.PROMPT))
                                .additionalModelRequestFields(Chats.NO_THINKING))
                        .output()
                        .message()
                        .content()
                        .getFirst()
                        .text())
                .contains("『虹の船 42』")
                .doesNotContain("12冊", "480円");
    }

    private boolean fails(Class<? extends BedrockRuntimeException> type) {
        try {
            client.converse(request -> request.modelId(Chats.HAIKU).messages(Chats.user(Chats.PROMPT)));
            return false;
        } catch (BedrockRuntimeException e) {
            assertThat(e).isInstanceOf(type);
            return true;
        }
    }

    @Test
    void embeddingsAreNotTouchedByTheChatModelsFaults() throws Exception {
        chats.set("{\"fault\":\"throttle\"}");

        var answer = chats.http(
                "POST", "/model/amazon.titan-embed-text-v2%3A0/invoke", "{\"inputText\":\"虹\",\"dimensions\":256}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"embedding\":[");
    }

    @Test
    void controlKeepsWhatIsNotNamedAndRefusesWhatThereIsNot() throws Exception {
        chats.set("{\"fault\":\"slow\",\"rate\":0.2,\"token_ms\":7}");

        assertThat(chats.set("{\"first_token_p50_ms\":10,\"first_token_p99_ms\":20}"))
                .hasToString("{\"fault\":\"slow\",\"rate\":0.2,\"first_token_p50_ms\":10,\"first_token_p99_ms\":20,"
                        + "\"classify_p50_ms\":0,\"classify_p99_ms\":0,\"token_ms\":7}");
        for (String wrong : List.of(
                "{\"fault\":\"sleepy\"}",
                "{\"fault\":\"slow\",\"rate\":0}",
                "{\"token_ms\":-1}",
                "[",
                "{\"first_token_p50_ms\":30}")) {
            assertThat(chats.http("POST", "/dev-stack/model", wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(chats.control("GET", "/dev-stack/model", "").path("token_ms").asInt())
                .isEqualTo(7);
        assertThat(chats.http("DELETE", "/dev-stack/model", "").statusCode()).isEqualTo(404);
    }

    @Test
    void answerTakesItsTime() throws Exception {
        chats.set(
                "{\"classify_p50_ms\":300,\"classify_p99_ms\":300,\"first_token_p50_ms\":100,\"first_token_p99_ms\":100,\"token_ms\":5}");
        long began = System.nanoTime();

        ConverseResponse answer = client.converse(request -> request.modelId(Chats.HAIKU)
                .messages(Chats.user(Chats.PROMPT))
                .additionalModelRequestFields(Chats.NO_THINKING));

        assertThat(answer.metrics().latencyMs()).isGreaterThan(150);
        assertThat((System.nanoTime() - began) / 1_000_000)
                .isGreaterThanOrEqualTo(answer.metrics().latencyMs());
    }
}
