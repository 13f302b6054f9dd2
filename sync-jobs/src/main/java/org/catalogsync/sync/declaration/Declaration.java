package org.catalogsync.sync.declaration;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.catalogsync.model.mapping.FieldMapping;
import org.catalogsync.sync.record.RecordFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a folder of files is. Whatever exists as a value has passed every check of {@link Declarations}.
 *
 * @param name for people and reports
 * @param origin the file that it was read from, or {@code bundled:NAME}
 * @param text its YAML, so that a run can keep what it ran by
 * @param files which files below the folder belong to the source
 * @param counter whether the files are numbered, and so can be missed
 * @param format how records are written
 * @param header whether each file's first record names the columns
 * @param zone of dates without one
 * @param watermark a point of the source's history below every change that the files might not contain, where declared
 * @param columns their names in the order of the file
 * @param mapping which column feeds which canonical field
 * @param expectedRows how many rows all files together must hold (the task's FullLoadRows), where declared
 */
public record Declaration(
        String name,
        String origin,
        String text,
        FilePattern files,
        Counter counter,
        RecordFormat format,
        boolean header,
        ZoneId zone,
        @Nullable Instant watermark,
        List<String> columns,
        FieldMapping mapping,
        @Nullable Long expectedRows) {

    public Declaration {
        columns = List.copyOf(columns);
    }

    /** The same of files that hold every change below this moment. */
    public Declaration at(Instant moment) {
        return new Declaration(
                name, origin, text, files, counter, format, header, zone, moment, columns, mapping, expectedRows);
    }

    /** The same of files that together must hold so many rows. */
    public Declaration expecting(long rows) {
        return new Declaration(
                name, origin, text, files, counter, format, header, zone, watermark, columns, mapping, rows);
    }

    /** How files are numbered. */
    public enum Counter {
        /** Not at all; nothing says how many files there are. */
        NONE,
        /** The last eight characters before the extension count from 1 in hexadecimal, as in LOAD0000000A.csv of a DMS full load. */
        HEXADECIMAL
    }
}
