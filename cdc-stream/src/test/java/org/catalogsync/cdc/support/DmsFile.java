package org.catalogsync.cdc.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/** A change file as DMS writes it, with a header, of the table PRODUCTS. */
public final class DmsFile {
    public static final String HEADER =
            "Op,COMMITTED,ISBN,TITLE,TITLE_KANA,AUTHOR,GENRE,QTY,WAREHOUSE_CD,STATUS_CD,PRICE_JPY,LAST_RESTOCK_DT,RESTOCK_ETA_DAYS,UPDATED_AT,POSITION\n";

    private final StringBuilder text;

    private DmsFile(String header) {
        text = new StringBuilder(header);
    }

    public static DmsFile file() {
        return new DmsFile(HEADER);
    }

    public static DmsFile withHeader(String header) {
        return new DmsFile(header);
    }

    /**
     * One row.
     *
     * @param position as the log has it; NULL for none
     */
    public static String row(String operation, String isbn, int quantity, Instant committed, String position) {
        return operation + "," + committed.toString().replace('T', ' ').replace("Z", "") + "," + isbn
                + ",ONE PIECE 1,NULL,尾田 栄一郎,少年," + quantity + ",TK01,"
                + (quantity == 0 ? "03" : quantity <= 5 ? "02" : "01")
                + ",528,2026-11-01,NULL,2026-11-01 00:00:00," + position + "\n";
    }

    public DmsFile row(String operation, String isbn, int quantity, Instant committed) {
        return line(row(operation, isbn, quantity, committed, "NULL"));
    }

    public DmsFile line(String line) {
        text.append(line);
        return this;
    }

    public byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    public byte[] zipped() {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes());
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return zipped.toByteArray();
    }
}
