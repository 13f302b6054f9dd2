package org.catalogsync.model.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.DialectId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventSchemasTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    static Set<String> detailTypes() {
        return EventSchemas.detailTypes();
    }

    @Test
    void hasASchemaForEveryTypeOnTheBus() {
        assertThat(EventSchemas.detailTypes())
                .containsExactly(
                        "catalog.item.changed",
                        "catalog.item.deleted",
                        "catalog.sync.completed",
                        "inventory.depleted",
                        "inventory.restocked",
                        "inventory.updated");
    }

    @Test
    void namesWhatItHasWhereATypeIsUnknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventSchemas.text("inventory.vanished"))
                .withMessageContaining("inventory.vanished")
                .withMessageContaining("inventory.updated");
    }

    @ParameterizedTest
    @MethodSource("detailTypes")
    void isAValidSchemaOfItsDraft(String detailType) {
        String text = EventSchemas.text(detailType);

        assertThat(JSON.readTree(text).path("$schema").asString()).isEqualTo(DialectId.DRAFT_2020_12);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(SchemaLocation.of(DialectId.DRAFT_2020_12))
                        .validate(text, InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("detailTypes")
    void bearsItsNameAndVersion(String detailType) {
        String id = JSON.readTree(EventSchemas.text(detailType)).path("$id").asString();

        assertThat(id)
                .isEqualTo("urn:manga-assist:events:"
                        + EventSchemas.name(detailType).replace("-v" + EventSchemas.version(detailType), "")
                        + ":v" + EventSchemas.version(detailType));
    }

    @ParameterizedTest
    @MethodSource("detailTypes")
    void describesAndTypesEveryPropertyAndLeavesRoomForMore(String detailType) {
        describesAll(JSON.readTree(EventSchemas.text(detailType)));
    }

    private static void describesAll(JsonNode schema) {
        assertThat(schema.path("additionalProperties").asBoolean()).isTrue();
        assertThat(schema.path("properties").propertyNames()).isNotEmpty();
        schema.path("properties").forEachEntry((name, property) -> {
            assertThat(property.path("description").asString()).as(name).isNotBlank();
            assertThat(property.has("type")).as(name).isTrue();
            if (property.has("properties")) {
                describesAll(property);
            }
        });
    }
}
