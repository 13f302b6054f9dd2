package org.catalogsync.model;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A title taken apart into the name of the series and the volume, each in a spelling that does not depend on width, case or kana script: '42', '(42)', '第42巻' and '４２' are one volume.
 *
 * @param series what is left without the volume; katakana as hiragana, without long-vowel marks
 * @param volume digits without leading zeros, or 上, 中, 下; null where the title names none
 */
public record VolumeTitle(String series, @Nullable String volume) {
    private static final String KANJI_DIGITS = "〇一二三四五六七八九";
    private static final String NUMBER = "(\\d{1,4}|[一二三四五六七八九十百]{1,5})";

    /** Where a title may name its volume, the surest first; group 1 is the volume. */
    private static final List<Pattern> VOLUMES = List.of(
            Pattern.compile("第\\s*" + NUMBER + "\\s*[巻卷集]"),
            Pattern.compile(NUMBER + "\\s*[巻卷]"),
            Pattern.compile("[(\\[<〈【]?\\s*([上中下])\\s*[巻卷]\\s*[)\\]>〉】]?"),
            Pattern.compile("(?:vol(?:ume)?\\.?|#|no\\.)\\s*(\\d{1,4})(?!\\d)"),
            Pattern.compile("[(\\[<〈【]\\s*(\\d{1,4}|[上中下])\\s*[)\\]>〉】]\\s*$"),
            Pattern.compile("(?<=\\s)([上中下])\\s*$"),
            Pattern.compile("(?<!\\d)(\\d{1,4})\\s*$"));

    public static VolumeTitle of(String title) {
        String folded = folded(title);
        Matcher volume = volumeIn(folded);
        return volume == null
                ? new VolumeTitle(spelling(folded), null)
                : new VolumeTitle(
                        spelling(folded.substring(0, volume.start()) + " " + folded.substring(volume.end())),
                        volume(volume.group(1)));
    }

    /** What stands before the volume where something stands behind it, as in '灯台 第3巻 新装版', in the spelling of {@link #series}; null in other titles. */
    public static @Nullable String nameBeforeVolume(String title) {
        String folded = folded(title);
        Matcher volume = volumeIn(folded);
        if (volume == null) {
            return null;
        }
        String before = spelling(folded.substring(0, volume.start()));
        boolean goesOn = folded.substring(volume.end()).chars().anyMatch(Character::isLetterOrDigit);
        return goesOn && !before.isEmpty() ? before : null;
    }

    private static String folded(String title) {
        return Normalizer.normalize(title, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    /** The title '20' has no volume; it is its name. */
    private static @Nullable Matcher volumeIn(String folded) {
        for (Pattern pattern : VOLUMES) {
            Matcher matcher = pattern.matcher(folded);
            if (matcher.find() && !(folded.substring(0, matcher.start()) + folded.substring(matcher.end())).isBlank()) {
                return matcher;
            }
        }
        return null;
    }

    /** One spelling for what readers take for the same: hiragana for both kana, no long-vowel marks, single spaces. */
    public static String spelling(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder spelling = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'ァ' && c <= 'ヶ') {
                spelling.append((char) (c - ('ァ' - 'ぁ')));
            } else if (c != 'ー') {
                spelling.append(c);
            }
        }
        return spelling.toString().strip().replaceAll("\\s+", " ");
    }

    private static String volume(String found) {
        if (Character.isDigit(found.charAt(0))) {
            return Integer.toString(Integer.parseInt(found));
        }
        return "上中下".contains(found) ? found : Integer.toString(kanjiNumber(found));
    }

    /** 二十三 is 23, 百五 is 105. */
    private static int kanjiNumber(String digits) {
        int sum = 0;
        int digit = 0;
        for (int i = 0; i < digits.length(); i++) {
            int unit = unit(digits.charAt(i));
            if (unit == 1) {
                digit = KANJI_DIGITS.indexOf(digits.charAt(i));
            } else {
                sum += Math.max(1, digit) * unit;
                digit = 0;
            }
        }
        return sum + digit;
    }

    private static int unit(char sign) {
        return switch (sign) {
            case '十' -> 10;
            case '百' -> 100;
            default -> 1;
        };
    }
}
