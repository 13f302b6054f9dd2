package org.catalogsync.chat.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StockStatus;
import org.jspecify.annotations.Nullable;

/** Invented volumes, one of each kind that the page has to show. */
final class Shelf {

    static final Instant AS_OF = Instant.parse("2026-11-27T15:10:00Z");

    static final Fact LOW = fact("9784088725093", "海辺の図書館 42", "42", 3, StockStatus.LOW_STOCK, 484, AS_OF, false);
    static final Fact MANY = fact("9784088725109", "海辺の図書館 43", "43", 128, StockStatus.IN_STOCK, 1_234, AS_OF, false);
    static final Fact NONE = fact("9784088725116", "海辺の図書館 44", "44", 0, StockStatus.OUT_OF_STOCK, 484, AS_OF, false);
    static final Fact COMING = fact("9784088725123", "海辺の図書館 45", "45", 0, StockStatus.PRE_ORDER, 528, AS_OF, false);
    static final Fact OLD = fact(
            "9784088725130", "海辺の図書館 上", "上", 12, StockStatus.IN_STOCK, 880, AS_OF.minus(Duration.ofHours(26)), true);
    static final Fact UNKNOWN = fact(
            "9784088725147",
            "転生したら駅前商店街の貸本屋だった件について、店主はまだ何も知らない 〜The Extraordinarily Long Subtitle of an Unbreakable Edition〜 完全版 7",
            "7",
            null,
            StockStatus.UNKNOWN,
            null,
            AS_OF,
            false);

    private Shelf() {}

    private static Fact fact(
            String isbn,
            String title,
            String volume,
            @Nullable Integer quantity,
            StockStatus status,
            @Nullable Integer price,
            Instant asOf,
            boolean stale) {
        Integer eta = status == StockStatus.OUT_OF_STOCK ? 3 : null;
        Fact.Source source = stale ? Fact.Source.CACHE : Fact.Source.ERP;
        return new Fact(
                new Isbn(isbn), title, "汐見 灯", "日常", volume, quantity, status, price, null, eta, asOf, source, stale);
    }

    static Frame.Card card(Fact... items) {
        return new Frame.Card(Intent.STOCK, Language.JAPANESE, List.of(items), List.of(MANY, NONE, UNKNOWN), List.of());
    }

    /** Every status, a stale value, a title that nobody would shorten, and a notice. */
    static Frame.Card everything() {
        return new Frame.Card(
                Intent.SUMMARY,
                Language.JAPANESE,
                List.of(MANY, LOW, NONE, COMING, OLD, UNKNOWN),
                List.of(LOW, NONE, COMING, UNKNOWN),
                List.of("「海辺の図書室」という題名は目録にありません。近い題名でお答えしました。"));
    }
}
