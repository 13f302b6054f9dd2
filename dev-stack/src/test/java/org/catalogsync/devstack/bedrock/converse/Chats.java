package org.catalogsync.devstack.bedrock.converse;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Amazon's own clients of chat models, with prompts as the chat writes them, and the endpoint's controls. */
public record Chats(URI endpoint) {

    public static final String HAIKU = "jp.anthropic.claude-haiku-5-5";
    static final Document NO_THINKING = Document.mapBuilder()
            .putDocument(
                    "thinking",
                    Document.mapBuilder().putString("type", "disabled").build())
            .build();
    static final String PROMPT = """
            <facts>{"language":"ja","intent":"stock","items":[{"isbn":"9784990000011","title":"虹の船 42","quantity":12,\
            "stock_status":"in_stock","price_jpy":480,"volume":"42"}],"notes":[]}</facts>
            <question>虹の船の42巻はありますか</question>""";

    /** No latency at all. */
    static final String AT_ONCE =
            "{\"first_token_p50_ms\":0,\"first_token_p99_ms\":0,\"classify_p50_ms\":0,\"classify_p99_ms\":0,\"token_ms\":0}";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("catalogsyncdev", "catalogsyncdev"));

    BedrockRuntimeClient whole() {
        return BedrockRuntimeClient.builder()
                .endpointOverride(endpoint)
                .region(Region.AP_NORTHEAST_1)
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    public BedrockRuntimeAsyncClient streaming() {
        return BedrockRuntimeAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.AP_NORTHEAST_1)
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .protocol(Protocol.HTTP1_1)
                        .maxConcurrency(200)
                        .connectionAcquisitionTimeout(Duration.ofSeconds(30)))
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    static Message user(String text) {
        return Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText(text))
                .build();
    }

    static Consumer<ConverseStreamRequest.Builder> asked() {
        return request -> request.modelId(HAIKU)
                .messages(user(PROMPT))
                .inferenceConfig(inference -> inference.maxTokens(500))
                .additionalModelRequestFields(NO_THINKING);
    }

    /** What came of a stream, as it came. */
    public record Heard(List<ConverseStreamOutput> events, CompletableFuture<Void> end) {

        /** Beyond its opening, by a piece. */
        public boolean hasBegun() {
            return events.size() > 1;
        }

        String text() {
            StringBuilder text = new StringBuilder();
            ConverseStreamResponseHandler.Visitor visitor = ConverseStreamResponseHandler.Visitor.builder()
                    .onContentBlockDelta(delta -> {
                        if (delta.delta().text() != null) {
                            text.append(delta.delta().text());
                        }
                    })
                    .build();
            List.copyOf(events).forEach(event -> event.accept(visitor));
            return text.toString();
        }
    }

    public static Heard heard(BedrockRuntimeAsyncClient client) {
        return heard(client, asked());
    }

    static Heard heard(BedrockRuntimeAsyncClient client, Consumer<ConverseStreamRequest.Builder> request) {
        List<ConverseStreamOutput> events = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Void> end = client.converseStream(
                request,
                ConverseStreamResponseHandler.builder().subscriber(events::add).build());
        return new Heard(events, end);
    }

    public JsonNode set(String settings) throws Exception {
        return control("POST", "/dev-stack/model", settings);
    }

    public JsonNode stats() {
        try {
            return control("GET", "/dev-stack/model/stats", "");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode control(String method, String path, String body) throws Exception {
        return JsonMapper.shared().readTree(http(method, path, body).body());
    }

    HttpResponse<String> http(String method, String path, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(endpoint.resolve(path))
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Looks until it is so, which it has to be within half a minute: sooner than a hang ends by itself. */
    public static boolean becomesTrue(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }
}
