package org.catalogsync.chat.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.catalogsync.devstack.bedrock.BedrockRuntime;
import org.catalogsync.stores.StoresSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The development stack's Bedrock, without its latencies, and what it counts. */
final class StandIn implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BedrockRuntime runtime;

    StandIn() {
        try {
            runtime = BedrockRuntime.start(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        post(
                "",
                "{\"first_token_p50_ms\":0,\"first_token_p99_ms\":0,\"classify_p50_ms\":0,\"classify_p99_ms\":0,\"token_ms\":0}");
    }

    BedrockModel model(Map<String, String> settings) {
        return BedrockModel.open(stores(), ModelSettings.fromEnvironment(settings));
    }

    /** Of a Bedrock that is another's. */
    static BedrockModel model(URI endpoint) {
        return BedrockModel.open(stores(endpoint), ModelSettings.fromEnvironment(Map.of()));
    }

    StoresSettings stores() {
        return stores(runtime.endpoint());
    }

    private static StoresSettings stores(URI endpoint) {
        return StoresSettings.fromEnvironment(Map.of("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", endpoint.toString()));
    }

    void fault(String fault) {
        post("", "{\"fault\":\"" + fault + "\"}");
    }

    void slow(int tokenMillis) {
        post("", "{\"token_ms\":" + tokenMillis + "}");
    }

    JsonNode stats() {
        return sent(HttpRequest.newBuilder(at("/stats")).build());
    }

    private void post(String path, String json) {
        sent(HttpRequest.newBuilder(at(path))
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    private URI at(String path) {
        return URI.create(runtime.endpoint() + "/dev-stack/model" + path);
    }

    private static JsonNode sent(HttpRequest request) {
        try {
            return JsonMapper.shared()
                    .readTree(HTTP.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        runtime.close();
    }
}
