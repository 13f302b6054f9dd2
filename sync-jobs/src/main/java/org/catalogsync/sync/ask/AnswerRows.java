package org.catalogsync.sync.ask;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.catalogsync.erp.Finding;
import org.catalogsync.erp.Quantity;
import org.catalogsync.erp.Stock;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StockStatus;
import org.jspecify.annotations.Nullable;

/**
 * The ERP's answers as rows of the bundled declaration {@code soap-answers}: a key that was found is a row, one whose answer cannot be relied on is a row with the reasons as its flaw, and one that the ERP does not have is none.
 */
final class AnswerRows {
    private static final ZoneId SHOP = ZoneId.of("Asia/Tokyo");
    private static final DateTimeFormatter AS_OF = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(SHOP);

    /** A product has a title, and one that does not decode is none. */
    private static final List<Finding.Kind> COST_THE_ROW = List.of(Finding.Kind.TITLE_UNREADABLE);

    private static final int LONGEST_KEY_TEXT = 100;

    private final StringBuilder text = new StringBuilder(16 * 1024);
    private int count;

    /** Adds what the ERP said of a key. */
    void add(KeyLine key, StockAnswer answer) {
        switch (answer) {
            case StockAnswer.Found found -> found(key, found);
            case StockAnswer.NotFound notFound -> {
                // Not read in a complete extract is what missing means.
            }
            case StockAnswer.Unreadable unreadable ->
                flawed(unreadable.isbn(), unreadable.asOf(), flaw(unreadable.problems()));
            case StockAnswer.Unavailable unavailable ->
                throw new IllegalStateException("no answer for " + unavailable.isbn() + " is no row");
        }
    }

    /** Adds what stands in a list where an ISBN should, so that it is rejected as in any file and holds the keys that it may have meant. */
    void addUnreadableKey(String found) {
        row(printable(found), null, null, null, null, null, null, null, null, null, null, null, null);
    }

    int count() {
        return count;
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void found(KeyLine key, StockAnswer.Found found) {
        List<Finding> costly = found.oddities().stream()
                .filter(oddity -> COST_THE_ROW.contains(oddity.kind()))
                .toList();
        if (!costly.isEmpty()) {
            flawed(found.isbn(), found.asOf(), flaw(costly));
            return;
        }
        Stock stock = found.stock();
        row(
                found.isbn().value(),
                stock.title(),
                key.titleKana().text(),
                key.author().text(),
                key.genre().text(),
                stock.quantity() instanceof Quantity.Known known ? Integer.toString(known.copies()) : null,
                stock.warehouse(),
                // Otherwise the quantity decides, here as there.
                stock.status() == StockStatus.PRE_ORDER ? "04" : null,
                text(stock.priceJpy()),
                text(stock.lastRestockDate()),
                text(stock.restockEtaDays()),
                AS_OF.format(found.asOf()),
                null);
    }

    private void flawed(Isbn isbn, Instant asOf, String flaw) {
        row(isbn.value(), null, null, null, null, null, null, null, null, null, null, AS_OF.format(asOf), flaw);
    }

    private static String flaw(List<Finding> problems) {
        return problems.stream()
                .map(problem -> problem.kind().id() + ": " + problem.where() + " is '" + problem.found()
                        + "', expected " + problem.expected())
                .collect(Collectors.joining("\n"));
    }

    private static @Nullable String text(@Nullable Object value) {
        return Optional.ofNullable(value).map(Object::toString).orElse(null);
    }

    /** What stands in a list may be anything; a file with control characters is no text. */
    private static String printable(String found) {
        String part = found.length() > LONGEST_KEY_TEXT ? found.substring(0, LONGEST_KEY_TEXT) : found;
        return part.replaceAll("\\p{Cntrl}", " ");
    }

    private void row(@Nullable String... cells) {
        for (int i = 0; i < cells.length; i++) {
            text.append(i == 0 ? "" : ",");
            String cell = cells[i];
            if (cell != null) {
                cell(cell.replace('\0', '\uFFFD'));
            }
        }
        text.append('\n');
        count++;
    }

    private void cell(String cell) {
        if (cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
            text.append('"').append(cell.replace("\"", "\"\"")).append('"');
        } else {
            text.append(cell);
        }
    }
}
