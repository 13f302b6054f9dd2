package org.catalogsync.stores.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A made-up catalogue of series and volumes, and titles of it as hurried readers type them; the same for the same seed. */
final class AlteredTitles {
    private static final List<String> FIRST = List.of(
            "海辺の", "夜明けの", "さすらいの", "青い", "ガラスの", "消えた", "空飛ぶ", "月夜の", "ひみつの", "嵐の", "黄昏の", "まぼろしの", "錆びた", "ドラゴンと",
            "銀河の", "なないろ", "とろける", "放課後の", "ミッドナイト・", "帰ってきた", "地下鉄の", "サイバー", "花咲く", "千年の");
    private static final List<String> SECOND = List.of(
            "観測所", "パティシエ", "剣士たち", "郵便局", "ピアノ", "探偵団", "カフェテラス", "図書館", "ランナー", "魔法使い", "水族館", "エンジニア", "料理人", "約束",
            "ストライカー", "花嫁", "気象台", "迷宮", "クロニクル", "薬屋", "サーカス", "灯台守", "テーラー", "旅団");
    private static final String KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンッャュョァィゥェォー";
    private static final String HALF = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝｯｬｭｮｧｨｩｪｫｰ";
    private static final String VOICED = "ガギグゲゴザジズゼゾダヂヅデドバビブベボ";
    private static final String UNVOICED = "カキクケコサシスセソタチツテトハヒフヘホ";
    private static final String HALF_VOICED = "パピプペポ";
    private static final String BARE = "ハヒフヘホ";
    private static final Map<Character, String> NARROW = narrow();

    private final Random random;

    AlteredTitles(long seed) {
        this.random = new Random(seed);
    }

    /** Every series with its volumes, written in the forms that catalogues have. */
    static List<String> catalogue(int volumes) {
        List<String> titles = new ArrayList<>();
        for (String first : FIRST) {
            for (String second : SECOND) {
                IntStream.rangeClosed(1, volumes).forEach(volume -> titles.add(first + second + form(volume, volume)));
            }
        }
        return titles;
    }

    private static String form(int kind, int volume) {
        return switch (kind % 3) {
            case 0 -> " " + volume;
            case 1 -> "(" + volume + ")";
            default -> " 第" + volume + "巻";
        };
    }

    /** The title with one typo, or without one of its kana, or in another width; the volume stays, in any form. */
    String alter(String title) {
        int end = title.length();
        while (!Character.isLetter(title.charAt(end - 1))
                || title.charAt(end - 1) == '巻'
                || title.charAt(end - 1) == '第') {
            end--;
        }
        String series = title.substring(0, end);
        int volume = Integer.parseInt(title.substring(end).replaceAll("\\D", ""));
        return switch (random.nextInt(3)) {
            case 0 -> typo(series) + form(random.nextInt(3), volume);
            case 1 -> withoutOneKana(series) + form(random.nextInt(3), volume);
            default -> narrow(series) + wide(form(random.nextInt(3), volume));
        };
    }

    private String typo(String series) {
        int at = random.nextInt(series.length());
        return series.substring(0, at) + KANA.charAt(random.nextInt(KANA.length())) + series.substring(at + 1);
    }

    private String withoutOneKana(String series) {
        List<Integer> kana = IntStream.range(0, series.length())
                .filter(i -> series.charAt(i) >= 'ぁ' && series.charAt(i) <= 'ー')
                .boxed()
                .toList();
        if (kana.isEmpty()) {
            return typo(series);
        }
        int at = kana.get(random.nextInt(kana.size()));
        return series.substring(0, at) + series.substring(at + 1);
    }

    private static String narrow(String series) {
        return series.chars()
                .mapToObj(c -> NARROW.getOrDefault((char) c, String.valueOf((char) c)))
                .collect(Collectors.joining());
    }

    private static String wide(String ascii) {
        return ascii.chars()
                .mapToObj(c -> String.valueOf(c == ' ' ? '　' : c > ' ' && c <= '~' ? (char) (c + 0xFEE0) : (char) c))
                .collect(Collectors.joining());
    }

    private static Map<Character, String> narrow() {
        Map<Character, String> narrow = new HashMap<>();
        for (int i = 0; i < KANA.length(); i++) {
            narrow.put(KANA.charAt(i), String.valueOf(HALF.charAt(i)));
        }
        for (int i = 0; i < VOICED.length(); i++) {
            narrow.put(VOICED.charAt(i), narrow.get(UNVOICED.charAt(i)) + "ﾞ");
        }
        for (int i = 0; i < HALF_VOICED.length(); i++) {
            narrow.put(HALF_VOICED.charAt(i), narrow.get(BARE.charAt(i)) + "ﾟ");
        }
        return narrow;
    }
}
