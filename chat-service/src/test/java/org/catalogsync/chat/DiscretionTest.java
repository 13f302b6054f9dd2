package org.catalogsync.chat;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.catalogsync.chat.http.HttpSettings;
import org.catalogsync.chat.observe.Traces;
import org.catalogsync.devstack.bedrock.BedrockRuntime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** What the chat tells of its customers to those who run it: nothing. The stores are all away, since failures are what talks most. */
class DiscretionTest {
    private static final String TEXT = "zebrafinch";
    private static final String USER = "okapi-browser";
    private static final String SESSION = "session-narwhal";
    private static final String TOKEN = "token-quokka";
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();
    private static final Lines LINES = new Lines();
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static String metrics = "";

    @BeforeAll
    static void ask() throws Exception {
        LINES.setContext(ROOT.getLoggerContext());
        LINES.start();
        ROOT.addAppender(LINES);
        OpenTelemetry telemetry = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(SPANS))
                        .build())
                .build();
        try (BedrockRuntime model = BedrockRuntime.start(0)) {
            Map<String, String> environment = environment(model.endpoint());
            try (RunningChat chat = RunningChat.start(
                    HttpSettings.from(environment), ChatParts.open(environment, Traces.over(telemetry)))) {
                List.of(
                                TEXT + " 42巻 ある?",
                                "9784088725093 ある? " + TEXT,
                                TEXT + " みたいな本のおすすめ",
                                "how about " + TEXT + " then",
                                "注文 " + TEXT + " はどこ")
                        .forEach(text -> send(chat.address(), question(text)));
                send(chat.address(), "{\"" + TEXT + "\"");
                send(chat.address(), question(TEXT.repeat(2_000)));
                metrics = HTTP.send(
                                HttpRequest.newBuilder(chat.address().resolve("/metrics"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
            }
        }
    }

    @AfterAll
    static void stop() {
        ROOT.detachAppender(LINES);
        HTTP.shutdownNow();
    }

    private static Map<String, String> environment(URI model) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_ENDPOINT_URL",
                NOWHERE.toString(),
                "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
                model.toString(),
                "OPENSEARCH_URL",
                NOWHERE.toString(),
                "REDIS_URL",
                "redis://127.0.0.1:1",
                "ERP_ENDPOINT",
                NOWHERE + "/inventory",
                "ERP_AUTH_TOKEN",
                TOKEN,
                "CHAT_AUTH",
                "dev",
                "CHAT_PORT",
                "0"));
        environment.put("CHAT_USER_BURST", "100");
        return environment;
    }

    private static String question(String text) {
        return JsonMapper.shared().writeValueAsString(Map.of("id", "m1", "session", SESSION, "text", text));
    }

    private static void send(URI address, String body) {
        try {
            HTTP.send(
                    HttpRequest.newBuilder(address.resolve("/api/chat"))
                            .header("Content-Type", "application/json")
                            .header("User-Agent", USER)
                            .header("Authorization", "Bearer " + TOKEN)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void noLineOfTheLogHasTextUserTokenOrConversation() {
        assertThat(LINES.written).anySatisfy(line -> assertThat(line).contains("\"answer\""));
        assertThat(LINES.written).anySatisfy(line -> assertThat(line).contains("refused"));
        assertThat(LINES.written)
                .allSatisfy(line -> assertThat(line).doesNotContainIgnoringCase(TEXT, USER, SESSION, TOKEN));
    }

    @Test
    void everyLineIsAnObject() {
        assertThat(LINES.written)
                .allSatisfy(
                        line -> assertThat(JsonMapper.shared().readTree(line).isObject())
                                .isTrue());
    }

    @Test
    void noMetricHasTextUserOrConversation() {
        assertThat(metrics)
                .contains("catalog_chat_answer_seconds_count")
                .contains("catalog_chat_store_missed_total{store=\"dynamodb\"}")
                .contains("erp_breaker")
                .contains("gen_ai_client_token_usage_count")
                .contains("gen_ai_client_operation_duration_seconds_count")
                .contains("process_resident_memory_bytes")
                .contains("jvm_memory_used_bytes")
                .contains("catalog_chat_refusals_total{why=\"bad_message\"} 1.0")
                .doesNotContainIgnoringCase(TEXT, USER, SESSION, TOKEN);
    }

    @Test
    void noSpanHasTextUserOrConversation() {
        assertThat(SPANS.getFinishedSpanItems())
                .isNotEmpty()
                .allSatisfy(span -> assertThat(span.toString()).doesNotContainIgnoringCase(TEXT, USER, SESSION, TOKEN));
    }

    @Test
    void anAnswerIsATraceWithItsStepsBelowIt() {
        List<SpanData> spans = SPANS.getFinishedSpanItems();
        SpanData answer = spans.stream()
                .filter(span -> span.getName().equals("answer"))
                .findFirst()
                .orElseThrow();

        assertThat(answer.getParentSpanId()).isEqualTo("0000000000000000");
        assertThat(answer.getAttributes().get(AttributeKey.stringKey("catalog_sync.status")))
                .isIn("template", "degraded", "ok");
        assertThat(spans)
                .filteredOn(span -> span.getParentSpanId().equals(answer.getSpanId()))
                .extracting(SpanData::getName)
                .contains("understand", "cache", "search", "lookup");
    }

    @Test
    void aCallOfAModelIsASpanByTheConventions() {
        SpanData call = SPANS.getFinishedSpanItems().stream()
                .filter(span -> span.getName().startsWith("chat "))
                .findFirst()
                .orElseThrow();

        assertThat(call.getName()).isEqualTo("chat anthropic.claude-haiku-5-5");
        assertThat(call.getAttributes().asMap())
                .containsEntry(AttributeKey.stringKey("gen_ai.operation.name"), "chat")
                .containsEntry(AttributeKey.stringKey("gen_ai.provider.name"), "aws.bedrock")
                .containsEntry(AttributeKey.stringKey("gen_ai.request.model"), "anthropic.claude-haiku-5-5")
                .containsEntry(AttributeKey.longKey("gen_ai.request.max_tokens"), 100L)
                .containsKeys(
                        AttributeKey.longKey("gen_ai.usage.input_tokens"),
                        AttributeKey.longKey("gen_ai.usage.output_tokens"));
    }

    /** Every line as the log has it in production, and more: arguments and what they were put into. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final JsonEncoder encoder = new JsonEncoder();
        private final Queue<String> written = new ConcurrentLinkedQueue<>();

        @Override
        public void start() {
            encoder.setWithFormattedMessage(true);
            encoder.setContext(getContext());
            encoder.start();
            super.start();
        }

        @Override
        protected void append(ILoggingEvent event) {
            written.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
        }
    }
}
