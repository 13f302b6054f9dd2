package org.catalogsync.sync.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.catalogsync.sync.nightly.Sandbox.Result;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Real exports with answer keys, where {@code CATALOG_SYNC_EXPORTS} names their folder. Every build makes the plan of each and publishes the beginning of one; {@code -Dexports=all} has both published as a whole.
 */
class ExportsTest {
    private static final int BEGINNING = 2_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"dms-full-load", "erp-dump"})
    void givesExactlyTheCountsOfTheAnswerKey(String export) throws Exception {
        Path source = export(export);
        JsonNode key = JsonMapper.shared().readTree(Files.readString(source.resolve("expected.json")));

        boolean published = "all".equals(System.getProperty("exports"));
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
                assertPublished(shop, night, accepted);
            }
        }
    }

    /** Who judges the rows is asked above: here they go to the stores, with all their oddities. */
    @Test
    void publishesWhatItAcceptsOfTheBeginning() throws Exception {
        Path whole = export("erp-dump").resolve("products.csv");
        Path source = Files.createDirectory(folder.resolve("beginning"));
        Files.write(source.resolve("products.csv"), firstRecords(Files.readAllBytes(whole), 1 + BEGINNING));

        try (Sandbox shop = Sandbox.open(folder, "beginning")) {
            Result night = shop.json("nightly", "--source", "files:" + source);

            assertThat(night.exit()).as(night.out() + night.err()).isZero();
            assertThat(night.number("rows/read")).isEqualTo(BEGINNING);
            long accepted = night.number("rows/accepted");
            assertThat(accepted).isGreaterThan(BEGINNING * 9L / 10);
            assertThat(accepted + night.number("rows/duplicates") + night.number("rows/rejected"))
                    .isEqualTo(BEGINNING);
            assertPublished(shop, night, accepted);
        }
    }

    private static Path export(String name) {
        String exports = System.getenv("CATALOG_SYNC_EXPORTS");
        if (exports == null) {
            System.out.println("skipped: " + name + ", since CATALOG_SYNC_EXPORTS names no folder of exports");
        }
        Assumptions.assumeTrue(exports != null, "CATALOG_SYNC_EXPORTS names no folder of exports");
        return Path.of(exports).resolve(name);
    }

    private static void assertPublished(Sandbox shop, Result night, long accepted) {
        assertThat(shop.stores().products().count().live()).isEqualTo(accepted);
        assertThat(shop.stores().index().count(shop.stores().settings().catalogAlias()))
                .isEqualTo(accepted);
        assertThat(night.number("reconcile/extract")).isEqualTo(accepted);
        assertThat(night.json().at("/reconcile/equal").asBoolean()).isTrue();
    }

    /** No second byte of windows-31j is a quote or a line's end. */
    private static byte[] firstRecords(byte[] file, int records) {
        int end = 0;
        boolean quoted = false;
        for (int found = 0; found < records; end++) {
            quoted ^= file[end] == '"';
            found += file[end] == '\n' && !quoted ? 1 : 0;
        }
        return Arrays.copyOf(file, end);
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
