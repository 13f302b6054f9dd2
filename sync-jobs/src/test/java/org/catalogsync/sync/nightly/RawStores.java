package org.catalogsync.sync.nightly;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.aws.AwsClients;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The stores as somebody reaches them who knows nothing of revs and versions: past every rule of the project. */
final class RawStores implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final AwsClients aws;
    private final DynamoDbClient dynamo;
    private final String table;
    private final URI openSearch;
    private final HttpClient http = HttpClient.newHttpClient();

    RawStores(Stores stores) {
        this.aws = new AwsClients(stores.settings());
        this.dynamo = aws.open("DYNAMODB", DynamoDbClient.builder());
        this.table = stores.settings().productsTable();
        this.openSearch = stores.settings().openSearch();
    }

    Map<String, AttributeValue> item(String isbn) {
        return new HashMap<>(
                dynamo.getItem(g -> g.tableName(table).key(key(isbn)).consistentRead(true))
                        .item());
    }

    void putItem(Map<String, AttributeValue> item) {
        dynamo.putItem(p -> p.tableName(table).item(item));
    }

    void alterItem(String isbn, Consumer<Map<String, AttributeValue>> change) {
        Map<String, AttributeValue> item = item(isbn);
        change.accept(item);
        putItem(item);
    }

    void dropItem(String isbn) {
        dynamo.deleteItem(d -> d.tableName(table).key(key(isbn)));
    }

    private static Map<String, AttributeValue> key(String isbn) {
        return Map.of("isbn", AttributeValue.fromS(isbn));
    }

    ObjectNode document(String index, String id) {
        return (ObjectNode)
                JSON.readTree(call("GET", index + "/_doc/" + encoded(id), "")).path("_source");
    }

    void putDocument(String index, String id, ObjectNode document) {
        call("PUT", index + "/_doc/" + encoded(id) + "?refresh=true", document.toString());
    }

    /** Under a version that no rev of these centuries exceeds. */
    void putDocumentOfTheFuture(String index, String id, ObjectNode document) {
        call(
                "PUT",
                index + "/_doc/" + encoded(id) + "?refresh=true&version=9000000000000000&version_type=external",
                document.toString());
    }

    void alterDocument(String index, String id, Consumer<ObjectNode> change) {
        ObjectNode document = document(index, id);
        change.accept(document);
        putDocument(index, id, document);
    }

    void dropDocument(String index, String id) {
        call("DELETE", index + "/_doc/" + encoded(id) + "?refresh=true", "");
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    private String call(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(openSearch + "/" + path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + path, e);
        }
    }

    @Override
    public void close() {
        http.close();
        dynamo.close();
        aws.close();
    }
}
