package org.catalogsync.devstack.bedrock;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A title without the differences of spelling that readers do not see: width, case, kana script, long-vowel marks, dashes,
 * blanks, brackets. Its volume number stands apart, since '42', '(42)', '第42巻' and '４２' are one volume.
 *
 * @param letters what is left of the title, as code points
 * @param volume the number of the volume, if the title ends in one or names one
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record TitleText(int[] letters, Optional<Integer> volume) {

    private static final String KANJI_DIGITS = "〇一二三四五六七八九";
    private static final String NUMBER = "(\\d{1,4}|[一二三四五六七八九十百]{1,5})";

    /** '第42巻', '42巻', '第三巻', anywhere. */
    private static final Pattern COUNTED = Pattern.compile("第?\\s*" + NUMBER + "\\s*(?:巻|卷)");

    /** 'vol. 42', '#42', anywhere. */
    private static final Pattern ABBREVIATED = Pattern.compile("(?:vol(?:ume)?\\.?|#)\\s*(\\d{1,4})(?!\\d)");

    /** '(42)' or '42' at the end of a line. */
    private static final Pattern TRAILING =
            Pattern.compile("[(\\[{<〈《「『【〔]?\\s*(?<!\\d)(\\d{1,4})\\s*[)\\]}>〉》」』】〕]?\\s*$", Pattern.MULTILINE);

    static TitleText of(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        for (Pattern pattern : new Pattern[] {COUNTED, ABBREVIATED, TRAILING}) {
            Matcher matcher = pattern.matcher(folded);
            if (matcher.find() && leavesSomething(folded, matcher)) {
                String rest = folded.substring(0, matcher.start()) + " " + folded.substring(matcher.end());
                return new TitleText(letters(rest), Optional.of(number(matcher.group(1))));
            }
        }
        return new TitleText(letters(folded), Optional.empty());
    }

    /** The title '20' has no volume; it is its name. */
    private static boolean leavesSomething(String folded, Matcher matcher) {
        return !folded.substring(0, matcher.start()).isBlank()
                || !folded.substring(matcher.end()).isBlank();
    }

    private static int[] letters(String folded) {
        return folded.codePoints()
                .map(TitleText::hiragana)
                .filter(Character::isLetterOrDigit)
                .filter(letter -> letter != 'ー')
                .toArray();
    }

    private static int hiragana(int letter) {
        return letter >= 'ァ' && letter <= 'ヶ' ? letter - ('ァ' - 'ぁ') : letter;
    }

    private static int number(String digits) {
        return Character.isDigit(digits.charAt(0)) ? Integer.parseInt(digits) : kanjiNumber(digits);
    }

    /** 二十三 is 23, 百五 is 105. */
    private static int kanjiNumber(String digits) {
        int sum = 0;
        int digit = 0;
        for (int i = 0; i < digits.length(); i++) {
            char sign = digits.charAt(i);
            int unit = sign == '十' ? 10 : sign == '百' ? 100 : 0;
            if (unit == 0) {
                digit = KANJI_DIGITS.indexOf(sign);
            } else {
                sum += Math.max(1, digit) * unit;
                digit = 0;
            }
        }
        return sum + digit;
    }
}
