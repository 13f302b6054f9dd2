package org.catalogsync.stores.index;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.aws.AwsClients;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.aws.AwsSdk2Transport;
import org.opensearch.client.transport.aws.AwsSdk2TransportOptions;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import org.opensearch.client.transport.httpclient5.ResponseException;
import software.amazon.awssdk.regions.Region;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON to and from OpenSearch over its own client's transport. Bodies are written and read here, since a night's vectors through the typed client cost several times the price of the bytes.
 */
final class SearchHttp implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.shared();

    private static final int TOO_MANY_REQUESTS = 429;
    private static final Set<Integer> PASSING = Set.of(502, 503, 504);

    /** A refresh after a night's documents builds graphs for a while before it answers. */
    private static final Timeout LONGEST_SILENCE = Timeout.ofMinutes(3);

    private static final int CONNECTIONS = 16;

    private final OpenSearchTransport transport;
    private final OpenSearchGenericClient client;
    private final Retry retry;

    private SearchHttp(OpenSearchTransport transport, Retry retry) {
        this.transport = transport;
        this.client = new OpenSearchGenericClient(transport);
        this.retry = retry;
    }

    /** A domain of Amazon OpenSearch Service is reached with signed requests, any other address with what it carries before its {@code @}. */
    static SearchHttp open(URI address, AwsClients aws, Retry retry) {
        boolean domain = address.getHost().endsWith(".es.amazonaws.com");
        return new SearchHttp(domain ? signed(address.getHost(), aws) : plain(address), retry);
    }

    private static OpenSearchTransport signed(String host, AwsClients aws) {
        AwsSdk2TransportOptions options = AwsSdk2TransportOptions.builder()
                .setCredentials(aws.credentials())
                .build();
        return new AwsSdk2Transport(aws.http(), host, "es", Region.of(aws.region()), options);
    }

    private static OpenSearchTransport plain(URI address) {
        HttpHost host = new HttpHost(address.getScheme(), address.getHost(), address.getPort());
        return ApacheHttpClient5TransportBuilder.builder(host)
                .setPathPrefix(address.getPath() == null || address.getPath().isEmpty() ? "/" : address.getPath())
                .setRequestConfigCallback(request -> request.setResponseTimeout(LONGEST_SILENCE))
                .setHttpClientConfigCallback(http -> configured(http, host, address.getUserInfo()))
                .build();
    }

    private static HttpAsyncClientBuilder configured(
            HttpAsyncClientBuilder http, HttpHost host, @Nullable String userInfo) {
        http.disableAutomaticRetries()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setMaxConnTotal(CONNECTIONS)
                        .build());
        if (userInfo != null) {
            int colon = userInfo.indexOf(':');
            String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
            char[] password = userInfo.substring(colon + 1).toCharArray();
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            credentials.setCredentials(new AuthScope(host), new UsernamePasswordCredentials(user, password));
            http.setDefaultCredentialsProvider(credentials);
        }
        return http;
    }

    /** A call that may be repeated: tried again while the failure passes, its answer as a tree; {@link IndexRefused} otherwise. */
    JsonNode call(String what, String method, String path, Map<String, String> parameters, @Nullable JsonNode body) {
        byte[] bytes = body == null ? null : JSON.writeValueAsBytes(body);
        return retry.call(what, () -> once(method, path, parameters, bytes, "application/json"));
    }

    Retry.Attempts attempts(String what) {
        return retry.attempts(what);
    }

    /** One try. */
    JsonNode once(
            String method, String path, Map<String, String> parameters, byte @Nullable [] body, String contentType) {
        Body content = body == null ? null : Body.from(body, contentType);
        try (Response answer = client.execute(Requests.create(method, path, List.of(), parameters, content))) {
            JsonNode tree = tree(answer);
            if (answer.getStatus() >= 400) {
                throw refused(method, path, answer.getStatus(), tree);
            }
            return tree;
        } catch (ResponseException e) {
            // The transport turns some statuses, 409 and 429 among them, into exceptions of its own.
            throw new IndexRefused(e.status(), "", method + " " + path + ": " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + ": " + e.getMessage(), e);
        }
    }

    private static JsonNode tree(Response answer) throws IOException {
        Optional<Body> body = answer.getBody();
        if (body.isEmpty()) {
            return JSON.nullNode();
        }
        try (InputStream bytes = body.get().body()) {
            return JSON.readTree(bytes);
        }
    }

    private static IndexRefused refused(String method, String path, int status, JsonNode answer) {
        JsonNode error = answer.path("error");
        String type = error.path("type").asString(error.asString("error"));
        String reason = error.path("reason").asString("");
        return new IndexRefused(status, type, method + " " + path + ": " + status + " " + type + ": " + reason);
    }

    /** What a failure of ours means for the next try. */
    static Optional<Retry.Kind> classify(RuntimeException failure) {
        return switch (failure) {
            case IndexRefused refused when refused.status() == TOO_MANY_REQUESTS -> Optional.of(Retry.Kind.THROTTLED);
            case IndexRefused refused when PASSING.contains(refused.status()) -> Optional.of(Retry.Kind.UNAVAILABLE);
            case UncheckedIOException broken
            when broken.getCause() instanceof SocketTimeoutException -> Optional.of(Retry.Kind.TIMED_OUT);
            case UncheckedIOException broken -> Optional.of(Retry.Kind.UNAVAILABLE);
            default -> Optional.empty();
        };
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }
}
