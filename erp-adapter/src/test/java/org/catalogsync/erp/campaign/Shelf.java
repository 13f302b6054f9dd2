package org.catalogsync.erp.campaign;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.catalogsync.erp.Quantity;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.erp.fair.Isbns;
import org.catalogsync.model.Isbn;

/** A catalogue in which each volume's stock follows from its ISBN, so that who asks knows the answer. */
final class Shelf {
    private static final int MOST_COPIES = 1_000;

    private Shelf() {}

    static Isbn isbn(int number) {
        return Isbns.of(number);
    }

    private static int copies(Isbn isbn) {
        return Math.floorMod(isbn.value().hashCode(), MOST_COPIES);
    }

    static Path write(Path file, int volumes) throws IOException {
        return Files.writeString(
                file,
                Isbns.range(0, volumes).stream()
                        .map(isbn -> isbn.value() + ",深夜の海図 ①," + copies(isbn) + ",TK01,01,528,20250301,\n")
                        .collect(Collectors.joining(
                                "",
                                "ISBN,TITLE,QTY,WAREHOUSE_CD,STATUS_CD,PRICE_JPY,LAST_RESTOCK_DT,RESTOCK_ETA_DAYS\n",
                                "")),
                Charset.forName("windows-31j"));
    }

    /** Whether an answer, if it is one, is that of its ISBN. */
    static boolean isRight(StockAnswer answer) {
        return !(answer instanceof StockAnswer.Found found)
                || found.stock().quantity().equals(new Quantity.Known(copies(found.isbn())));
    }
}
