package org.catalogsync.chat.eval;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.model.StockStatus;

/** What answers say of a volume's stock besides a number, and of which rows it is true. Longer phrases first: 'not in stock' is none. */
enum StockWords {
    UNKNOWN("確認でき\\S{0,6}ません|(?:could|can) ?not (?:be )?(?:check|confirm)\\w*"),
    COMING("back in stock"),
    PRE_ORDER("予約|(?:available for )?pre-?order\\w*"),
    NOT_OUT("(?:not|n't) (?:out of stock|sold out)|(?:品切れ|在庫切れ)では(?:ございません|ありません)"),
    OUT(
            "在庫なし|在庫がなく|入荷待ち|no longer in stock|在庫切れ|品切れ|売り切れ|完売|欠品|在庫[がはも]?\\S{0,5}(?:ございません|ありません)|out of stock|sold out|(?:not|n't) (?:\\w+ )?(?:in stock|available)|no copies"),
    LOW("残りわずか|running low|almost sold out"),
    IN("在庫[がはも]?(?:ございます|あります)|(?<=冊)(?:ございます|あります)|在庫あり|in stock|\\bavailable\\b|\\bleft\\b");

    private final Pattern words;

    StockWords(String words) {
        this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }

    static String all() {
        return String.join(
                "|", Stream.of(values()).map(state -> state.words.pattern()).toList());
    }

    static StockWords of(String said) {
        return Stream.of(values())
                .filter(state -> state.words.matcher(said).matches())
                .findFirst()
                .orElse(IN); // ございます behind a number, which is not there any more
    }

    boolean holds(Fact row) {
        int quantity = row.quantity() == null ? -1 : row.quantity();
        return switch (this) {
            case UNKNOWN -> row.status() == StockStatus.UNKNOWN || quantity < 0;
            case PRE_ORDER -> row.status() == StockStatus.PRE_ORDER;
            case OUT, COMING -> quantity == 0;
            case LOW -> row.status() == StockStatus.LOW_STOCK;
            case IN, NOT_OUT -> quantity > 0;
        };
    }
}
