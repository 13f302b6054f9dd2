package org.catalogsync.devstack.erp;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/** Exports as the ERP writes them, in bytes of Java's making. */
final class Exports {
    static final String HEADER =
            "ISBN,TITLE,TITLE_KANA,AUTHOR,GENRE,QTY,WAREHOUSE_CD,STATUS_CD,PRICE_JPY,LAST_RESTOCK_DT,RESTOCK_ETA_DAYS,UPDATED_AT";
    static final String ONE_PIECE =
            "9784088725093,髙橋の表ソ能ポ ①㈱Ⅲ～﨑 ﾜﾝﾋﾟｰｽ,カナ,髙﨑,少年,12,TK01,01,\"1,234\",令和7年3月1日,3,2025-03-01 00:00:00.000000";
    static final String OSAKA = "9784065193211,大阪,カナ,髙﨑,少年,7,OS02,01,500,20250301,,2025-03-01 00:00:00.000000";
    static final String BARE = "9784041026229,,,,,,,,,,,2025-03-01 00:00:00.000000";

    private Exports() {}

    static Path written(Path folder, Charset charset, String... rows) throws IOException {
        String text = HEADER + "\r\n" + String.join("\r\n", rows) + "\r\n";
        return Files.write(folder.resolve("products.csv"), text.getBytes(charset));
    }
}
