package org.catalogsync.chat.retrieve;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StockStatus;
import org.catalogsync.model.legacy.KanaReading;
import org.catalogsync.model.legacy.LegacyIsbn;
import org.catalogsync.model.legacy.TextNormaliser;

/** Real titles, of an export that lies beside the project on some machines. */
public final class Exports {
    private static final int COLUMNS = 12;

    private Exports() {}

    /** One entry an ISBN, of the rows that have an ISBN and a title; the other columns do not matter here. */
    public static List<TitleEntry> read(Path csv, Charset charset) throws IOException {
        Map<Isbn, TitleEntry> entries = new LinkedHashMap<>();
        String text = new String(Files.readAllBytes(csv), charset);
        for (List<String> row : rows(text)) {
            Isbn isbn = row.size() == COLUMNS ? LegacyIsbn.parse(row.get(0)) : null;
            String title = row.size() == COLUMNS ? TextNormaliser.normalise(row.get(1)) : "";
            if (isbn != null && !title.isEmpty() && title.length() <= 500) {
                String kana = KanaReading.katakana(TextNormaliser.normalise(row.get(2)));
                entries.put(isbn, entry(isbn, title, kana, row));
            }
        }
        return List.copyOf(entries.values());
    }

    private static TitleEntry entry(Isbn isbn, String title, String kana, List<String> row) {
        return new TitleEntry(
                isbn,
                title,
                kana.isEmpty() || kana.equals("NULL") ? null : kana,
                row.get(3),
                row.get(4),
                3,
                StockStatus.LOW_STOCK,
                500,
                null,
                null,
                "TK01",
                Instant.parse("2026-11-27T18:00:00Z"));
    }

    private static List<List<String>> rows(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        return rows;
    }
}
