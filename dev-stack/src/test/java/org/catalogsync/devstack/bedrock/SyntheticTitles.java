package org.catalogsync.devstack.bedrock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Titles of series that do not exist, in the shapes that titles of real ones have: kanji, kana, Latin words, subtitles. */
final class SyntheticTitles {

    private static final List<String> WHO = List.of(
            "魔法使い", "忍者", "少年", "少女", "探偵", "騎士", "料理人", "剣士", "王女", "怪盗", "博士", "船長", "番長", "先輩", "ロボット", "アイドル",
            "ドラゴン", "サムライ", "パイロット", "ヴァンパイア", "コーチ", "マネージャー", "さくら", "ひかり", "たける", "あかね", "みどり", "つばさ", "ケンジ", "ユウキ",
            "マリア", "エリカ", "Hero", "Angel");
    private static final List<String> WHAT = List.of(
            "冒険", "事件簿", "伝説", "物語", "日記", "戦記", "食堂", "学園", "探検隊", "捜査線", "旅", "秘密", "約束", "休日", "逆襲", "奇跡", "革命",
            "青春", "挑戦", "ラプソディー", "クロニクル", "アドベンチャー", "パラダイス", "メモリーズ", "ストーリー", "ばなし", "ものがたり", "ごよみ", "えほん", "Diary",
            "Quest");
    private static final List<String> WHERE = List.of(
            "東京", "京都", "北海道", "月面", "海底", "放課後", "真夜中", "雨の日", "昭和", "江戸", "銀河", "砂漠", "屋根裏", "商店街", "オーロラ", "ミッドナイト",
            "セブンシーズ", "ハイウェー", "はるかな", "しずかな", "とおい空", "なつぞら");
    private static final List<String> JOINT = List.of("の", "と", "、", "・", " ", "！", "×", "‐");

    private SyntheticTitles() {}

    /** Names of series that differ by more than punctuation. */
    static List<String> series(int count, long seed) {
        Random random = new Random(seed);
        Map<String, String> byLetters = new LinkedHashMap<>();
        while (byLetters.size() < count) {
            String name = name(random);
            byLetters.putIfAbsent(name.replaceAll("[^\\p{L}]", ""), name);
        }
        return List.copyOf(byLetters.values());
    }

    /** Every series with so many volumes, each volume in one of the usual spellings. */
    static List<String> volumes(List<String> series, int volumes, long seed) {
        Random random = new Random(seed);
        List<String> titles = new ArrayList<>();
        for (String name : series) {
            int style = random.nextInt(5);
            for (int volume = 1; volume <= volumes; volume++) {
                titles.add(name + volume(volume, style));
            }
        }
        return titles;
    }

    static String volume(int volume, int style) {
        return switch (style) {
            case 0 -> "(" + volume + ")";
            case 1 -> " " + volume;
            case 2 -> " 第" + volume + "巻";
            case 3 -> "　" + wide(Integer.toString(volume));
            default -> " " + volume + "巻";
        };
    }

    static String wide(String narrow) {
        return narrow.codePoints()
                .map(letter -> letter > ' ' && letter <= '~' ? letter + 0xFEE0 : letter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String name(Random random) {
        String name =
                one(WHERE, random) + one(JOINT, random) + one(WHO, random) + one(JOINT, random) + one(WHAT, random);
        return switch (random.nextInt(4)) {
            case 0 -> name + " -" + one(WHERE, random) + one(WHAT, random) + "-";
            case 1 -> one(WHO, random) + one(JOINT, random) + one(WHAT, random) + one(WHERE, random);
            default -> name;
        };
    }

    private static String one(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
