package org.catalogsync.sync.sample;

/**
 * An invented series.
 *
 * @param title no two series share it
 * @param kana its reading in full-width katakana
 * @param volumes how many there are, 1 to 60
 */
record Series(String title, String kana, String author, String genre, int volumes) {
    private static final int MODIFIERS = Vocabulary.MODIFIERS.size();
    private static final int PLACES = Vocabulary.PLACES.size();
    private static final int SUBJECTS = Vocabulary.SUBJECTS.size();
    private static final long TRIPLES = (long) MODIFIERS * PLACES * SUBJECTS;
    /** Shares no factor with the number of triples, so that consecutive numbers visit each once. */
    private static final long STEP = 1_000_003L * 7_919L;

    private static final int LONGEST = 60;

    static Series of(long seed, long number) {
        Dice dice = Dice.of(seed, "series", number);
        long triple = (number * STEP + Math.floorMod(seed, TRIPLES)) % TRIPLES;
        Word modifier = Vocabulary.MODIFIERS.get((int) (triple % MODIFIERS));
        Word place = Vocabulary.PLACES.get((int) (triple / MODIFIERS % PLACES));
        Word subject = Vocabulary.SUBJECTS.get((int) (triple / MODIFIERS / PLACES));
        Word title = title(dice.roll(7), modifier, place, subject);
        return new Series(title.written(), title.kana(), author(dice), genre(dice), volumes(dice));
    }

    private static Word title(int pattern, Word modifier, Word place, Word subject) {
        return switch (pattern) {
            case 0 -> joined(modifier, "", "", place, "の", "ノ", subject);
            case 1 -> joined(place, "と", "ト", modifier, "", "", subject);
            case 2 -> joined(modifier, "", "", subject, "、", " ", place);
            case 3 -> joined(place, "は", "ハ", modifier, "", "", subject);
            case 4 -> joined(modifier, "", "", subject, "と", "ト", place);
            case 5 -> joined(modifier, "", "", subject, "・", "・", place);
            default -> joined(place, "行きの", "ユキノ", modifier, "", "", subject);
        };
    }

    private static Word joined(
            Word first, String by, String byKana, Word second, String and, String andKana, Word third) {
        return new Word(
                first.written() + by + second.written() + and + third.written(),
                first.kana() + byKana + second.kana() + andKana + third.kana());
    }

    private static String author(Dice dice) {
        Word family = Vocabulary.FAMILY_NAMES.get(dice.roll(Vocabulary.FAMILY_NAMES.size()));
        Word given = Vocabulary.GIVEN_NAMES.get(dice.roll(Vocabulary.GIVEN_NAMES.size()));
        String between = dice.pick("", " ", "　");
        // characters that the JDK's Shift_JIS would lose
        String mark = dice.chance(1, 40) ? "㈱編集部①・" : "";
        return mark + family.written() + between + given.written();
    }

    private static String genre(Dice dice) {
        return Vocabulary.GENRES.get(dice.roll(Vocabulary.GENRES.size()));
    }

    private static int volumes(Dice dice) {
        return dice.chance(1, 8) ? 1 + dice.roll(3) : 4 + dice.roll(dice.chance(1, 5) ? LONGEST - 3 : 15);
    }
}
