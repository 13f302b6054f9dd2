package org.catalogsync.sync.sample;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which catalogue to invent.
 *
 * @param rows of the catalogue before its change, 1 to 3,000,000
 * @param seed the same seed gives the same bytes
 * @param rowsPerFile of a DMS full load
 * @param warehouse where all of it stands; null for several, as the ERP's database has them
 * @param watermark declared in the {@code source.yaml} beside the files; no row was updated after it
 */
public record SampleOptions(
        int rows,
        long seed,
        SampleFormat format,
        int rowsPerFile,
        Instant watermark,
        SampleChange change,
        @Nullable String warehouse) {
    /** Each ISBN needs a number of its own in the synthetic ranges. */
    private static final int MOST_ROWS = 3_000_000;

    private static final Instant FIRST_WATERMARK = Instant.parse("2025-04-01T12:00:00Z");

    public SampleOptions {
        if (rows < 1 || rows > MOST_ROWS || (long) rows + change.added() > MOST_ROWS || rowsPerFile < 1) {
            throw new IllegalArgumentException(rows + " rows, " + change.added() + " more, " + rowsPerFile + " a file");
        }
    }

    /** An ERP dump, unchanged. */
    public static SampleOptions of(int rows, long seed) {
        return new SampleOptions(rows, seed, SampleFormat.ERP_DUMP, 100_000, FIRST_WATERMARK, SampleChange.NONE, null);
    }

    /** The same catalogue as a DMS full load. */
    public SampleOptions asFullLoad(int rowsPerFile) {
        return new SampleOptions(rows, seed, SampleFormat.DMS_FULL_LOAD, rowsPerFile, watermark, change, warehouse);
    }

    /** The same catalogue one day later, after a change. */
    public SampleOptions changed(SampleChange change) {
        return new SampleOptions(rows, seed, format, rowsPerFile, watermark.plusSeconds(86_400), change, warehouse);
    }

    /** The same catalogue in one warehouse: what the ERP's SOAP service speaks of. */
    public SampleOptions in(String onlyWarehouse) {
        return new SampleOptions(rows, seed, format, rowsPerFile, watermark, change, onlyWarehouse);
    }

    /** The same catalogue, extracted at that moment: nothing has changed since the last update of a row. Not before that. */
    public SampleOptions extractedAt(Instant watermark) {
        if (watermark.isBefore(this.watermark)) {
            throw new IllegalArgumentException(
                    "watermark " + watermark + ", expected one from " + this.watermark + " on");
        }
        return new SampleOptions(rows, seed, format, rowsPerFile, watermark, change, warehouse);
    }
}
