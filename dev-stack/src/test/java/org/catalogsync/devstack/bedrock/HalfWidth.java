package org.catalogsync.devstack.bedrock;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/** Katakana as old terminals show it: half as wide, with the sound marks as letters of their own. */
final class HalfWidth {

    private static final Map<Integer, String> NARROW = narrow();

    private HalfWidth() {}

    static String of(String title) {
        StringBuilder narrow = new StringBuilder();
        title.codePoints().forEach(letter -> narrow.append(NARROW.getOrDefault(letter, Character.toString(letter))));
        return narrow.toString();
    }

    private static Map<Integer, String> narrow() {
        Map<Integer, String> narrow = new HashMap<>();
        for (int letter = 'ｦ'; letter <= 'ﾝ'; letter++) {
            for (String mark : new String[] {"", "ﾞ", "ﾟ"}) {
                String half = Character.toString(letter) + mark;
                String full = Normalizer.normalize(half, Normalizer.Form.NFKC);
                if (full.codePointCount(0, full.length()) == 1) {
                    narrow.put(full.codePointAt(0), half);
                }
            }
        }
        return narrow;
    }
}
