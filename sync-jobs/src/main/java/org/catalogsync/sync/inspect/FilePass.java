package org.catalogsync.sync.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.LongConsumer;
import org.catalogsync.sync.declaration.Declaration;
import org.catalogsync.sync.record.RecordCursor;
import org.catalogsync.sync.source.Source;
import org.catalogsync.sync.source.SourceFile;
import org.catalogsync.sync.source.UnusableInput;

/** One pass over one file, through a buffer that holds the longest allowed record and the stretch that was read last. */
final class FilePass {
    private static final int STRETCH = 1 << 20;

    private final Source source;
    private final SourceFile file;
    private final Declaration declaration;
    private final String path;
    private final int longest;

    private final byte[] buffer;
    private final RecordCursor cursor;
    private final DriftCheck drift;
    private final BlockCutter blocks;
    private final Sha256 digest = new Sha256();

    private int filled;
    private long bytes;
    private boolean ended;

    FilePass(Source source, SourceFile file, int blockBytes) {
        this.source = source;
        this.file = file;
        this.declaration = source.declaration();
        this.path = source.locate(file);
        this.longest = declaration.format().maxRecordBytes();
        this.buffer = new byte[longest + STRETCH];
        this.cursor = declaration.format().newCursor();
        this.drift = new DriftCheck(declaration, path);
        this.blocks = new BlockCutter(blockBytes);
    }

    FileInspection run(LongConsumer progress) {
        try (InputStream in = source.open(file)) {
            fill(in, progress);
            List<String> notes = begin();
            readRows();
            while (!ended) {
                int kept = keepUnfinishedRecord();
                fill(in, progress);
                ForeignBytes.refuse(buffer, kept, filled, path, cursor.nextLine());
                cursor.read(buffer, 0, filled, ended);
                blocks.stretch(buffer, 0);
                readRows();
            }
            return finished(notes);
        } catch (IOException broken) {
            throw new UnusableInput(
                    UnusableInput.Code.SOURCE_UNREADABLE, "cannot be read", path, "a readable file", broken.toString());
        }
    }

    private void fill(InputStream in, LongConsumer progress) throws IOException {
        int from = filled;
        filled += in.readNBytes(buffer, from, buffer.length - from);
        ended = filled < buffer.length;
        bytes += filled - from;
        digest.update(buffer, from, filled);
        progress.accept(filled - from);
    }

    /** Stands behind the byte order mark and the header. */
    private List<String> begin() {
        int mark = ForeignBytes.skipMark(buffer, filled, declaration.format().charset(), path);
        ForeignBytes.refuse(buffer, mark, filled, path, 1);
        cursor.read(buffer, mark, filled, ended);
        cursor.standAt(mark, 1, 1);
        if (declaration.header()) {
            passHeader();
        }
        blocks.begin(cursor.position(), cursor.nextLine());
        blocks.stretch(buffer, cursor.position());
        return mark > 0 ? List.of(path + " begins with a byte order mark, which was passed over") : List.of();
    }

    private void passHeader() {
        if (cursor.next()) {
            new HeaderCheck(declaration, path).check(cursor);
        } else if (cursor.position() < filled) {
            refuseTrouble();
            throw tooLong(cursor.nextLine(), cursor.unended());
        } else {
            throw malformed("the header is missing", 1, "a line with the column names", "nothing");
        }
        cursor.standAt(cursor.position(), cursor.nextLine(), 1);
    }

    private void readRows() {
        while (cursor.next()) {
            if (cursor.rawLength() > longest) {
                throw tooLong(cursor.line(), "one of " + cursor.rawLength() + " bytes");
            }
            drift.see(cursor);
            blocks.row(cursor.position(), cursor.nextLine());
        }
        refuseTrouble();
        if (filled - cursor.position() > longest) {
            throw tooLong(cursor.nextLine(), cursor.unended());
        }
    }

    private void refuseTrouble() {
        RecordCursor.Trouble trouble = cursor.trouble();
        if (trouble != null) {
            throw new UnusableInput(
                    switch (trouble.kind()) {
                        case MALFORMED -> UnusableInput.Code.FILE_MALFORMED;
                        case INCOMPLETE -> UnusableInput.Code.SOURCE_INCOMPLETE;
                        case CHARSET -> UnusableInput.Code.CHARSET_WRONG;
                    },
                    trouble.what(),
                    path + ":" + trouble.line(),
                    trouble.expected(),
                    trouble.found());
        }
    }

    private int keepUnfinishedRecord() {
        int from = cursor.position();
        blocks.digestTo(from);
        System.arraycopy(buffer, from, buffer, 0, filled - from);
        filled -= from;
        return filled;
    }

    private FileInspection finished(List<String> notes) {
        drift.judge();
        if (bytes != file.bytes()) {
            throw new UnusableInput(
                    UnusableInput.Code.FILE_CHANGED,
                    "changed while it was read",
                    path,
                    file.bytes() + " bytes",
                    bytes + " bytes");
        }
        List<Block> whole = blocks.finish(cursor.position(), cursor.nextLine());
        return new FileInspection(file, bytes, digest.finish(), blocks.totalRows(), cursor.blankLines(), whole, notes);
    }

    private UnusableInput tooLong(long line, String found) {
        return malformed(
                "a record is too long", line, "records of at most " + longest + " bytes (max-record-bytes)", found);
    }

    private UnusableInput malformed(String what, long line, String expected, String found) {
        return new UnusableInput(UnusableInput.Code.FILE_MALFORMED, what, path + ":" + line, expected, found);
    }
}
