package org.catalogsync.cdc.benchmark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.catalogsync.cdc.benchmark.Contender.Mark;
import org.catalogsync.cdc.decode.Aggregates;
import org.catalogsync.cdc.support.Dms;
import org.catalogsync.cdc.support.SyntheticKeys;
import org.catalogsync.model.Isbn;

/** Updates as DMS writes them, with one in each commit that is watched. Every contender has its own, of the same seed. */
final class Changes {
    private static final int KEYS = 4_000;
    private static final int AGGREGATED = 25;

    private final List<String> keys = SyntheticKeys.isbns(2 * KEYS);
    private final Random random = new Random(9);
    private long position = 1;
    private int marks;

    /** A mark's key has been in no call of the last thousands. */
    Mark nextMark() {
        marks++;
        return new Mark(new Isbn(keys.get(KEYS + marks % KEYS)), "計測" + marks + "番", 0);
    }

    /** So many changes, the marked one somewhere among them. */
    List<byte[]> with(Mark mark, int count) {
        Instant commit = Instant.ofEpochMilli(mark.committedMillis());
        int place = random.nextInt(count);
        List<byte[]> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            records.add(
                    i == place
                            ? change(mark.isbn().value(), mark.title(), commit)
                            : change(keys.get(random.nextInt(KEYS)), "ONE PIECE 1", commit));
        }
        return records;
    }

    private byte[] change(String key, String title, Instant commit) {
        return Dms.change("update", ++position, commit)
                .data(Dms.row(key, title, random.nextInt(900)))
                .bytes();
    }

    /** As the producer library packs them. */
    static List<byte[]> aggregated(List<byte[]> records) {
        List<byte[]> aggregates = new ArrayList<>();
        for (int from = 0; from < records.size(); from += AGGREGATED) {
            aggregates.add(Aggregates.of(records.subList(from, Math.min(records.size(), from + AGGREGATED))));
        }
        return aggregates;
    }
}
