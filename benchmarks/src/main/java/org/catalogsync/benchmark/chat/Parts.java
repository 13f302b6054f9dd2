package org.catalogsync.benchmark.chat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The parts of the stack beside the chat, each behind a gate, and the controls of the two simulators. */
final class Parts implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI erpEndpoint;
    private final URI bedrockEndpoint;
    private final Gate erp;
    private final Gate redis;
    private final Gate openSearch;
    private final Gate dynamo;

    Parts(Map<String, String> environment) {
        this.erpEndpoint = URI.create(environment.get("ERP_ENDPOINT"));
        this.bedrockEndpoint = URI.create(environment.get("AWS_ENDPOINT_URL_BEDROCK_RUNTIME"));
        this.erp = Gate.to(erpEndpoint);
        this.redis = Gate.to(URI.create(environment.get("REDIS_URL")));
        this.openSearch = Gate.to(URI.create(environment.get("OPENSEARCH_URL")));
        this.dynamo = Gate.to(URI.create(environment.get("AWS_ENDPOINT_URL_DYNAMODB")));
    }

    /** The settings by which the chat finds the gates. */
    Map<String, String> gated() {
        return Map.of(
                "ERP_ENDPOINT", erp.url(),
                "REDIS_URL", redis.url(),
                "OPENSEARCH_URL", openSearch.url(),
                "AWS_ENDPOINT_URL_DYNAMODB", dynamo.url());
    }

    Gate erp() {
        return erp;
    }

    Gate redis() {
        return redis;
    }

    Gate openSearch() {
        return openSearch;
    }

    Gate dynamo() {
        return dynamo;
    }

    void erpFault(String kind, Duration delay) {
        post(
                erpEndpoint.resolve("/control/fault"),
                "{\"kind\":\"" + kind + "\",\"rate\":1,\"delay_ms\":" + Math.max(1, delay.toMillis()) + "}");
    }

    void modelFault(String kind) {
        post(bedrockEndpoint.resolve("/dev-stack/model"), "{\"fault\":\"" + kind + "\"}");
    }

    /** Everything is as it should be again, and the simulators count from nothing. */
    void well() {
        for (Gate gate : new Gate[] {erp, redis, openSearch, dynamo}) {
            gate.well();
        }
        post(erpEndpoint.resolve("/control/fault"), "{\"kind\":\"off\"}");
        post(erpEndpoint.resolve("/control/reset"), "");
        modelFault("off");
        post(bedrockEndpoint.resolve("/dev-stack/model/stats/reset"), "");
    }

    /** What the ERP counted. */
    JsonNode erpCounts() {
        return send(HttpRequest.newBuilder(erpEndpoint.resolve("/control/stats")).build());
    }

    JsonNode modelCounts() {
        return send(HttpRequest.newBuilder(bedrockEndpoint.resolve("/dev-stack/model/stats")).build());
    }

    private void post(URI address, String body) {
        send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body().isBlank() ? "{}" : answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("no answer from " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        erp.close();
        redis.close();
        openSearch.close();
        dynamo.close();
        client.shutdownNow();
    }
}
