package org.catalogsync.chat.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.lookup.Fact;

/** Every way in which one thing of a true text can be made another. */
final class Alterations {
    private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*");

    private static final Map<String, String> JAPANESE = Map.of(
            "在庫がございます", "在庫がございません",
            "在庫がございません", "在庫がございます",
            "の在庫がございます", "の在庫がございません",
            "在庫を確認できておりません", "在庫がございます",
            "ご予約を承っております", "在庫がございます",
            "冊ございます", "冊もございません",
            "残りわずか", "十分に");
    private static final Map<String, String> ENGLISH = Map.of(
            "are in stock", "are out of stock",
            "is in stock", "is not in stock",
            "is out of stock", "is in stock",
            "are out of stock", "are in stock",
            "can be pre-ordered", "can be bought, as it is in stock",
            "could not be checked for stock", "is sold out",
            "is running low", "is sold out");

    private Alterations() {}

    /** Each number outside of titles, with another digit in front and with another value; not where that names another of the volumes, which may be as true. */
    static List<String> ofNumbers(String text, Material material) {
        List<String> altered = new ArrayList<>();
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            if (!inTitle(text, number.start(), material) && !isVolume(text, number)) {
                altered.add(text.substring(0, number.start()) + "9" + text.substring(number.start()));
                long value = Long.parseLong(number.group().replace(",", ""));
                altered.add(text.substring(0, number.start()) + (value + 1) + text.substring(number.end()));
            }
        }
        return altered;
    }

    private static boolean isVolume(String text, Matcher number) {
        String before = text.substring(Math.max(0, number.start() - 12), number.start());
        String after = text.substring(number.end());
        return before.matches("(?s).*(第|第\\d+–|olumes? |olumes? [\\d–, and]+|–)$")
                || after.startsWith("巻")
                || after.startsWith("–");
    }

    private static boolean inTitle(String text, int at, Material material) {
        List<String> names = new ArrayList<>();
        for (Fact fact : material.spokenOf()) {
            names.add(fact.title());
            names.add(Series.of(fact).name());
        }
        for (String name : names) {
            for (int i = text.indexOf(name); i >= 0; i = text.indexOf(name, i + 1)) {
                if (at >= i && at < i + name.length()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Each word of a state turned into that of another. */
    static List<String> ofStates(String text, Language language) {
        List<String> altered = new ArrayList<>();
        (language == Language.JAPANESE ? JAPANESE : ENGLISH).forEach((word, other) -> {
            int at = text.indexOf(word);
            if (at >= 0) {
                altered.add(text.substring(0, at) + other + text.substring(at + word.length()));
            }
        });
        return altered;
    }
}
