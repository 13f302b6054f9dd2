package org.catalogsync.model.legacy;

/** What each UTF-16 unit becomes in normal text, before composition. */
final class CharFolding {
    /** Stands for a character that normal text drops; U+0000 is itself one of them. */
    static final char DROP = '\0';

    private static final String HALF_WIDTH_KATAKANA = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    private static final String HALF_WIDTH_SYMBOLS = "│←↑→↓■○";

    private CharFolding() {}

    /** Whether the unit is one of those that make up nearly all text and that folding and composition leave alone; the plain space is not. */
    static boolean isPlain(char c) {
        return c < 0x7f
                ? c > ' '
                : (c >= 0x4e00 && c <= 0x9fff)
                        || (c >= 0x3001 && c <= 0x30ff && (c < 0x3099 || c > 0x309a) && (c < 0x302a || c > 0x302f));
    }

    /** Whether composition (NFC) leaves the unit alone wherever it stands, before folding. May say no to one that it does. */
    static boolean isInert(char c) {
        return isComposed(c) || c == '\u3000' || (c >= '\uFF00' && c <= '\uFFEF');
    }

    /** Whether composition leaves the unit alone wherever it stands, after folding. */
    static boolean isComposed(char c) {
        return c < 0x300 || isPlain(c) || (c >= 0x2010 && c <= 0x2027) || (c >= 0x2460 && c <= 0x26ff);
    }

    static boolean isPrivateUse(char c) {
        return c >= '\uE000' && c <= '\uF8FF';
    }

    /** The unit in normal text, {@link #DROP}, or one space for any kind of space. Not for surrogates and the half-width sound marks. */
    static char fold(char c) {
        if (isPlain(c)) {
            return c;
        }
        if (c >= '\uFF01' && c <= '\uFF5D') {
            return (char) (c - 0xFEE0);
        }
        if (c >= '\uFF61' && c <= '\uFF9D') {
            return HALF_WIDTH_KATAKANA.charAt(c - '\uFF61');
        }
        if (c >= '\uFFE8' && c <= '\uFFEE') {
            return HALF_WIDTH_SYMBOLS.charAt(c - '\uFFE8');
        }
        return c < 0xa0 || (c >= 0x2000 && c <= 0x206f) ? foldSpace(c) : foldTwin(c);
    }

    private static char foldSpace(char c) {
        return switch (c) {
            case ' ', '\t', '\n', '\u000B', '\f', '\r', '\u0085', '\u2028', '\u2029', '\u202F', '\u205F' -> ' ';
            case '\u2010', '\u2011' -> '-';
            case '\u2014' -> '\u2015';
            case '\u200D' -> c; // joins emoji
            default -> c < 0xa0 || isInvisible(c) ? DROP : c <= '\u200A' ? ' ' : c;
        };
    }

    /** Marks that steer layout or direction and show nothing; two titles that differ in them look the same. */
    private static boolean isInvisible(char c) {
        return (c >= '\u200B' && c <= '\u200F') || (c >= '\u202A' && c <= '\u202E') || c >= '\u2060';
    }

    /** One spelling where windows-31j and the JIS standard have two for one code, or where width is the only difference. */
    private static char foldTwin(char c) {
        return switch (c) {
            case '\u00A0', '\u1680', '\u3000' -> ' ';
            case '\u00AD', '\u061C', '\uFEFF' -> DROP;
            case '\u2212' -> '-'; // 817C, which the other table calls U+FF0D
            case '\u2225' -> '\u2016'; // 8161
            case '\uFF5E' -> '\u301C'; // 8160: the JIS standard's wave dash
            case '\uFFE0' -> '\u00A2'; // 8191
            case '\uFFE1' -> '\u00A3'; // 8192
            case '\uFFE2' -> '\u00AC'; // 81CA
            case '\uFFE4' -> '\u00A6'; // FA55
            case '\uFFE5' -> '\u00A5'; // 818F
            case '\uFFE6' -> '\u20A9';
            case '\uFFFE', '\uFFFF' -> '\uFFFD'; // no characters, and no XML can carry them
            default -> c;
        };
    }

    /** The kana with the sound mark, or {@link #DROP} where it takes none. */
    static char voiced(char kana) {
        if ((kana >= 'カ' && kana <= 'ヂ') || (kana >= 'か' && kana <= 'ぢ')) {
            return isOdd(kana) ? (char) (kana + 1) : DROP;
        }
        return switch (kana) {
            case 'ツ', 'テ', 'ト', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ', 'つ', 'て', 'と', 'は', 'ひ', 'ふ', 'へ', 'ほ', 'ヽ', 'ゝ' ->
                (char) (kana + 1);
            case 'ウ' -> 'ヴ';
            case 'う' -> 'ゔ';
            case 'ワ' -> 'ヷ';
            case 'ヰ' -> 'ヸ';
            case 'ヱ' -> 'ヹ';
            case 'ヲ' -> 'ヺ';
            default -> DROP;
        };
    }

    /** From カ to チ the clear kana have odd code points and their voiced forms follow; likewise in hiragana. */
    private static boolean isOdd(char kana) {
        return (kana & 1) == 1;
    }

    /** The kana with the half-voiced mark, or {@link #DROP} where it takes none. */
    static char halfVoiced(char kana) {
        return switch (kana) {
            case 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ', 'は', 'ひ', 'ふ', 'へ', 'ほ' -> (char) (kana + 2);
            default -> DROP;
        };
    }
}
