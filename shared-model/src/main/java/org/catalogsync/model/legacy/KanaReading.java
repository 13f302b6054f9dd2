package org.catalogsync.model.legacy;

/** Readings of titles: one kind of kana, so that ひらがな, カタカナ and ｶﾀｶﾅ are found alike. */
public final class KanaReading {

    private KanaReading() {}

    /** The text with each hiragana as its katakana; anything else stays. For text in normal form, which it keeps. */
    public static String katakana(String normal) {
        for (int i = 0; i < normal.length(); i++) {
            if (isHiragana(normal.charAt(i))) {
                return rewrite(normal);
            }
        }
        return normal;
    }

    /** Whether the text can be read aloud as it stands, without knowing a kanji. */
    public static boolean isReading(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 'ヿ' && Character.isIdeographic(text.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String rewrite(String normal) {
        char[] kana = normal.toCharArray();
        for (int i = 0; i < kana.length; i++) {
            if (isHiragana(kana[i])) {
                kana[i] += 'ア' - 'あ';
            }
        }
        // ゐ takes no sound mark and ヰ does, so what was composed may no longer be
        return TextNormaliser.normalise(new String(kana));
    }

    private static boolean isHiragana(char c) {
        return (c >= 'ぁ' && c <= 'ゖ') || c == 'ゝ' || c == 'ゞ';
    }
}
