package org.catalogsync.chat.retrieve;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StockStatus;
import org.jspecify.annotations.Nullable;

/** Invented catalogues, of titles as bookshops have them: in kanji, both kana and Latin letters, with volumes in every form, in one book, in two and in sixty. */
public final class Catalogues {
    private static final List<String[]> HEADS = words(
            "霧の/キリノ 海鳴りの/ウミナリノ 逆さまの/サカサマノ ひとりぼっちの/ヒトリボッチノ 帰らざる/カエラザル 冬空の/フユゾラノ 三毛猫と/ミケネコト 週末の/シュウマツノ 伯爵令嬢の/ハクシャクレイジョウノ 最果ての/サイハテノ "
                    + "うたかたの/ウタカタノ はじまりの/ハジマリノ 隣の席の/トナリノセキノ 無口な/ムクチナ 居眠り/イネムリ 千年の/センネンノ 第七の/ダイシチノ クリスタル/クリスタル スーパー/スーパー ミッドナイト/ミッドナイト 髙原の/タカハラノ "
                    + "ハロー・/ハロー NEO/ネオ 妖怪の/ヨウカイノ 20世紀の/ニジュッセイキノ");
    private static final List<String[]> TAILS = words(
            "航海日誌/コウカイニッシ 喫茶室/キッサシツ 方程式/ホウテイシキ 弓使い/ユミツカイ 王女さま/オウジョサマ 楽団/ガクダン 推理録/スイリロク 晩ごはん/バンゴハン 花嫁修業/ハナヨメシュギョウ 標本箱/ヒョウホンバコ "
                    + "つづれ織り/ツヅレオリ 回覧板/カイランバン 電気羊/デンキヒツジ エンジェル/エンジェル ストライカー/ストライカー バレエ教室/バレエキョウシツ クッキング!/クッキング ランデヴー/ランデヴー 〜春の章〜/ハルノショウ サーガ/サーガ "
                    + "殺人事件/サツジンジケン 物語/モノガタリ 同盟/ドウメイ 百景/ヒャッケイ 見聞録/ケンブンロク");
    private static final List<String> LATIN = List.of(
            "Silent Harbor",
            "Moonlit Kitchen",
            "LAST BATTER",
            "Paper Moon Blues",
            "Zero Gravity Girls",
            "The Fox Apothecary",
            "HUNTING×GARDEN");
    private static final List<String> AUTHORS = List.of("海野渚", "髙橋みなも", "春日井 透", "Ann Mori", "佐々木 7号");
    private static final List<String> GENRES = List.of("少年", "少女", "青年", "料理", "ＳＦ");

    private Catalogues() {}

    private static List<String[]> words(String all) {
        List<String[]> words = new ArrayList<>();
        for (String word : all.split(" ", -1)) {
            words.add(word.split("/", -1));
        }
        return words;
    }

    /** About so many volumes. */
    public static List<TitleEntry> of(long seed, int volumes) {
        Random random = new Random(seed);
        List<TitleEntry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int tries = 0; entries.size() < volumes && tries < volumes; tries++) {
            boolean latin = random.nextInt(8) == 0;
            String[] head = HEADS.get(random.nextInt(HEADS.size()));
            String[] tail = TAILS.get(random.nextInt(TAILS.size()));
            String edition = random.nextInt(25) == 0 ? " 新装版" : "";
            String name = (latin ? LATIN.get(random.nextInt(LATIN.size())) : head[0] + tail[0]) + edition;
            if (names.add(name)) {
                add(entries, random, name, latin ? null : head[1] + tail[1]);
            }
        }
        return entries;
    }

    private static void add(List<TitleEntry> entries, Random random, String name, @Nullable String kana) {
        int volumes = switch (random.nextInt(6)) {
            case 0 -> 1;
            case 1 -> 2 + random.nextInt(2);
            default -> 4 + random.nextInt(40);
        };
        String author = AUTHORS.get(random.nextInt(AUTHORS.size()));
        String genre = GENRES.get(random.nextInt(GENRES.size()));
        for (int number = 1; number <= volumes; number++) {
            entries.add(entry(isbn(entries.size()), title(random, name, volumes, number), kana, author, genre, random));
        }
    }

    private static String title(Random random, String name, int volumes, int number) {
        if (volumes == 1) {
            return name;
        }
        if (volumes <= 3) {
            return name + " " + (volumes == 2 ? "上下" : "上中下").charAt(number - 1);
        }
        return switch (random.nextInt(6)) {
            case 0 -> name + " " + number;
            case 1 -> name + "(" + number + ")";
            case 2 -> name + "（" + number + "）";
            case 3 -> name + " 第" + number + "巻";
            case 4 -> name + "　vol." + number;
            default -> name + " " + number + "巻";
        };
    }

    private static TitleEntry entry(
            Isbn isbn, String title, @Nullable String kana, String author, String genre, Random random) {
        int quantity = Math.max(0, random.nextInt(60) - 10);
        return new TitleEntry(
                isbn,
                title,
                kana,
                author,
                genre,
                quantity,
                quantity == 0 ? StockStatus.OUT_OF_STOCK : StockStatus.IN_STOCK,
                400 + 11 * random.nextInt(100),
                LocalDate.of(2026, 1, 1).plusDays(random.nextInt(300)),
                quantity == 0 ? 3 + random.nextInt(10) : null,
                "TK01",
                Instant.parse("2026-11-27T18:00:00Z").plusSeconds(random.nextInt(3_600)));
    }

    /** A volume with a title and a reading, and what else a volume has. */
    public static TitleEntry volume(int number, String title, @Nullable String kana) {
        return entry(isbn(number), title, kana, "海野渚", "少年", new Random(number));
    }

    /** Synthetic: the group 978-4-00. */
    public static Isbn isbn(int number) {
        String twelve = "97840" + "%07d".formatted(number);
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (twelve.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return new Isbn(twelve + (10 - sum % 10) % 10);
    }
}
