package org.catalogsync.sync.staging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.catalogsync.model.SourceVersion;

/**
 * What was staged, and how the run cuts its work; written once by extract, never changed.
 *
 * @param source where the files came from
 * @param declarationName where the declaration came from, for messages
 * @param declaration the declaration's own text, so that a restart reads the rows by the same rules
 * @param watermark every change the extract might not contain is newer than this
 * @param watermarkBasis declared, given or assumed
 * @param buckets how many hash buckets of the ISBN the run has
 * @param groups how many groups of scan segments a read of the product table is cut into
 * @param files the staged files, in the order of the source
 */
public record Manifest(
        String source,
        String declarationName,
        String declaration,
        Instant watermark,
        String watermarkBasis,
        int buckets,
        int groups,
        List<StagedFile> files) {

    /** Rows of a bucket that a stage may hold in memory at once. */
    private static final int ROWS_PER_BUCKET = 16_384;

    private static final int MIN_BUCKETS = 16;
    private static final int MAX_BUCKETS = 4_096;

    /** Segments of the parallel scan that one group reads one after another. */
    public static final int SEGMENTS_PER_GROUP = 4;

    /** Buckets for so many rows: a power of two, so that neighbouring sizes cut alike. */
    public static int bucketsFor(long rows) {
        long wanted = Long.highestOneBit(Math.max(1, rows / ROWS_PER_BUCKET) * 2 - 1);
        return (int) Math.clamp(wanted, MIN_BUCKETS, MAX_BUCKETS);
    }

    public long rows() {
        return files.stream().mapToLong(StagedFile::rows).sum();
    }

    public long bytes() {
        return files.stream().mapToLong(StagedFile::bytes).sum();
    }

    /** All blocks of all files, in order; a block's place in this list is its unit number. */
    public List<BlockOfFile> blocks() {
        List<BlockOfFile> blocks = new ArrayList<>();
        for (int file = 0; file < files.size(); file++) {
            for (StagedBlock block : files.get(file).blocks()) {
                blocks.add(new BlockOfFile(file, files.get(file), block));
            }
        }
        return blocks;
    }

    /** The version that this extract's rows carry. */
    public SourceVersion.Nightly version(long run) {
        return new SourceVersion.Nightly(watermark, run);
    }

    public int scanSegments() {
        return groups * SEGMENTS_PER_GROUP;
    }

    /**
     * @param name its path below the source's folder
     * @param sha256 of all its bytes, in hexadecimal
     * @param rows records, without the header
     */
    public record StagedFile(String name, long bytes, String sha256, long rows, List<StagedBlock> blocks) {}

    /**
     * A run of whole records.
     *
     * @param offset its first byte in the file
     * @param firstLine the line at that byte, from 1
     * @param sha256 of its bytes, so that a file altered after staging is noticed before its rows are used
     */
    public record StagedBlock(long offset, int length, long firstLine, int rows, String sha256) {}

    /** A block with the file it lies in. */
    public record BlockOfFile(int fileNumber, StagedFile file, StagedBlock block) {}
}
