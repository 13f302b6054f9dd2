package org.catalogsync.model.legacy;

import java.text.Normalizer;

/**
 * The one normalisation of text, before anything is hashed, compared or indexed: one width, one spelling of each windows-31j code, canonical composition (NFC), no invisible characters, single spaces. Idempotent. What it folds and what
 * it leaves alone is written in {@code docs/interpretation.md}.
 */
public final class TextNormaliser {
    private static final char VOICED_MARK = '\uFF9E';
    private static final char HALF_VOICED_MARK = '\uFF9F';

    private final String text;
    private final char[] out;
    private int length;
    private boolean composed = true;
    private boolean privateUse;
    private boolean replaced;

    private TextNormaliser(String text) {
        // Composed first, so that canonically equal texts are folded alike: ∦ is not ∥ with a stroke after ∥ became ‖.
        this.text = isInert(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
        this.out = new char[this.text.length()];
    }

    /** The normal form of a text. */
    public static String normalise(String text) {
        return isNormal(text) ? text : read(text).text();
    }

    /** The normal form of a text, with what there is to say about it. */
    public static NormalText read(String text) {
        return isNormal(text) ? new NormalText(text, false, false) : new TextNormaliser(text).rewrite();
    }

    /** Whether the text is of plain characters and single spaces between; most text is, and then nothing is copied. */
    private static boolean isNormal(String text) {
        int last = text.length() - 1;
        boolean afterSpace = true;
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            if (CharFolding.isPlain(c)) {
                afterSpace = false;
            } else if (c == ' ' && !afterSpace && i < last) {
                afterSpace = true;
            } else {
                return false;
            }
        }
        return true;
    }

    private static boolean isInert(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!CharFolding.isInert(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private NormalText rewrite() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                i += surrogate(c, i) ? 1 : 0;
            } else if (c == VOICED_MARK || c == HALF_VOICED_MARK) {
                mark(c);
            } else {
                unit(CharFolding.fold(c));
            }
        }
        if (length > 0 && out[length - 1] == ' ') {
            length--;
        }
        String folded = new String(out, 0, length);
        return new NormalText(
                composed ? folded : Normalizer.normalize(folded, Normalizer.Form.NFC), privateUse, replaced);
    }

    private void unit(char folded) {
        if (folded == CharFolding.DROP || (folded == ' ' && (length == 0 || out[length - 1] == ' '))) {
            return;
        }
        composed &= CharFolding.isComposed(folded);
        privateUse |= CharFolding.isPrivateUse(folded);
        replaced |= folded == '\uFFFD';
        out[length++] = folded;
    }

    /** Whether the next unit was taken too. Half a pair cannot be encoded, so it is a lost character. */
    private boolean surrogate(char high, int at) {
        if (!Character.isHighSurrogate(high)
                || at + 1 == text.length()
                || !Character.isLowSurrogate(text.charAt(at + 1))) {
            unit('\uFFFD');
            return false;
        }
        composed = false;
        privateUse |= high >= '\uDB80'; // planes 15 and 16
        out[length++] = high;
        out[length++] = text.charAt(at + 1);
        return true;
    }

    /** A half-width sound mark joins the kana before it, as it does on paper; alone it is the spacing mark. */
    private void mark(char mark) {
        char before = length == 0 ? CharFolding.DROP : out[length - 1];
        char joined = mark == VOICED_MARK ? CharFolding.voiced(before) : CharFolding.halfVoiced(before);
        if (joined != CharFolding.DROP) {
            out[length - 1] = joined;
        } else {
            unit(mark == VOICED_MARK ? '゛' : '゜');
        }
    }
}
