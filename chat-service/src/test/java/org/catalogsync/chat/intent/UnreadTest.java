package org.catalogsync.chat.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.catalogsync.chat.retrieve.Aliases;
import org.catalogsync.chat.retrieve.Catalogues;
import org.catalogsync.chat.retrieve.TitleEntry;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A volume that nobody asked for is never answered, and what is not understood is said. */
class UnreadTest {
    private static final List<String> NAMES = List.of(
            "失われた草原のフィルム",
            "ワンピース",
            "ドラゴンボール",
            "ドラゴンボール超",
            "東京喰種",
            "東京喰種:re",
            "ジョジョの奇妙な冒険",
            "ジョジョの奇妙な冒険 第4部",
            "名探偵コナン",
            "進撃の巨人",
            "月",
            "三国志",
            "宿",
            "世界の翼");
    private static final TitleIndex TITLES = TitleIndex.of(catalogue(), Aliases.wellKnownAnd(List.of()));

    /** Nine volumes of each. */
    private static List<TitleEntry> catalogue() {
        List<TitleEntry> entries = new ArrayList<>();
        for (String name : NAMES) {
            IntStream.rangeClosed(1, 9).forEach(n -> entries.add(volume(name, n)));
        }
        entries.add(Catalogues.volume(901, "手 2", "テ"));
        entries.add(Catalogues.volume(902, "COOL! 2", "クール"));
        entries.add(Catalogues.volume(903, "くだらぬ王 2", null));
        return entries;
    }

    private static TitleEntry volume(String name, int number) {
        return Catalogues.volume(10 * NAMES.indexOf(name) + number, name + " " + number, null);
    }

    private static Isbn isbn(String name, int number) {
        return volume(name, number).isbn();
    }

    private static Wish understand(String text) {
        return Understanding.understand(text, TITLES, null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "鯖物語2巻と失われた草原のフィルム3巻はありますか | 鯖物語2巻",
                "失われた草原のフィルム3巻と鯖物語2巻はありますか | 鯖物語2巻",
                "「失われた草原のフィルム」3巻と「鯖物語」2巻の在庫は？ | 鯖物語 2巻",
                "「失われた草原のフィルム」3巻と「まんが星」2巻の在庫は？ | まんが星 2巻",
                "鯖物語の2巻と失われた草原のフィルムの3巻ある？ | 鯖物語の2巻",
                "鯖物語 2巻 失われた草原のフィルム 3巻 | 鯖物語 2巻",
                "失われた草原のフィルム3巻とくるみわり人形2巻ある？ | くるみわり人形2巻",
                "失われた草原のフィルム3巻の在庫とサバ物語2巻の値段 | サバ物語2巻",
                "失われた草原のフィルム3巻とサバ物語ある？ | サバ物語",
                "サバ物語と失われた草原のフィルム3巻ある？ | サバ物語",
                "失われた草原のフィルム3巻とまんが星2巻ある？ | ",
                "失われた草原のフィルム3巻はある？あと鯖物語の2巻も | 鯖物語の2巻",
                "失われた草原のフィルム3巻もしくはサバ物語2巻 | サバ物語2巻",
                "鯖物語ある？ 失われた草原のフィルム3巻は？ | 鯖物語",
                "こんにちは、失われた草原のフィルム3巻と鯖物語の在庫を教えてください | 鯖物語",
                "Do you have Saba Story? I also want 失われた草原のフィルム volume 3. | Saba Story",
                "失われた草原のフィルム3巻とワーストある？ | ワースト",
                "失われた草原のフィルム3巻と13歳の恋2巻ある？ | 13歳の恋2巻",
                "サチコの幸と失われた草原のフィルム3巻ある？ | サチコの幸",
                "Do you have 失われた草原のフィルム volume 3 and Banana Fish volume 2? | Banana Fish volume 2",
                "Do you have Banana Fish vol. 2 and 失われた草原のフィルム vol. 3? | Banana Fish vol. 2",
                "Do you have Banana Fish and 失われた草原のフィルム vol. 3? | Banana Fish",
                "Do you have 失われた草原のフィルム vol. 3 and Banana Fish? | Banana Fish",
                "Do you have volume 3 of 失われた草原のフィルム and volume 2 of Banana Fish? | Banana Fish"
            })
    void saysThatATitleBesideAKnownOneIsUnknown(String text, @Nullable String unknown) {
        Wish wish = understand(text);

        assertThat(wish.isbns()).containsExactly(isbn("失われた草原のフィルム", 3));
        if (unknown == null) {
            assertThat(wish.sure()).isFalse();
        } else {
            assertThat(wish.unknown()).containsExactly(unknown);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ワンピース 外伝 3巻ある？ | ワンピース 外伝 3巻",
                "ワンピース学園 3巻ある？ | ワンピース学園 3巻",
                "ワンピースZ 3巻ある？ | ワンピースZ 3巻",
                "ワンピースZ | ワンピースZ",
                "ワンピースの小説 3巻ある？ | ワンピースの小説 3巻",
                "ワンピース 10.5巻ある？ | ワンピース 10.5巻",
                "ワンピース学園の在庫は？ | ワンピース学園",
                "『ワンピース』外伝 3巻 | ワンピース 外伝 3巻",
                "スーパーワンピース 3巻ある？ | スーパーワンピース 3巻",
                "名探偵コナン 犯人の犯沢さん 2巻ある？ | 名探偵コナン 犯人の犯沢さん 2巻",
                "Attack on Titan: Before the Fall vol. 3 in stock? | Attack on Titan: Before the Fall vol. 3",
                "Dragon Ball GT volume 5 in stock? | Dragon Ball GT volume 5",
                "One Piece Party vol. 3 in stock? | One Piece Party vol. 3",
                "The Amazing One Piece volume 3 | Amazing One Piece volume 3",
                "真夏の夜の月 2巻ある？ | 真夏の夜の月 2巻",
                "蒼天の三国志 3巻ある？ | 蒼天の三国志 3巻",
                "風の宿 2巻ある？ | 風の宿 2巻",
                "ロードマンの世界の2巻ある？ | ロードマンの世界の2巻",
                "漫画の芸術性 2巻ある？ | 芸術性 2巻",
                "魔太郎がくる!! 2巻ある？ | 魔太郎がくる!! 2巻",
                "失われた草原のフィルム Before the Fall 3巻ある？ | 失われた草原のフィルム Before the Fall 3巻"
            })
    void takesNoLongerTitleForTheShorterOneInIt(String text, String unknown) {
        Wish wish = understand(text);

        assertThat(wish.isbns()).isEmpty();
        assertThat(wish.unknown()).containsExactly(unknown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Dragon Ball Super volume 5 in stock? | ドラゴンボール超 | 5",
                "ドラゴンボール超 5巻 | ドラゴンボール超 | 5",
                "Tokyo Ghoul:re volume 5 | 東京喰種:re | 5",
                "ジョジョ第4部 3巻ある？ | ジョジョの奇妙な冒険 第4部 | 3",
                "ジョジョ 3巻ある？ | ジョジョの奇妙な冒険 | 3"
            })
    void findsTheLongerTitleThatTheCatalogueHas(String text, String name, int volume) {
        assertThat(understand(text).isbns()).containsExactly(isbn(name, volume));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ニューヨークにて 2巻", "漫画の芸術性について 2巻", "世界の2巻ある？", "の翼 2巻ある？"})
    void takesNoPartOfAWordForAName(String text) {
        assertThat(understand(text).isbns()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ワンピース大好きなんだけど3巻ある？",
                "友達が読んでたワンピースの3巻ある？",
                "尾田栄一郎のワンピース3巻",
                "ワンピースという漫画を探しているんですが、3巻はありますか",
                "ワンピース、面白いので3巻ほしい",
                "子供の誕生日にワンピース3巻を贈りたいのですが在庫はありますか",
                "新品のワンピース3巻",
                "ワンピース最高！3巻ある？",
                "アニメで見たワンピース3巻",
                "渋谷店にワンピース3巻ある？",
                "ワンピース 海野渚 3巻ある？",
                "My son wants One Piece volume 3",
                "I love One Piece so much, do you have volume 3?",
                "I heard One Piece is great, volume 3 please"
            })
    void readsOnOverWhatIsSaidBesideATitle(String text) {
        assertThat(understand(text).isbns()).containsExactly(isbn("ワンピース", 3));
        assertThat(understand(text).unknown()).isEmpty();
    }

    @Test
    void knowsWhoWroteASeries() {
        assertThat(understand("海野渚の三国志 3巻").isbns()).containsExactly(isbn("三国志", 3));
        assertThat(understand("三国志 海野渚 3巻").isbns()).containsExactly(isbn("三国志", 3));
        assertThat(understand("横山光輝の三国志 3巻").isbns()).isEmpty();
    }
}
