package org.catalogsync.devstack.bedrock;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** What people do to titles when they type them. */
enum Alteration {
    TYPO {
        @Override
        String of(String title, Random random) {
            int at = oneOf(lettersIn(title), random);
            return title.substring(0, at) + OTHERS.charAt(random.nextInt(OTHERS.length())) + title.substring(at + 1);
        }
    },
    DROPPED_KANA {
        @Override
        String of(String title, Random random) {
            List<Integer> kana = IntStream.range(0, title.length())
                    .filter(i -> isKana(title.charAt(i)))
                    .boxed()
                    .toList();
            if (kana.isEmpty()) {
                return TYPO.of(title, random);
            }
            int at = oneOf(kana, random);
            return title.substring(0, at) + title.substring(at + 1);
        }
    },
    OTHER_WIDTH {
        @Override
        String of(String title, Random random) {
            return HalfWidth.of(random.nextBoolean() ? SyntheticTitles.wide(title) : title);
        }
    };

    private static final String OTHERS = "あきすてのまゆらアキステノマ空山花口日";

    abstract String of(String title, Random random);

    /** The volume's digits are left alone: another number is another volume, not a typo. */
    private static List<Integer> lettersIn(String title) {
        return IntStream.range(0, title.length())
                .filter(i -> Character.isLetter(title.charAt(i)) && "第巻".indexOf(title.charAt(i)) < 0)
                .boxed()
                .toList();
    }

    private static boolean isKana(char letter) {
        return letter >= 'ぁ' && letter <= 'ヺ';
    }

    private static int oneOf(List<Integer> places, Random random) {
        return places.get(random.nextInt(places.size()));
    }
}
