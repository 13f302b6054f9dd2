package org.catalogsync.model.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A new version reads old events. Published schemas and events of every version are kept beside this test and never edited. */
class EventSchemaCompatibilityTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static Stream<Arguments> typesAndVersions() {
        return EventSchemas.detailTypes().stream()
                .flatMap(type -> IntStream.rangeClosed(1, EventSchemas.version(type))
                        .mapToObj(version -> Arguments.of(type, version)));
    }

    static Stream<String> types() {
        return EventSchemas.detailTypes().stream();
    }

    @ParameterizedTest
    @MethodSource("typesAndVersions")
    void readsTheEventsOfEveryVersion(String detailType, int version) {
        JsonNode event = golden(detailType, version);

        assertThat(event.path("event_type").asString()).isEqualTo(detailType);
        assertThat(event.path("schema_version").asInt()).isEqualTo(version);
        assertThat(errors(current(detailType), event)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("typesAndVersions")
    void takesNothingFromAPublishedVersion(String detailType, int version) {
        assertThat(Compatibility.breaks(published(detailType, version), current(detailType)))
                .isEmpty();
    }

    /** Else what is compared with would not be what consumers have. */
    @ParameterizedTest
    @MethodSource("types")
    void changesOnlyUnderANewVersion(String detailType) {
        JsonNode published = published(detailType, EventSchemas.version(detailType));

        assertThat(Compatibility.breaks(current(detailType), published)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsAnEventWithMoreThanItKnows(String detailType) {
        ObjectNode event = golden(detailType, 1);
        event.put("schema_version", 99).put("of_tomorrow", "unknown");

        assertThat(errors(current(detailType), event)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void missesEveryPropertyThatAnEventLacks(String detailType) {
        for (String name : golden(detailType, 1).propertyNames()) {
            ObjectNode event = golden(detailType, 1);
            event.remove(name);
            assertThat(errors(current(detailType), event)).as(name).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void refusesEveryPropertyOfAnotherForm(String detailType) {
        for (String name : golden(detailType, 1).propertyNames()) {
            ObjectNode event = golden(detailType, 1);
            event.putArray(name).addArray();
            assertThat(errors(current(detailType), event)).as(name).isNotEmpty();
        }
        ObjectNode undated = golden(detailType, 1);
        undated.put("timestamp_utc", "2026-02-30T03:00:00Z");
        assertThat(errors(current(detailType), undated)).isNotEmpty();
    }

    static Stream<Arguments> breakingAlterations() {
        return Stream.of(
                alteration("a property removed", s -> properties(s).remove("title")),
                alteration(
                        "a property of an object inside removed",
                        s -> properties(property(s, "metadata")).remove("table_name")),
                alteration("a property newly required", s -> required(s).add("color")),
                alteration(
                        "one inside newly required",
                        s -> required(property(s, "metadata")).add("color")),
                alteration("a property no longer required", s -> required(s).remove(0)),
                alteration(
                        "no null any more",
                        s -> property(s, "previous_quantity").put("type", "integer")),
                alteration("another type", s -> property(s, "rev").put("type", "string")),
                alteration(
                        "a type inside narrowed",
                        s -> property(property(s, "metadata"), "table_name").put("type", "null")),
                alteration(
                        "a type of elements narrowed",
                        s -> ((ObjectNode) property(s, "changed_fields").path("items")).put("type", "integer")),
                alteration(
                        "a value less",
                        s -> ((ArrayNode) property(s, "event_type").path("enum")).remove(0)),
                alteration(
                        "values where any was allowed",
                        s -> property(s, "warehouse_code").putArray("enum").add("TK01")),
                alteration(
                        "a constant where any was allowed",
                        s -> property(s, "schema_version").put("const", 2)),
                alteration("a higher minimum", s -> property(s, "new_quantity").put("minimum", 1)),
                alteration("a new maximum", s -> property(s, "new_quantity").put("maximum", 99)),
                alteration("a lower maximum", s -> property(s, "title").put("maxLength", 499)),
                alteration("another pattern", s -> property(s, "isbn").put("pattern", "^978")),
                alteration("a new format", s -> property(s, "correlation_id").put("format", "uuid")),
                alteration("no room for more", s -> s.put("additionalProperties", false)),
                alteration("a keyword without a rule", s -> s.putObject("not").put("type", "object")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breakingAlterations")
    void detects(String name, Consumer<ObjectNode> alteration) {
        ObjectNode altered = published("inventory.updated", 1);
        alteration.accept(altered);

        assertThat(Compatibility.breaks(published("inventory.updated", 1), altered))
                .as(name)
                .hasSize(1);
    }

    @Test
    void detectsAChangedConstant() {
        ObjectNode altered = published("catalog.sync.completed", 1);
        property(altered, "event_type").put("const", "catalog.sync.done");

        assertThat(Compatibility.breaks(published("catalog.sync.completed", 1), altered))
                .singleElement()
                .asString()
                .startsWith("/event_type: values were");
    }

    static Stream<Arguments> harmlessAlterations() {
        return Stream.of(
                alteration(
                        "a new optional property",
                        s -> properties(s).putObject("color").put("type", "string")),
                alteration("another description", s -> property(s, "isbn").put("description", "the key")),
                alteration(
                        "null too",
                        s -> property(s, "title").putArray("type").add("string").add("null")),
                alteration(
                        "numbers for integers", s -> property(s, "new_quantity").put("type", "number")),
                alteration(
                        "a value more",
                        s -> ((ArrayNode) property(s, "change_source").path("enum")).add("returned")),
                alteration("a pattern less", s -> property(s, "isbn").remove("pattern")),
                alteration("a lower minimum", s -> property(s, "rev").put("minimum", 0)),
                alteration("a higher maximum", s -> property(s, "title").put("maxLength", 600)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmlessAlterations")
    void allows(String name, Consumer<ObjectNode> alteration) {
        ObjectNode altered = published("inventory.updated", 1);
        alteration.accept(altered);

        assertThat(Compatibility.breaks(published("inventory.updated", 1), altered))
                .as(name)
                .isEmpty();
    }

    private static Arguments alteration(String name, Consumer<ObjectNode> alteration) {
        return Arguments.of(name, alteration);
    }

    private static ObjectNode properties(ObjectNode schema) {
        return (ObjectNode) schema.path("properties");
    }

    private static ObjectNode property(ObjectNode schema, String name) {
        return (ObjectNode) properties(schema).path(name);
    }

    private static ArrayNode required(ObjectNode schema) {
        return (ArrayNode) schema.path("required");
    }

    private static List<com.networknt.schema.Error> errors(JsonNode schema, JsonNode event) {
        Schema validator = REGISTRY.getSchema(schema);
        // The draft leaves formats to the validator's taste.
        return validator.validate(
                event, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static JsonNode current(String detailType) {
        return JSON.readTree(EventSchemas.text(detailType));
    }

    private static ObjectNode published(String detailType, int version) {
        String name = EventSchemas.name(detailType).replace("-v" + EventSchemas.version(detailType), "-v" + version);
        return read("/events/published/v" + version + "/" + name + ".schema.json");
    }

    private static ObjectNode golden(String detailType, int version) {
        return read("/events/v" + version + "/" + detailType + ".json");
    }

    private static ObjectNode read(String resource) {
        try (InputStream in = EventSchemaCompatibilityTest.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException(resource + ": every published version is kept here");
            }
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
