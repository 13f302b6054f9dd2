package org.catalogsync.chat.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The documentation as what frames and answers are held against. */
final class Documented {
    static final JsonNode OPEN_API = Fixture.JSON.readTree(Status.bundled("openapi.json"));
    static final JsonNode ASYNC_API = Fixture.JSON.readTree(Status.bundled("asyncapi.json"));

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private static final Map<String, Schema> COMPILED = new ConcurrentHashMap<>();

    private Documented() {}

    /** Fails unless the socket's documentation has such a frame. */
    static void frame(JsonNode frame) {
        fits(ASYNC_API, "Frame", frame);
    }

    /** Fails where the documentation has the operation, and not this answer of it. */
    static void answer(HttpRequest request, int status) {
        String path = request.uri().getPath();
        JsonNode responses = OPEN_API.path("paths")
                .path(path.startsWith("/v1/items/") ? "/v1/items/{isbn}" : path)
                .path(request.method().toLowerCase(Locale.ROOT))
                .path("responses");
        if (!responses.isMissingNode()) {
            assertThat(responses.propertyNames())
                    .as("%s %s", request.method(), path)
                    .contains(String.valueOf(status));
        }
    }

    static void fits(JsonNode document, String schema, JsonNode value) {
        assertThat(COMPILED.computeIfAbsent(
                                schema + System.identityHashCode(document), any -> compiled(document, schema))
                        .validate(value))
                .as("%s", value)
                .isEmpty();
    }

    private static Schema compiled(JsonNode document, String schema) {
        ObjectNode whole = Fixture.JSON.createObjectNode().put("$ref", "#/components/schemas/" + schema);
        whole.set("components", document.path("components"));
        return SCHEMAS.getSchema(whole);
    }
}
