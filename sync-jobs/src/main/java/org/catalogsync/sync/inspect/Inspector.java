package org.catalogsync.sync.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.catalogsync.sync.source.Source;
import org.catalogsync.sync.source.SourceFile;
import org.catalogsync.sync.source.UnusableInput;

/** Reads every file of a source once, from its first byte to its last, before anything is done with any of it. */
public final class Inspector {
    public static final int DEFAULT_BLOCK_BYTES = 4 << 20;

    private final int blockBytes;

    public Inspector() {
        this(DEFAULT_BLOCK_BYTES);
    }

    /** @param blockBytes about how long a block is to be, at least 1; one ends with the first record that reaches it */
    public Inspector(int blockBytes) {
        if (blockBytes < 1) {
            throw new IllegalArgumentException("blocks of " + blockBytes + " bytes");
        }
        this.blockBytes = blockBytes;
    }

    /** {@link #inspect(Source, LongConsumer)} without a witness. */
    public List<FileInspection> inspect(Source source) {
        return inspect(source, bytes -> {});
    }

    /**
     * What the files hold, in their order.
     *
     * @param progress hears of every stretch that was read, in bytes
     * @throws UnusableInput at the first file that is malformed, drifted from its declaration or changes meanwhile, and at the end if there are no rows or not as many as declared
     */
    public List<FileInspection> inspect(Source source, LongConsumer progress) {
        List<FileInspection> inspections = new ArrayList<>();
        for (SourceFile file : source.files()) {
            inspections.add(new FilePass(source, file, blockBytes).run(progress));
        }
        checkRows(source, inspections);
        return List.copyOf(inspections);
    }

    private static void checkRows(Source source, List<FileInspection> inspections) {
        long rows = inspections.stream().mapToLong(FileInspection::rows).sum();
        Long expected = source.declaration().expectedRows();
        if (expected != null && expected != rows) {
            throw new UnusableInput(
                    UnusableInput.Code.SOURCE_INCOMPLETE,
                    "the files do not hold as many rows as "
                            + source.declaration().origin() + " says",
                    source.describe(),
                    expected + " rows",
                    rows + " rows");
        }
        if (rows == 0) {
            throw new UnusableInput(
                    UnusableInput.Code.SOURCE_EMPTY,
                    "no file holds a row",
                    source.describe(),
                    "at least one row",
                    "none");
        }
    }
}
