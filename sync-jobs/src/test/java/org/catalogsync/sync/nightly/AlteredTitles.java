package org.catalogsync.sync.nightly;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.catalogsync.model.Product;

/** Titles as customers type them: one slip each. */
final class AlteredTitles {
    private static final String KANA_TYPOS = "あかさたなはまやらアカサタナハマヤラ";

    private AlteredTitles() {}

    /** One altered title for each product: a typo, a dropped kana or another width, in turn. */
    static List<String> of(List<Product> products, long seed) {
        Random random = new Random(seed);
        List<String> altered = new ArrayList<>();
        for (int i = 0; i < products.size(); i++) {
            String title = products.get(i).title();
            altered.add(
                    switch (i % 3) {
                        case 0 -> typo(title, random);
                        case 1 -> droppedKana(title, random);
                        default -> otherWidth(title);
                    });
        }
        return altered;
    }

    private static String typo(String title, Random random) {
        int at = letter(title, random, Character::isIdeographic, AlteredTitles::isKana);
        char other = KANA_TYPOS.charAt(random.nextInt(KANA_TYPOS.length()));
        return title.substring(0, at) + other + title.substring(at + 1);
    }

    private static String droppedKana(String title, Random random) {
        int at = letter(title, random, AlteredTitles::isKana, Character::isIdeographic);
        return title.substring(0, at) + title.substring(at + 1);
    }

    /** Every ASCII letter and digit as wide as a kanji. */
    private static String otherWidth(String title) {
        StringBuilder wide = new StringBuilder();
        title.chars().forEach(c -> wide.append((char) (c > 0x20 && c < 0x7f ? c + 0xfee0 : c)));
        return wide.toString();
    }

    private static boolean isKana(int c) {
        return (c >= 'ぁ' && c <= 'ん') || (c >= 'ァ' && c <= 'ヶ');
    }

    /** A place where a letter of the first kind stands, else of the second, else the first place. */
    private static int letter(String title, Random random, java.util.function.IntPredicate... kinds) {
        for (java.util.function.IntPredicate kind : kinds) {
            int[] places = java.util.stream.IntStream.range(0, title.length())
                    .filter(i -> kind.test(title.charAt(i)))
                    .toArray();
            if (places.length > 0) {
                return places[random.nextInt(places.length)];
            }
        }
        return 0;
    }
}
