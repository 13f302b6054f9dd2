package org.catalogsync.sync.ask;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.mapping.Field;
import org.catalogsync.model.mapping.MappedRow;
import org.catalogsync.model.mapping.Reading;
import org.catalogsync.sync.ask.KeyLine.Said;
import org.catalogsync.sync.declaration.Declaration;
import org.catalogsync.sync.inspect.Block;
import org.catalogsync.sync.inspect.FileInspection;
import org.catalogsync.sync.inspect.Inspector;
import org.catalogsync.sync.record.RecordBlock;
import org.catalogsync.sync.record.RecordCursor;
import org.catalogsync.sync.source.Source;
import org.catalogsync.sync.source.UnusableInput;

/** The keys of an export, with reading, author and genre of each. It is inspected first, as any export is: what drifted from its declaration is no list. */
record ExportKeys(Source export) implements KeyList {
    private static final int BLOCK_BYTES = 1 << 20;

    @Override
    public String place() {
        return export.describe();
    }

    @Override
    public void read(Reader reader) {
        for (FileInspection file : new Inspector(BLOCK_BYTES).inspect(export)) {
            try (InputStream in = export.open(file.file())) {
                for (Block block : file.blocks()) {
                    if (block.index() == 0) {
                        in.skipNBytes(block.offset());
                    }
                    rows(in.readNBytes(block.length()), block, reader);
                }
            } catch (IOException broken) {
                throw new UnusableInput(
                        UnusableInput.Code.SOURCE_UNREADABLE,
                        "the list of keys cannot be read",
                        export.locate(file.file()),
                        "a readable file",
                        broken.toString());
            }
        }
    }

    private void rows(byte[] bytes, Block block, Reader reader) {
        Declaration declaration = export.declaration();
        RecordCursor rows = new RecordBlock(
                        declaration.format(), bytes, block.offset(), block.firstLine(), block.firstRow())
                .rows();
        while (rows.next()) {
            MappedRow row = declaration.mapping().map(rows);
            Isbn isbn = row.isbn().orNull();
            if (isbn == null) {
                String found = row.text(Field.ISBN);
                reader.unreadable(found == null ? "" : found);
            } else {
                reader.key(key(isbn, row));
            }
        }
    }

    private static KeyLine key(Isbn isbn, MappedRow row) {
        Instant updatedAt = row.updatedAt().orNull();
        return new KeyLine(
                isbn,
                true,
                said(row, Field.TITLE_KANA),
                said(row, Field.AUTHOR),
                said(row, Field.GENRE),
                updatedAt == null ? KeyLine.NO_TIME : ChronoUnit.MICROS.between(Instant.EPOCH, updatedAt));
    }

    /** A row whose columns cannot be told apart says nothing, and neither does a value that cannot be read. */
    private static Said said(MappedRow row, Field field) {
        boolean mapped = row.mapping().rules().stream().anyMatch(rule -> rule.field() == field);
        if (!mapped || !row.hasExpectedColumns() || row.flaw() != null) {
            return Said.NOTHING;
        }
        return switch (row.of(field)) {
            case Reading.Value<?> value -> Said.of(String.valueOf(value.value()));
            case Reading.Absent<?> absent -> Said.of(null);
            case Reading.Unreadable<?> unreadable -> Said.NOTHING;
        };
    }
}
