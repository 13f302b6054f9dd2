package org.catalogsync.chat.compose;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StockStatus;
import org.jspecify.annotations.Nullable;

/** Volumes that do not exist, in every state that a volume can be in. */
final class Shelf {
    /** 09:10 in the shop. */
    static final Instant MORNING = Instant.parse("2026-11-28T00:10:00Z");

    static final Fact FEW = volume(1, "月面の探偵 3", "3", 4, StockStatus.LOW_STOCK, 484);
    static final Fact PLENTY = volume(2, "夜の図書館 12", "12", 1_234, StockStatus.IN_STOCK, 1_210);
    static final Fact NONE = withEta(volume(3, "放課後の騎士 7", "7", 0, StockStatus.OUT_OF_STOCK, 528), 3);
    static final Fact PRE = volume(4, "真夜中食堂 9", "9", 0, StockStatus.PRE_ORDER, 600);
    static final Fact UNKNOWN = volume(5, "雨の日の約束 2", "2", null, StockStatus.UNKNOWN, null);
    static final Fact STALE = stale(volume(6, "海底の約束 4", "4", 8, StockStatus.IN_STOCK, 495));

    /** Of one series: 1 to 3 in stock, 4 not, 5 unknown. */
    static final List<Fact> SERIES = List.of(
            volume(11, "銀河の料理人 1", "1", 3, StockStatus.LOW_STOCK, 484),
            volume(12, "銀河の料理人 2", "2", 12, StockStatus.IN_STOCK, 484),
            volume(13, "銀河の料理人 3", "3", 9, StockStatus.IN_STOCK, 528),
            volume(14, "銀河の料理人 4", "4", 0, StockStatus.OUT_OF_STOCK, 528),
            volume(15, "銀河の料理人 5", "5", null, StockStatus.UNKNOWN, 528));

    private Shelf() {}

    static Fact volume(
            int number,
            String title,
            @Nullable String volume,
            @Nullable Integer quantity,
            StockStatus status,
            @Nullable Integer yen) {
        return new Fact(
                isbn(number),
                title,
                "佐藤 花子",
                "ミステリー",
                volume,
                quantity,
                status,
                yen,
                LocalDate.of(2026, 11, 20),
                null,
                MORNING,
                Fact.Source.DYNAMODB,
                false);
    }

    static Fact withEta(Fact fact, @Nullable Integer days) {
        return new Fact(
                fact.isbn(),
                fact.title(),
                fact.author(),
                fact.genre(),
                fact.volume(),
                fact.quantity(),
                fact.status(),
                fact.priceJpy(),
                fact.lastRestock(),
                days,
                fact.asOf(),
                fact.source(),
                fact.stale());
    }

    static Fact stale(Fact fact) {
        return new Fact(
                fact.isbn(),
                fact.title(),
                fact.author(),
                fact.genre(),
                fact.volume(),
                fact.quantity(),
                fact.status(),
                fact.priceJpy(),
                fact.lastRestock(),
                fact.restockEtaDays(),
                fact.asOf(),
                Fact.Source.CACHE,
                true);
    }

    static Fact by(Fact fact, String author, String genre) {
        return new Fact(
                fact.isbn(),
                fact.title(),
                author,
                genre,
                fact.volume(),
                fact.quantity(),
                fact.status(),
                fact.priceJpy(),
                fact.lastRestock(),
                fact.restockEtaDays(),
                fact.asOf(),
                fact.source(),
                fact.stale());
    }

    static Fact titled(Fact fact, String title) {
        return new Fact(
                fact.isbn(),
                title,
                fact.author(),
                fact.genre(),
                fact.volume(),
                fact.quantity(),
                fact.status(),
                fact.priceJpy(),
                fact.lastRestock(),
                fact.restockEtaDays(),
                fact.asOf(),
                fact.source(),
                fact.stale());
    }

    static Isbn isbn(int number) {
        String twelve = String.format("9784990%05d", number);
        for (int check = 0; check < 10; check++) {
            if (Isbn.isCanonical(twelve + check)) {
                return new Isbn(twelve + check);
            }
        }
        throw new IllegalStateException(twelve);
    }

    static Material asked(Intent intent, Language language, Fact... facts) {
        return asked(intent, language, Arrays.asList(facts));
    }

    static Material asked(Intent intent, Language language, List<Fact> facts) {
        return new Material(intent, language, "在庫はありますか", facts, List.of(), List.of());
    }
}
