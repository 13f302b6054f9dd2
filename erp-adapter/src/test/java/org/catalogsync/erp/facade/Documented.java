package org.catalogsync.erp.facade;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.catalogsync.erp.facade.Api.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The documentation as what answers are held against: status, media type, headers and body of each have to stand in it, and every property too. */
final class Documented {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final JsonNode document;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private Documented(JsonNode document) {
        this.document = document;
    }

    static Documented bundled() {
        return new Documented(JSON.readTree(OpenApi.bundled().bytes()));
    }

    JsonNode document() {
        return document;
    }

    /** What a reference leads to; a node that is none leads to itself. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    /** Fails unless the documentation has this answer. */
    void check(String method, String path, Answer answer) {
        JsonNode response = response(method, path, answer);
        assertThat(response.isObject())
                .as("%s %s: HTTP %s is documented", method, path, answer.status())
                .isTrue();
        resolved(response).path("headers").forEachEntry((name, header) -> checkHeader(name, resolved(header), answer));
        String type = answer.header("Content-Type").replaceFirst(";.*", "");
        JsonNode content = resolved(response).path("content");
        if (answer.body().isEmpty()) {
            return; // HEAD
        }
        assertThat(content.has(type))
                .as("%s %s: %s is documented", method, path, type)
                .isTrue();
        if (type.endsWith("json")) {
            checkJson(content.path(type).path("schema"), answer.json());
        }
    }

    private JsonNode response(String method, String path, Answer answer) {
        if (answer.status() == 204 && method.equals("OPTIONS")) {
            assertThat(answer.header("Allow")).contains("OPTIONS");
            return JSON.createObjectNode();
        }
        JsonNode operations = operations(path.replaceFirst("\\?.*", ""));
        JsonNode operation = operations.path(method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT));
        if (operations.isMissingNode()) {
            assertThat(answer.status()).isEqualTo(404);
            return document.at("/components/responses/NoSuchPath");
        }
        if (operation.isMissingNode()) {
            assertThat(answer.status()).isEqualTo(405);
            return document.at("/components/responses/MethodNotAllowed");
        }
        return operation.path("responses").path(Integer.toString(answer.status()));
    }

    private JsonNode operations(String path) {
        JsonNode exact = document.path("paths").path(path);
        return exact.isMissingNode() && path.matches("/v1/inventory/[^/]+")
                ? document.path("paths").path("/v1/inventory/{isbn}")
                : exact;
    }

    private void checkHeader(String name, JsonNode header, Answer answer) {
        if (!answer.headers().firstValue(name).isPresent()) {
            assertThat(header.path("required").asBoolean(false))
                    .as("%s may be absent", name)
                    .isFalse();
            return;
        }
        String value = answer.header(name);
        JsonNode schema = header.path("schema");
        boolean number = schema.path("type").asString().equals("integer");
        checkJson(schema, number ? JSON.readTree(value) : JSON.valueToTree(value));
    }

    /** Fails unless the value fits the schema and has nothing that the schema does not name. */
    void checkJson(JsonNode schema, JsonNode value) {
        assertThat(schemas.computeIfAbsent(schema.toString(), text -> compiled(schema))
                        .validate(value))
                .as("%s", value)
                .isEmpty();
        checkNames(resolved(schema), value);
    }

    private void checkNames(JsonNode schema, JsonNode value) {
        if (value.isArray()) {
            value.forEach(element -> checkNames(resolved(schema.path("items")), element));
        } else if (value.isObject() && schema.has("properties")) {
            value.forEachEntry((name, property) -> {
                assertThat(schema.path("properties").has(name))
                        .as("%s is documented", name)
                        .isTrue();
                checkNames(resolved(schema.path("properties").path(name)), property);
            });
        }
    }

    private Schema compiled(JsonNode schema) {
        ObjectNode whole = ((ObjectNode) schema).deepCopy();
        whole.set("components", document.path("components"));
        return SCHEMAS.getSchema(whole);
    }
}
