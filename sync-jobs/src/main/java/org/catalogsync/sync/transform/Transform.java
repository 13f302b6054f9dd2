package org.catalogsync.sync.transform;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.mapping.FieldMapping;
import org.catalogsync.model.mapping.MappedRow;
import org.catalogsync.quality.row.RowRules;
import org.catalogsync.quality.row.RowVerdict;
import org.catalogsync.quality.tally.QualityTally;
import org.catalogsync.quality.tally.TallyCounter;
import org.catalogsync.sync.declaration.Declaration;
import org.catalogsync.sync.record.RecordBlock;
import org.catalogsync.sync.record.RecordCursor;
import org.catalogsync.sync.run.Lazy;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.staging.BucketedLines;
import org.catalogsync.sync.staging.ExtractLine;
import org.catalogsync.sync.staging.Manifest;
import org.catalogsync.sync.staging.Manifest.BlockOfFile;
import org.catalogsync.sync.staging.StagingArea;
import org.jspecify.annotations.Nullable;

/**
 * Decodes, maps and judges the rows of one block. Every row ends in exactly one of two objects, accepted or rejected, both named by the block; doing a block again writes the same objects again.
 */
public final class Transform {
    /** The step's name. */
    public static final String STEP = "transform";

    private final RunFacts facts;
    private final StagingArea staging;
    private final Supplier<Manifest> manifest;
    private final Supplier<Declaration> declaration;
    private final Supplier<List<BlockOfFile>> blocks;

    public Transform(
            RunFacts facts, StagingArea staging, Supplier<Manifest> manifest, Supplier<Declaration> declaration) {
        this.facts = facts;
        this.staging = staging;
        this.manifest = manifest;
        this.declaration = declaration;
        this.blocks = new Lazy<>(() -> manifest.get().blocks());
    }

    public int blocks() {
        return blocks.get().size();
    }

    /** Transforms one block; returns its rows. */
    public long transform(int number) {
        BlockOfFile block = blocks.get().get(number);
        Rows rows = new Rows(block, declaration.get().mapping(), manifest.get().buckets());
        rows.readAll(StagedBlocks.read(staging, declaration.get().format(), block));
        Receipt receipt = rows.put();
        facts.receipt(STEP, number, receipt);
        return receipt.tally().read();
    }

    /**
     * What became of a block's rows.
     *
     * @param tally in numbers, with a few examples
     * @param rows where the accepted rows and the readable keys of rejected ones lie
     * @param unreadableKeys what stood where the ISBN should, in rejected rows whose key could not be read
     */
    public record Receipt(QualityTally tally, BucketedLines.Index rows, List<String> unreadableKeys) {}

    /** The rows of one block on their way into the two objects. */
    private final class Rows {
        private final BlockOfFile block;
        private final FieldMapping mapping;
        private final int buckets;
        private final BucketedLines accepted;
        private final RejectedRows rejected = new RejectedRows();
        private final TallyCounter tally = new TallyCounter();
        private final List<String> unreadableKeys = new ArrayList<>();

        Rows(BlockOfFile block, FieldMapping mapping, int buckets) {
            this.block = block;
            this.mapping = mapping;
            this.buckets = buckets;
            this.accepted = new BucketedLines(buckets);
        }

        void readAll(RecordBlock bytes) {
            RecordCursor cursor = bytes.rows();
            while (cursor.next()) {
                MappedRow row = mapping.map(cursor);
                RowVerdict verdict = RowRules.judge(row);
                tally.count(verdict, block.file().name(), cursor.line());
                if (verdict instanceof RowVerdict.Accepted product) {
                    accept(product, cursor.line());
                } else if (verdict instanceof RowVerdict.Rejected reject) {
                    reject(reject, row, cursor);
                }
            }
        }

        Receipt put() {
            String file = block.file().name();
            long offset = block.block().offset();
            rejected.put(staging.objects(), staging.rejected(file, offset));
            BucketedLines.Index index = accepted.put(staging.objects(), staging.transformed(file, offset));
            return new Receipt(tally.tally(), index, unreadableKeys);
        }

        private void accept(RowVerdict.Accepted row, long line) {
            add(new ExtractLine.Row(row.product(), row.sourceKey(), micros(row.updatedAt()), origin(line)));
        }

        private void reject(RowVerdict.Rejected row, MappedRow mapped, RecordCursor cursor) {
            rejected.add(block.file().name(), row, cursor);
            Isbn key = row.key();
            if (key != null) {
                add(new ExtractLine.Rejected(key, micros(mapped.updatedAt().orNull()), origin(cursor.line())));
            } else if (row.sourceKey() != null) {
                unreadableKeys.add(row.sourceKey());
            }
        }

        private void add(ExtractLine line) {
            accepted.add(line.isbn().bucket(buckets), out -> ExtractLine.write(out, line));
        }

        private ExtractLine.Origin origin(long line) {
            return new ExtractLine.Origin(block.fileNumber(), line);
        }

        private static long micros(@Nullable Instant updatedAt) {
            return updatedAt == null ? ExtractLine.NO_TIME : ChronoUnit.MICROS.between(Instant.EPOCH, updatedAt);
        }
    }
}
