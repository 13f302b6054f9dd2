package org.catalogsync.chat.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.model.StockStatus;
import org.junit.jupiter.api.Test;

class TemplatesTest {

    @Test
    void saysHowManyAreInStockAndWhatOneCosts() {
        assertThat(japanese(Intent.STOCK, Shelf.FEW)).isEqualTo("『月面の探偵 3』は、在庫が残りわずか4冊です。価格は484円です。");
        assertThat(english(Intent.STOCK, Shelf.PLENTY))
                .isEqualTo("“夜の図書館 12” is in stock, with 1234 copies available. It costs ¥1,210.");
    }

    @Test
    void saysOfTheUnknownThatItIsAndNeverZero() {
        assertThat(japanese(Intent.STOCK, Shelf.UNKNOWN)).isEqualTo("『雨の日の約束 2』は、在庫を確認できておりません。");
        assertThat(japanese(Intent.PRICE, Shelf.UNKNOWN)).isEqualTo("『雨の日の約束 2』の価格は、確認できておりません。現在、在庫を確認できておりません。");
        assertThat(english(Intent.STOCK, Shelf.UNKNOWN)).isEqualTo("“雨の日の約束 2” could not be checked for stock.");
    }

    @Test
    void saysWhenItWillBeBackOnlyWhereThatIsKnown() {
        assertThat(japanese(Intent.STOCK, Shelf.NONE)).isEqualTo("『放課後の騎士 7』は、在庫がございませんが、約3日後に入荷する見込みです。価格は528円です。");
        assertThat(japanese(Intent.STOCK, Shelf.withEta(Shelf.NONE, null)))
                .isEqualTo("『放課後の騎士 7』は、在庫がございません。価格は528円です。");
        assertThat(english(Intent.STOCK, Shelf.withEta(Shelf.NONE, 1)))
                .isEqualTo("“放課後の騎士 7” is out of stock, and new copies are expected in about 1 day. It costs ¥528.");
    }

    @Test
    void saysOfTheStaleAsOfWhenInTheShopsTime() {
        assertThat(japanese(Intent.STOCK, Shelf.STALE)).startsWith("2026-11-28 09:10時点の情報では、『海底の約束 4』は、在庫が8冊ございます。");
        assertThat(english(Intent.STOCK, Shelf.STALE)).startsWith("As of 2026-11-28 09:10, “海底の約束 4” is in stock");
    }

    @Test
    void saysOfASeriesWhichVolumesAreThereAndWhichAreNot() {
        assertThat(Templates.prose(Shelf.asked(Intent.STOCK, Language.JAPANESE, Shelf.SERIES)))
                .isEqualTo("『銀河の料理人 1』は3冊、『銀河の料理人 2』は12冊、『銀河の料理人 3』は9冊の在庫がございます。"
                        + "『銀河の料理人 4』は、在庫がございません。『銀河の料理人 5』は、在庫を確認できておりません。");
        assertThat(Templates.prose(Shelf.asked(Intent.STOCK, Language.ENGLISH, whole())))
                .isEqualTo("Volumes 1–5 and 7 of “長い旅” are in stock. “長い旅 6” is out of stock.");
        assertThat(Templates.prose(Shelf.asked(Intent.STOCK, Language.JAPANESE, whole())))
                .isEqualTo("『長い旅』第1–5巻、第7巻は、在庫がございます。『長い旅 6』は、在庫がございません。");
    }

    private static List<Fact> whole() {
        return IntStream.rangeClosed(1, 7)
                .mapToObj(v -> Shelf.volume(
                        20 + v,
                        "長い旅 " + v,
                        Integer.toString(v),
                        v == 6 ? 0 : 10,
                        v == 6 ? StockStatus.OUT_OF_STOCK : StockStatus.IN_STOCK,
                        500))
                .toList();
    }

    @Test
    void namesVolumesOfOnePriceTogether() {
        assertThat(Templates.prose(Shelf.asked(Intent.PRICE, Language.JAPANESE, Shelf.SERIES)))
                .isEqualTo("『銀河の料理人』第1巻、第2巻は各484円、『銀河の料理人』第3–5巻は各528円です。");
    }

    @Test
    void tellsTheDetails() {
        assertThat(japanese(Intent.DETAILS, Shelf.FEW))
                .isEqualTo("『月面の探偵 3』の著者は「佐藤 花子」、ジャンルは「ミステリー」、価格は484円、ISBNは9784990000011です。" + "現在、在庫が残りわずか4冊です。");
    }

    @Test
    void isHonestOfWhatIsNotHere() {
        assertThat(japanese(Intent.ORDER_STATUS)).contains("お調べできません").contains("お問い合わせください");
        assertThat(japanese(Intent.REVIEWS)).contains("こちらにはございません");
        assertThat(english(Intent.REVIEWS)).contains("no reviews");
        assertThat(japanese(Intent.STOCK)).contains("見つかりませんでした");
    }

    @Test
    void offersWhatWasFound() {
        Material found = new Material(
                Intent.RECOMMEND, Language.JAPANESE, "探偵もの", List.of(), List.of(Shelf.FEW, Shelf.PRE), List.of());

        assertThat(Templates.prose(found)).isEqualTo("『月面の探偵 3』、『真夜中食堂 9』はいかがでしょうか。『月面の探偵 3』は、在庫が残りわずか4冊です。");
    }

    private static String japanese(Intent intent, Fact... facts) {
        return Templates.prose(Shelf.asked(intent, Language.JAPANESE, facts));
    }

    private static String english(Intent intent, Fact... facts) {
        return Templates.prose(Shelf.asked(intent, Language.ENGLISH, facts));
    }
}
