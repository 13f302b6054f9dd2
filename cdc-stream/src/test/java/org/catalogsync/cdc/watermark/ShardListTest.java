package org.catalogsync.cdc.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** When a shard that was read to its end need no longer be waited for. */
class ShardListTest {
    private static final String WATERMARK = "2026-11-24T11:59:55Z";

    private final ShardList list = new ShardList();
    private final Map<String, String> fields =
            new TreeMap<>(Map.of("source", "s", "shard.shard-1", "2026-11-24T12:00:00Z", "watermark", WATERMARK));

    @Test
    void staysWhileNoneOrOnlyHalfOfItsChildrenAreListed() {
        list.listed(Map.of("shard-1", List.of()));
        write();
        assertThat(fields).containsKey("shard.shard-1");

        list.listed(Map.of("shard-1", List.of(), "shard-2", List.of("shard-1")));
        write();

        assertThat(fields).containsKeys("shard.shard-1", "shard.shard-2");
    }

    @Test
    void leavesWhenBothHalvesAreThereWhichBeginWhereItWas() {
        list.listed(Map.of("shard-1", List.of(), "shard-2", List.of("shard-1"), "shard-3", List.of("shard-1")));

        write();

        assertThat(fields)
                .doesNotContainKey("shard.shard-1")
                .containsEntry("shard.shard-2", "2026-11-24T12:00:00Z")
                .containsEntry("shard.shard-3", "2026-11-24T12:00:00Z")
                .containsEntry("watermark", WATERMARK);
    }

    @Test
    void leavesForTheOneThatItWasMergedInto() {
        list.listed(Map.of("shard-1", List.of(), "shard-2", List.of("shard-0", "shard-1")));

        write();

        assertThat(fields).doesNotContainKey("shard.shard-1").containsKey("shard.shard-2");
    }

    @Test
    void leavesWhenTheStreamNoLongerKeepsIt() {
        list.listed(Map.of("shard-2", List.of(), "shard-3", List.of()));

        write();

        assertThat(fields).doesNotContainKey("shard.shard-1").containsKeys("shard.shard-2", "shard.shard-3");
    }

    @Test
    void leavesWhenOnlyItsChildrenAreKeptAlthoughAnOlderOneIsOpen() {
        list.listed(Map.of("shard-0", List.of(), "shard-2", List.of("shard-1"), "shard-3", List.of("shard-1")));

        write();

        assertThat(fields).doesNotContainKey("shard.shard-1").containsKeys("shard.shard-2", "shard.shard-3");
    }

    @Test
    void staysWhileItMayBeYoungerThanTheList() {
        list.listed(Map.of("shard-0", List.of()));

        write();

        assertThat(fields).containsKeys("shard.shard-0", "shard.shard-1");
    }

    @Test
    void nobodyKnowsAnythingBeforeTheFirstList() {
        Map<String, String> before = Map.copyOf(fields);

        write();

        assertThat(fields).isEqualTo(before);
    }

    /** By an instance that has heard of the first shard's end. */
    private void write() {
        new StreamWatermark(
                        "s",
                        new ShardProgress(Duration.ZERO),
                        list,
                        shard -> shard.equals("shard-1") ? -1 : 0,
                        Duration.ofSeconds(5),
                        () -> 1)
                .writeTo(fields);
    }
}
