package org.catalogsync.sync.ask;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.Parallel;
import org.catalogsync.stores.products.ProductTable;
import org.catalogsync.sync.progress.Progress;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.source.UnusableInput;
import org.catalogsync.sync.staging.BucketedLines;
import org.catalogsync.sync.staging.StagingArea;
import org.jspecify.annotations.Nullable;

/**
 * Which keys to ask the ERP for, since it cannot list its own: those of the product table that are no tombstones, and those of a list. Persists them in a fixed order, cut into the units by which they are asked, before the first question;
 * doing it again replaces them.
 */
public final class Keys {
    /** The step's name. */
    public static final String STEP = "keys";

    /** Fact: {@link Asked}. */
    public static final String ASKED = "asked_keys";

    /** A power of two: the buckets of a run are a divisor or a multiple of it, so that each reads a part of these. */
    static final int BUCKETS = 64;

    private static final int SEGMENTS = 64;
    private static final int SCANS_AT_ONCE = 4;

    private final RunFacts facts;
    private final Supplier<@Nullable KeyList> list;
    private final ProductTable table;
    private final StagingArea staging;
    private final IntSupplier keysPerUnit;
    private final Progress progress;
    private final Clock clock;

    /** @param keysPerUnit about as many as are under way at once, so that a death costs what was under way and nothing else */
    Keys(
            RunFacts facts,
            Supplier<@Nullable KeyList> list,
            ProductTable table,
            StagingArea staging,
            IntSupplier keysPerUnit,
            Progress progress,
            Clock clock) {
        this.facts = facts;
        this.list = list;
        this.table = table;
        this.staging = staging;
        this.keysPerUnit = keysPerUnit;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * What is asked, written once before the first question.
     *
     * @param from no question was asked before this moment, and no key was looked for after it
     * @param keys how many there are
     * @param unreadable rows of a list whose key could not be read, in parts
     * @param buckets the keys of each hash bucket, in order, a slice for each unit
     */
    public record Asked(Instant from, long keys, List<Staged> unreadable, List<BucketedLines.Index> buckets) {

        int units() {
            return buckets.stream().mapToInt(bucket -> bucket.lines().length).sum();
        }
    }

    /** Collects the keys; returns how many there are. */
    public long collect() {
        // Asked first: without the ERP's settings nothing else is worth its time.
        int unit = keysPerUnit.getAsInt();
        staging.objects().createIfAbsent();
        KeySpool spool = new KeySpool(staging, BUCKETS);
        KeyList listed = list.get();
        ListRead read = new ListRead(spool, new RowSpool(staging));
        if (listed != null) {
            listed.read(read);
            read.judge(listed.place());
        }
        scan(spool);
        List<BucketedLines.Index> parts = spool.finish();
        List<BucketedLines.Index> buckets = IntStream.range(0, BUCKETS)
                .mapToObj(bucket -> merged(bucket, parts, unit))
                .toList();
        long keys = buckets.stream().mapToLong(BucketedLines.Index::total).sum();
        if (keys == 0) {
            throw nothingToAsk(listed);
        }
        facts.put(ASKED, new Asked(clock.instant(), keys, read.unreadable.finish(), buckets));
        progress.note(keys + " keys to ask the ERP for"
                + (listed == null
                        ? ""
                        : "; the list names " + read.keys + ", and " + read.unreadable.count() + " unreadably"));
        return keys;
    }

    /** By key, so that the order of a restart is that of the first start. */
    private BucketedLines.Index merged(int bucket, List<BucketedLines.Index> parts, int unit) {
        Map<Isbn, KeyLine> keys = new TreeMap<>();
        for (BucketedLines.Index part : parts) {
            KeyLine.read(part.read(staging.objects(), bucket), line -> keys.merge(line.isbn(), line, KeyLine::with));
        }
        BucketedLines lines = new BucketedLines(Math.ceilDiv(keys.size(), unit));
        int place = 0;
        for (KeyLine key : keys.values()) {
            lines.add(place++ / unit, key::write);
        }
        return lines.put(staging.objects(), staging.asked("keys-%05d.jsonl".formatted(bucket)));
    }

    private void scan(KeySpool spool) {
        table.createIfAbsent();
        List<Integer> segments = IntStream.range(0, SEGMENTS).boxed().toList();
        Parallel.map(SCANS_AT_ONCE, segments, segment -> {
            String from = null;
            do {
                ProductTable.Page page = table.scan(segment, SEGMENTS, from);
                for (StoredItem item : page.items()) {
                    if (item instanceof StoredItem.Live live) {
                        spool.add(KeyLine.stored(live.product()));
                    }
                }
                from = page.next();
            } while (from != null);
            return segment;
        });
    }

    private static UnusableInput nothingToAsk(@Nullable KeyList list) {
        return list == null
                ? new UnusableInput(
                        UnusableInput.Code.SOURCE_EMPTY,
                        "the product table holds nothing to ask the ERP for, and the ERP cannot list its keys",
                        "soap",
                        "soap:LIST with the keys of the first night, or a night from files: before",
                        "no product")
                : new UnusableInput(
                        UnusableInput.Code.SOURCE_EMPTY,
                        "the list names no ISBN, and the product table holds none",
                        list.place(),
                        "at least one ISBN",
                        "none");
    }

    /** What a list said. */
    private static final class ListRead implements KeyList.Reader {
        private static final long LEAST_EVIDENCE = 3;

        private final KeySpool spool;
        private final RowSpool unreadable;
        private String example = "";
        private long keys;

        ListRead(KeySpool spool, RowSpool unreadable) {
            this.spool = spool;
            this.unreadable = unreadable;
        }

        @Override
        public void key(KeyLine key) {
            keys++;
            spool.add(key);
        }

        @Override
        public void unreadable(String found) {
            example = unreadable.count() == 0 ? found : example;
            unreadable.addUnreadableKey(found);
        }

        /** One odd line is a rejected row; where most lines are, the file is something else. */
        void judge(String place) {
            if (keys == 0 && unreadable.count() == 0) {
                throw new UnusableInput(
                        UnusableInput.Code.SOURCE_EMPTY, "the list is empty", place, "at least one ISBN", "none");
            }
            long all = keys + unreadable.count();
            if (all >= LEAST_EVIDENCE && 2L * unreadable.count() > all) {
                throw new UnusableInput(
                        UnusableInput.Code.FILE_MALFORMED,
                        "not a list of keys",
                        place,
                        "one ISBN a line, or an export with its declaration",
                        unreadable.count() + " of " + all + " lines without one, such as '" + example + "'");
            }
        }
    }
}
