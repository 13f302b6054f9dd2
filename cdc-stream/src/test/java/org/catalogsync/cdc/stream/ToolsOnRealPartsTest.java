package org.catalogsync.cdc.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.catalogsync.cdc.stream.Shop.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.catalogsync.cdc.stream.Shop.Printed;
import org.catalogsync.cdc.support.Dms;
import org.catalogsync.cdc.support.SyntheticKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The doctor, the generator and the metrics on a stream that is followed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class ToolsOnRealPartsTest {
    private Shop shop;

    @BeforeAll
    void open() {
        shop = new Shop("tools", 2);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void aJudgesNothingOfAnEmptyStream() {
        Printed printed = shop.cdc("doctor");

        assertThat(printed.exit()).isZero();
        assertThat(printed.out()).contains("0 ok, 0 wrong").contains("no records to look at");
    }

    @Test
    void bFindsGeneratedRecordsOnTheStreamToBeRight() {
        Printed generated = shop.cdc(
                "generate", "--count", "300", "--rate", "0", "--keys", "40", "--shape", "update=8,insert=2,delete=1");
        assertThat(generated.out()).contains("300 sent").contains("tools-cdc");

        Printed printed = shop.cdc("doctor", "--records", "200", "--json");

        assertThat(printed.exit()).isZero();
        JsonNode json = JsonMapper.shared().readTree(printed.out());
        assertThat(json.path("sound").asBoolean()).isTrue();
        assertThat(json.path("wrong").asInt()).isZero();
        assertThat(json.at("/checks/0").propertyNames())
                .containsExactly("name", "subject", "severity", "verdict", "expected", "found", "consequence");
    }

    @Test
    void cTheStreamAppliesThemAndTellsWhatTheStartFound() {
        shop.put(Dms.change("update", 1, Instant.now())
                .data(Dms.row(SyntheticKeys.isbns(1).getFirst(), "試験 1", 1))
                .bytes());
        shop.start();

        await("all have come to an end", () -> {
            JsonNode status = shop.get("/status");
            return status.path("applied").asLong() + status.path("superseded").asLong() >= 301;
        });
        assertThat(shop.get("/status").path("quarantined").asLong()).isZero();
        await("the start's check", () -> metrics().contains("source_check{check=\"clock\"}"));
        assertThat(metrics())
                .contains("catalog_sync_source_check{check=\"IncludeTransactionDetails\"} 1.0")
                .contains("catalog_sync_source_check{check=\"BeforeImageSettings\"} 0.0")
                .contains("catalog_sync_retries_total{store=\"dynamodb\"}");
        await(
                "the depths",
                () -> metrics().contains("catalog_sync_dlq_depth{queue=\"tools-cdc-dlq\"} 0.0")
                        && metrics().contains("catalog_sync_dlq_depth{queue=\"tools-index-dlq\"} 0.0")
                        && metrics().contains("catalog_sync_dlq_depth{queue=\"tools-invalidate-dlq\"} 0.0"));
        Printed printed = shop.cdc("doctor");
        assertThat(printed.exit()).isEqualTo(1);
        assertThat(printed.out()).contains("wrong").contains("without it: a change of the primary key");
    }

    @Test
    void dGeneratesChangesOfTheBooksOfTheTable(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("records.jsonl");

        Printed printed =
                shop.cdc("generate", "--from-table", "--count", "50", "--shape", "update=1", "--out", file.toString());

        assertThat(printed.exit()).isZero();
        assertThat(Files.readAllLines(file)).hasSize(50).allSatisfy(line -> {
            String isbn = JsonMapper.shared().readTree(line).at("/data/ISBN").asString();
            assertThat(shop.item(isbn)).isPresent();
        });
    }

    private String metrics() {
        return shop.get("/metrics").asString();
    }
}
