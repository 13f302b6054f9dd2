package org.catalogsync.cdc.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.catalogsync.cdc.decode.DmsColumns.Feeds;
import org.catalogsync.model.mapping.Field;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class DmsColumnsTest {

    @Test
    void fixturesAreTheMappingOfTheNightlyJob() throws IOException {
        Path root = Path.of(Objects.requireNonNullElse(System.getProperty("catalogsync.root"), ".."));
        Path declaration = root.resolve("sync-jobs/src/main/resources/declarations/dms-full-load.yaml");

        Map<String, Feeds> nightly = new LinkedHashMap<>();
        try (Reader yaml = Files.newBufferedReader(declaration)) {
            Map<String, Map<String, Map<String, String>>> document = new Yaml().load(yaml);
            Objects.requireNonNull(document.get("mapping"))
                    .forEach((column, feeds) -> nightly.put(
                            column,
                            new Feeds(
                                    Field.named(Objects.requireNonNull(feeds.get("field"))),
                                    Objects.requireNonNull(feeds.get("converter")))));
        }

        assertThat(Fixtures.declaration()).containsExactlyEntriesOf(nightly);
    }

    @Test
    void findsColumnsInAnyCase() {
        DmsColumns columns = Fixtures.columns();

        assertThat(columns.place("QTY")).isEqualTo(5);
        assertThat(columns.place("qty")).isEqualTo(5);
        assertThat(columns.place("OLD_QTY")).isNegative();
        assertThat(columns.names())
                .containsExactlyElementsOf(Fixtures.declaration().keySet());
    }

    @Test
    void refusesNamesThatDifferOnlyInCase() {
        Map<String, Feeds> columns = Fixtures.declaration();
        columns.remove("GENRE");
        columns.put("author", new Feeds(Field.GENRE, "text"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DmsColumns(columns, ZoneOffset.UTC))
                .withMessageContaining("twice");
    }

    @Test
    void refusesAMappingWithoutARequiredField() {
        Map<String, Feeds> columns = Fixtures.declaration();
        columns.remove("QTY");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DmsColumns(columns, ZoneOffset.UTC))
                .withMessageContaining("quantity");
    }
}
