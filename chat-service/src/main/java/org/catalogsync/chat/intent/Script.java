package org.catalogsync.chat.intent;

import org.jspecify.annotations.Nullable;

/** The language of a question by its script. A Japanese title in an English question does not make it Japanese, nor an English one the other way round. */
final class Script {
    private Script() {}

    static Language of(Sentence sentence, @Nullable Context context) {
        int[] own = count(sentence.text());
        if (own[0] == 0 && own[1] < 3) {
            // Little but a title, or a number.
            int[] whole = count(sentence.spelling().plain());
            own = own[1] > 0 && whole[1] > own[1] ? whole : own[1] > 0 ? own : whole;
        }
        if (own[0] == 0 && own[1] == 0) {
            return context == null ? Language.JAPANESE : context.language();
        }
        // Latin words are longer than Japanese ones of the same weight.
        return own[0] * 3 >= own[1] ? Language.JAPANESE : Language.ENGLISH;
    }

    /** Japanese characters, and Latin letters. */
    private static int[] count(String text) {
        int[] count = new int[2];
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= 'ぁ' && c <= 'ヿ') || (c >= '一' && c <= '鿿')) {
                count[0]++;
            } else if (c < 0x250 && Character.isLetter(c)) {
                count[1]++;
            }
        }
        return count;
    }
}
