package org.catalogsync.cdc.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.catalogsync.cdc.support.Dms;
import org.catalogsync.cdc.support.RecordedBus;
import org.catalogsync.cdc.support.Rig;
import org.catalogsync.cdc.support.SyntheticKeys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Decode, order, decide, announce over a table in memory, beside a loop that parses and puts into a map. */
final class InMemory {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int ROUNDS = 3;
    private static final int RECORDS = 100_000;
    private static final int KEYS = 20_000;
    private static final int BATCH = 500;

    private InMemory() {}

    static void run(Summary summary) {
        List<byte[]> records = records();
        Summary.say("in memory: %,d changes of %,d keys, batches of %d, one thread", RECORDS, KEYS, BATCH);
        Samples flows = new Samples();
        Samples bares = new Samples();
        for (int round = 0; round <= ROUNDS; round++) {
            double bare = perSecond(() -> bare(records));
            double flow = perSecond(() -> flow(records));
            // The first round warms up.
            if (round > 0) {
                flows.add(Math.round(flow));
                bares.add(Math.round(bare));
                Summary.say(
                        "  round %d: flow %,9.0f/s, bare loop %,9.0f/s, ratio %.2f", round, flow, bare, flow / bare);
            }
        }
        summary.line(String.format(
                Locale.ROOT,
                "in memory, changes/s:  flow %,d (median; %,d to %,d), bare loop %,d (%,d to %,d); aim 5,000",
                flows.p50(),
                flows.least(),
                flows.most(),
                bares.p50(),
                bares.least(),
                bares.most()));
    }

    private static List<byte[]> records() {
        List<String> keys = SyntheticKeys.isbns(KEYS);
        Random random = new Random(5);
        Instant at = Instant.now().minusSeconds(60);
        List<byte[]> records = new ArrayList<>(RECORDS);
        for (int i = 0; i < RECORDS; i++) {
            String key = keys.get(random.nextInt(KEYS));
            records.add(Dms.change("update", i + 1L, at)
                    .data(Dms.row(key, "ONE PIECE 1", random.nextInt(1_000)))
                    .bytes());
        }
        return records;
    }

    private static double perSecond(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return RECORDS / ((System.nanoTime() - began) / 1e9);
    }

    private static void flow(List<byte[]> records) {
        int[] announced = {0};
        Rig rig = new Rig(Clock.systemUTC(), UnaryOperator.identity(), new RecordedBus() {
            @Override
            public void publish(List<Event> all) {
                announced[0] += all.size();
            }
        });
        for (int from = 0; from < records.size(); from += BATCH) {
            rig.handle(records.subList(from, Math.min(records.size(), from + BATCH))
                    .toArray(byte[][]::new));
        }
        assertThat(announced[0]).isPositive();
        assertThat(rig.table.items()).isNotEmpty();
    }

    /** Last one wins, no versions, no events. */
    private static void bare(List<byte[]> records) {
        Map<String, JsonNode> table = new HashMap<>();
        for (byte[] record : records) {
            JsonNode data = JSON.readTree(record).path("data");
            table.put(data.path("ISBN").asString(), data);
        }
        assertThat(table).isNotEmpty();
    }
}
