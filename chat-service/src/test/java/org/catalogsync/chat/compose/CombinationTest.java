package org.catalogsync.chat.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.model.StockStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences each number of which is a fact, and which are false: sums, days of something else, all where only some were looked up, headings, numbers with a gap. */
class CombinationTest {
    private static final Fact ONE = Shelf.volume(11, "銀河の料理人 1", "1", 3, StockStatus.LOW_STOCK, 484);
    private static final Fact TWO = Shelf.volume(12, "銀河の料理人 2", "2", 3, StockStatus.LOW_STOCK, 484);
    private static final Fact GONE = Shelf.volume(14, "銀河の料理人 4", "4", 0, StockStatus.OUT_OF_STOCK, 528);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "『銀河の料理人』第1、2巻の在庫は全部で3冊です。",
                "『銀河の料理人 1』と『銀河の料理人 2』の在庫は合わせて3冊です。",
                "『銀河の料理人 1』と『銀河の料理人 2』は合わせて484円です。",
                "『銀河の料理人』第1、2巻は全部で484円です。",
                "『銀河の料理人 1』は3冊、『銀河の料理人 2』は3冊、全部で3冊です。",
                "We have a total of 3 copies of volumes 1 and 2 of “銀河の料理人”.",
                "The total price of “銀河の料理人 1” and “銀河の料理人 2” is 484 yen.",
                "“銀河の料理人 1” and “銀河の料理人 2” cost 484 yen in total.",
                "“銀河の料理人 1” and “銀河の料理人 2” cost 484 yen together."
            })
    void aNumberOfEachIsNotOneOfAll(String text) {
        assertThat(refused(text, List.of(ONE, TWO), List.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "『放課後の騎士 7』は在庫切れで、11月20日に入荷予定です。",
                "『放課後の騎士 7』は在庫切れです。次回入荷は2026年11月20日の予定です。",
                "『放課後の騎士 7』は在庫切れで、最終入荷は11月20日の予定です。",
                "“放課後の騎士 7” is out of stock and will be restocked on November 20, 2026.",
                "“放課後の騎士 7” is out of stock. New copies are expected on November 20.",
                "『放課後の騎士 7』は11月20日に完売しました。",
                "“放課後の騎士 7” sold out on November 20.",
                "“放課後の騎士 7” is out of stock on November 20.",
                "『放課後の騎士 7』の入荷は3日で完売しました。"
            })
    void theDayOfTheLastDeliveryIsNoOther(String text) {
        assertThat(refused(text, List.of(Shelf.NONE), List.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"『真夜中食堂 9』は11月20日にご予約を承っております。", "“真夜中食堂 9” can be pre-ordered on November 20."})
    void norIsItThatOfAnOrder(String text) {
        assertThat(refused(text, List.of(Shelf.PRE), List.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "『銀河の料理人』はすべての巻の在庫がございます。",
                "すべての巻の在庫がございます。",
                "シリーズの全ての巻が在庫ありです。",
                "このシリーズはすべて在庫がございます。",
                "当店の作品はすべて在庫がございます。",
                "Each volume of the series is in stock.",
                "Each volume is in stock.",
                "All of our volumes are in stock.",
                "All titles of this series are in stock.",
                "This series is in stock.",
                "All but “銀河の料理人 1” are in stock.",
                "All but volume 1 of “銀河の料理人” are available.",
                "“銀河の料理人 1” costs 484 yen. All of them but “銀河の料理人 1” are in stock."
            })
    void allIsNotWhatWasAskedFor(String text) {
        assertThat(refused(text, List.of(ONE), List.of(GONE))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"『銀河の料理人 1』のみ在庫がございます。", "Only “銀河の料理人 1” is in stock.", "『銀河の料理人 1』は在庫がございますが、他の巻は在庫切れです。"})
    void onlyAndTheOthersSpeakOfRelatedOnesToo(String text) {
        assertThat(refused(text, List.of(ONE, GONE), List.of(TWO))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "『銀河の料理人 4』は528円です。\n在庫切れの作品:\n『銀河の料理人 1』は484円です。",
                "『銀河の料理人 1』は在庫がございます。\n在庫あり:\n『銀河の料理人 4』は528円です。",
                "『銀河の料理人 1』は484円です。\n在庫あり\n『銀河の料理人 4』は528円です。",
                "“銀河の料理人 4” costs 528 yen.\nSold out:\n- “銀河の料理人 1” 484 yen",
                "“銀河の料理人 1” costs 484 yen.\nIn stock:\n- “銀河の料理人 4” 528 yen"
            })
    void aHeadingSpeaksOfWhatStandsBelow(String text) {
        assertThat(refused(text, List.of(ONE, GONE), List.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "『月面の探偵 3』4冊の価格は484円です。",
                "『月面の探偵 3』は4冊が484円です。",
                "『月面の探偵 3』は4冊すべてで484円です。",
                "4 copies of “月面の探偵 3” cost 484 yen.",
                "4 copies of “月面の探偵 3” are 484 yen in total.",
                "『月面の探偵 3』の価格は484円で在庫は484ございます。",
                "『月面の探偵 3』(価格:484円/在庫:484/販売中)です。",
                "『月面の探偵 3』の在庫は484で価格は484円で残りわずかです。",
                "『月面の探偵 3』は3 484円です。",
                "“月面の探偵 3” is 3 484 yen.",
                "『月面の探偵 3』は3~4冊です。",
                "『月面の探偵 3』は004冊です。",
                "『月面の探偵 3』は0484円です。"
            })
    void oneNumberIsNotAnother(String text) {
        assertThat(refused(text, List.of(Shelf.FEW), List.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"“銀河の料理人 1” has 1 003 copies.", "『銀河の料理人 1』は1 003冊です。", "『銀河の料理人 1』は1~3冊です。"})
    void aGapDoesNotMakeAVolumeOfTheFirstDigits(String text) {
        assertThat(refused(text, List.of(ONE), List.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "『銀河の料理人 1』と『銀河の料理人 2』はどちらも484円です。",
                "『銀河の料理人 1』と『銀河の料理人 2』は、それぞれ3冊の在庫がございます。",
                "“銀河の料理人 1” and “銀河の料理人 2” cost 484 yen each.",
                "“銀河の料理人 1” and “銀河の料理人 2” are all in stock.",
                "“銀河の料理人 1” has 3 copies in stock at ¥484 each. “銀河の料理人 2” has a total of 3 copies in stock.",
                "『銀河の料理人 1』の在庫は3冊で、価格は484円です。『銀河の料理人 2』は最終入荷日が2026年11月20日です。",
                "Here is what I found:\n“銀河の料理人 1” costs 484 yen.\n“銀河の料理人 2” costs 484 yen."
            })
    void whatIsTruePasses(String text) {
        assertThat(objections(text, List.of(ONE, TWO), List.of())).isEmpty();
    }

    private static boolean refused(String text, List<Fact> items, List<Fact> related) {
        return !objections(text, items, related).isEmpty();
    }

    private static List<Objection> objections(String text, List<Fact> items, List<Fact> related) {
        boolean english = text.matches("(?s)[ -~“”¥\\n].*");
        Material material = new Material(
                Intent.STOCK, english ? Language.ENGLISH : Language.JAPANESE, "?", items, related, List.of());
        GroundingGuard guard = GroundingGuard.of(material);
        List<String> titles = new ArrayList<>();
        items.forEach(fact -> titles.add(fact.title()));
        related.forEach(fact -> titles.add(fact.title()));
        return Sentences.of(text, titles).stream()
                .filter(sentence -> !sentence.isBlank())
                .map(guard::check)
                .flatMap(Optional::stream)
                .toList();
    }
}
