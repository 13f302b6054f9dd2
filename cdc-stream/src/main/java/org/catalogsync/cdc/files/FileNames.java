package org.catalogsync.cdc.files;

import java.util.regex.Pattern;

/** Which objects are change files. DMS writes {@code 20141029-134010000.csv}, and with {@code PreserveTransactions} {@code CDC_TXN-….csv}; with {@code CompressionType} GZIP both end in {@code .gz}. */
final class FileNames {
    private static final Pattern CHANGES = Pattern.compile("(?:.*/)?(?:\\d{8}-\\d{9,}|CDC_TXN-[^/]+)\\.csv(?:\\.gz)?");

    private FileNames() {}

    static boolean isChanges(String key) {
        return CHANGES.matcher(key).matches();
    }

    static boolean isZipped(String key) {
        return key.endsWith(".gz");
    }

    /** What consoles make for a folder. */
    static boolean isFolder(String key) {
        return key.endsWith("/");
    }
}
