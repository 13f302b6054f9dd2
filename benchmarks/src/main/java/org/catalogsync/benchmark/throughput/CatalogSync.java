package org.catalogsync.benchmark.throughput;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.catalogsync.model.ContentHash;
import org.catalogsync.model.SetDigest;
import org.catalogsync.quality.row.RowRules;
import org.catalogsync.quality.row.RowVerdict;
import org.catalogsync.quality.tally.QualityTally;
import org.catalogsync.quality.tally.TallyCounter;
import org.catalogsync.sync.declaration.Declaration;
import org.catalogsync.sync.declaration.Declarations;
import org.catalogsync.sync.record.RecordCursor;

/** This project: decodes, maps and judges every row, and hashes what it accepts. */
final class CatalogSync {

    private CatalogSync() {}

    static void main(String[] args) throws Exception {
        long begin = System.nanoTime();
        Sample sample = Sample.read(Path.of(args[0]));
        Declaration declaration = Declarations.bundled(sample.header() ? "erp-dump" : "dms-full-load");
        List<Reading> readings = Share.of(sample.files(), () -> new Reading(declaration));
        QualityTally tally = QualityTally.EMPTY;
        SetDigest digest = new SetDigest();
        for (Reading reading : readings) {
            tally = tally.plus(reading.tally.tally());
            digest.addAll(reading.digest);
        }
        requireAsGenerated(sample, tally);
        Counts.since(begin, tally.read(), tally.accepted(), digest.sum()).print();
    }

    private static void requireAsGenerated(Sample sample, QualityTally tally) {
        require(sample, "read", tally.read());
        require(sample, "accepted", tally.accepted());
        for (Map.Entry<String, Long> rule : tally.rejectedByRule().entrySet()) {
            require(sample, "rejected." + rule.getKey(), rule.getValue());
        }
    }

    private static void require(Sample sample, String name, long found) {
        String expected = sample.expected().getProperty(name);
        if (!Long.toString(found).equals(expected)) {
            throw new IllegalStateException(name + ": generated " + expected + ", found " + found);
        }
    }

    /** One thread's share. */
    private static final class Reading implements Share.Worker {
        private static final int BUFFER_BYTES = 4 << 20;

        private final Declaration declaration;
        private final byte[] buffer = new byte[BUFFER_BYTES];
        private final ContentHash.Hasher hasher = new ContentHash.Hasher();
        private final TallyCounter tally = new TallyCounter();
        private final SetDigest digest = new SetDigest();

        Reading(Declaration declaration) {
            this.declaration = declaration;
        }

        @Override
        public void read(Path file) throws IOException {
            RecordCursor cursor = declaration.format().newCursor();
            boolean headerAhead = declaration.header();
            int kept = 0;
            try (InputStream in = Files.newInputStream(file)) {
                boolean ended = false;
                while (!ended) {
                    int filled = kept + in.readNBytes(buffer, kept, buffer.length - kept);
                    ended = filled < buffer.length;
                    cursor.read(buffer, 0, filled, ended);
                    if (headerAhead) {
                        headerAhead = !cursor.next();
                    }
                    rows(cursor, file.toString());
                    kept = filled - cursor.position();
                    System.arraycopy(buffer, cursor.position(), buffer, 0, kept);
                }
            }
        }

        private void rows(RecordCursor cursor, String file) {
            while (cursor.next()) {
                RowVerdict verdict = RowRules.judge(declaration.mapping().map(cursor));
                tally.count(verdict, file, cursor.line());
                if (verdict instanceof RowVerdict.Accepted row) {
                    digest.add(hasher.hash(row.product()));
                }
            }
        }
    }
}
