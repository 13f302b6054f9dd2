package org.catalogsync.sync.inspect;

import java.util.ArrayList;
import java.util.List;

/** Gathers rows into blocks: a block ends with the first row that brings it to the wanted size. */
final class BlockCutter {
    private final int wantedBytes;
    private final List<Block> blocks = new ArrayList<>();
    private final Sha256 digest = new Sha256();

    private byte[] bytes = new byte[0];
    private int digestedTo;
    private long offsetOfZero;

    private long start;
    private long firstLine;
    private long firstRow = 1;
    private int rows;

    BlockCutter(int wantedBytes) {
        this.wantedBytes = wantedBytes;
    }

    /** The first block begins here. */
    void begin(long offset, long line) {
        start = offset;
        offsetOfZero = offset;
        firstLine = line;
    }

    /** The next rows end within these bytes, whose one at {@code from} follows what was seen so far. */
    void stretch(byte[] bytes, int from) {
        offsetOfZero += digestedTo - from;
        this.bytes = bytes;
        digestedTo = from;
    }

    /** A row, with the blank lines before it, ends at a position of the stretch. */
    void row(int end, long nextLine) {
        rows++;
        if (offsetOfZero + end - start >= wantedBytes) {
            cut(end, nextLine);
        }
    }

    private void cut(int end, long nextLine) {
        digestTo(end);
        int length = Math.toIntExact(offsetOfZero + end - start);
        blocks.add(new Block(blocks.size(), start, length, firstLine, firstRow, rows, digest.finish()));
        start += length;
        firstLine = nextLine;
        firstRow += rows;
        rows = 0;
    }

    /** Nothing before this position is looked at again. */
    void digestTo(int end) {
        digest.update(bytes, digestedTo, end);
        digestedTo = end;
    }

    /** The blocks; the last one ends at this position. */
    List<Block> finish(int end, long nextLine) {
        if (rows > 0) {
            cut(end, nextLine);
        }
        return blocks;
    }

    /** How many rows came so far. */
    long totalRows() {
        return firstRow - 1 + rows;
    }
}
