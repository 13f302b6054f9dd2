package org.catalogsync.sync.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.catalogsync.sync.nightly.Sandbox.Result;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real exports with answer keys, where {@code CATALOG_SYNC_EXPORTS} names their folder. Of the larger one every build makes the plan; {@code -Dexports=all} has it published, too. */
class ExportsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"dms-full-load", "erp-dump"})
    void givesExactlyTheCountsOfTheAnswerKey(String export) throws Exception {
        String exports = System.getenv("CATALOG_SYNC_EXPORTS");
        if (exports == null) {
            System.out.println("skipped: " + export + ", since CATALOG_SYNC_EXPORTS names no folder of exports");
        }
        Assumptions.assumeTrue(exports != null, "CATALOG_SYNC_EXPORTS names no folder of exports");
        Path source = Path.of(exports).resolve(export);
        JsonNode key = JsonMapper.shared().readTree(Files.readString(source.resolve("expected.json")));

        boolean published = export.equals("erp-dump") || "all".equals(System.getProperty("exports"));
        try (Sandbox shop = Sandbox.open(folder, export)) {
            Result night = published
                    ? shop.json("nightly", "--source", "files:" + source)
                    : shop.json("nightly", "--source", "files:" + source, "--dry-run");

            assertThat(night.exit()).as(night.out() + night.err()).isZero();
            JsonNode rows = night.json().at("/rows");
            assertThat(rows.at("/read").asLong()).isEqualTo(key.at("/read").asLong());
            assertThat(rows.at("/accepted").asLong())
                    .isEqualTo(key.at("/accepted").asLong());
            assertThat(rows.at("/duplicates").asLong())
                    .isEqualTo(key.at("/duplicates").asLong());
            assertThat(rows.at("/rejected_by_rule").toString()).isEqualTo(sorted(rows, key));
            long accepted = key.at("/accepted").asLong();
            assertThat(night.number("plan/created")).isEqualTo(accepted);
            if (published) {
                assertThat(shop.stores().products().count().live()).isEqualTo(accepted);
                assertThat(shop.stores().index().count(shop.stores().settings().catalogAlias()))
                        .isEqualTo(accepted);
                assertThat(night.number("reconcile/extract")).isEqualTo(accepted);
                assertThat(night.json().at("/reconcile/equal").asBoolean()).isTrue();
            }
        }
    }

    /** The answer key's reasons in the order in which the run tells its own, so that one text compares all of them. */
    private static String sorted(JsonNode rows, JsonNode key) {
        tools.jackson.databind.node.ObjectNode expected = JsonMapper.shared().createObjectNode();
        rows.at("/rejected_by_rule")
                .propertyNames()
                .forEach(rule -> expected.set(rule, key.at("/rejected").get(rule)));
        key.at("/rejected").propertyNames().stream()
                .filter(rule -> !expected.has(rule))
                .forEach(rule -> expected.set(rule, key.at("/rejected").get(rule)));
        return expected.toString();
    }
}
