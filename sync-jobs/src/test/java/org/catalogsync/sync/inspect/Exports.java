package org.catalogsync.sync.inspect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.catalogsync.sync.source.Source;
import org.catalogsync.sync.source.Sources;

/** Writes small exports to inspect. */
final class Exports {
    static final List<String> COLUMNS = List.of(
            "ISBN",
            "TITLE",
            "TITLE_KANA",
            "AUTHOR",
            "GENRE",
            "QTY",
            "WAREHOUSE_CD",
            "STATUS_CD",
            "PRICE_JPY",
            "LAST_RESTOCK_DT",
            "RESTOCK_ETA_DAYS",
            "UPDATED_AT");
    static final String HEADER = String.join(",", COLUMNS);

    private Exports() {}

    /** The cells of a good row. */
    static List<String> cells(int number) {
        String twelve = "978499%06d".formatted(number);
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (twelve.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return List.of(
                twelve + (10 - sum % 10) % 10,
                "青い灯台 第" + number + "巻",
                "アオイトウダイ",
                "青柳葵",
                "少年",
                String.valueOf(10 + number % 200),
                "TK01",
                "01",
                number % 2 == 0 ? "650円" : "650",
                "2025-01-31",
                "7",
                "2025-02-01 10:00:00.000000");
    }

    static List<String> lines(int rows) {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= rows; i++) {
            lines.add(String.join(",", cells(i)));
        }
        return lines;
    }

    static Source dump(Path directory, String text, Charset charset) {
        return source(directory, "products.csv", text.getBytes(charset));
    }

    static Source fullLoad(Path directory, String text, Charset charset) {
        return source(directory, "LOAD00000001.csv", text.getBytes(charset));
    }

    static Source source(Path directory, String name, byte[] bytes) {
        try {
            Files.write(directory.resolve(name), bytes);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return open(directory);
    }

    static Source open(Path directory) {
        return Sources.open("files:" + directory, null, bucket -> {
            throw new AssertionError(bucket);
        });
    }
}
