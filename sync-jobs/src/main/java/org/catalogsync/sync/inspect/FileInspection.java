package org.catalogsync.sync.inspect;

import java.util.List;
import org.catalogsync.sync.source.SourceFile;

/**
 * What one pass over a file's bytes found.
 *
 * @param bytes that were read
 * @param sha256 of all of them, lower-case hexadecimal
 * @param rows the header not counted
 * @param blankLines lines with nothing on them, which are no rows
 * @param blocks its split points
 * @param notes oddities that were tolerated, for people
 */
public record FileInspection(
        SourceFile file,
        long bytes,
        String sha256,
        long rows,
        long blankLines,
        List<Block> blocks,
        List<String> notes) {
    public FileInspection {
        blocks = List.copyOf(blocks);
        notes = List.copyOf(notes);
    }
}
