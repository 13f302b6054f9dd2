package org.catalogsync.chat.intent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.catalogsync.chat.intent.VolumeScan.Volumes;
import org.catalogsync.chat.retrieve.Mention;
import org.catalogsync.chat.retrieve.Spelling;
import org.catalogsync.chat.retrieve.TitleIndex;

/**
 * Decides which names of series a sentence means. A long name is meant wherever it stands. A short one, and one that is also a word of questions, must be quoted, have a volume behind it, or be all that is left; a name with an error
 * must be the only one that it can be.
 */
final class TitleScan {
    private static final String PARTICLES = "のはがをにでともへや";
    private static final int LONG_INSIDE_A_WORD = 5;
    private static final int MOST_ROUNDS = 3;
    private static final int LONGEST_MORE = 30;

    private final Sentence sentence;
    private final TitleIndex titles;
    private final String text;
    /** The sentence without the words that ask, its names still in it. */
    private final Sentence asking;
    /** The same, without words such as "and", too, which no volume behind them makes a title. */
    private final Sentence filling;

    /** Volumes as they stand there while no name is crossed out. */
    private final List<Volumes> plainVolumes;

    /** How often it may still be tried what is left without a name: a question may be nothing but short names. */
    private int tries = 30;

    private final List<Mention> meant = new ArrayList<>();
    private final List<Mention> longer = new ArrayList<>();
    private final Set<Integer> near = new LinkedHashSet<>();

    private TitleScan(Sentence sentence, TitleIndex titles) {
        this.sentence = sentence;
        this.titles = titles;
        this.text = sentence.text();
        this.plainVolumes = VolumeScan.of(copy(List.of()));
        this.filling = copy(List.of());
        Words.crossOutPointing(filling);
        Words.crossOutFilling(filling);
        this.asking = copy(List.of());
        Words.crossOut(asking);
        Words.crossOutPointing(asking);
        Words.crossOutFilling(asking);
        Words.crossOutGreeting(asking);
    }

    static TitleScan of(Sentence sentence, TitleIndex titles) {
        TitleScan scan = new TitleScan(sentence, titles);
        scan.exact();
        Unread unread = scan.unread();
        if (unread.parts().stream().anyMatch(part -> part.letters(scan.text) >= 2) && scan.withErrors(unread.parts())) {
            unread = scan.unread();
        }
        if (!unread.parts().isEmpty()) {
            scan.withoutPartsOfOthers(unread);
        }
        scan.meant.sort(Comparator.comparingInt(Mention::from));
        scan.meant.forEach(mention -> sentence.cross(mention.from(), mention.to(), Sentence.NAME));
        return scan;
    }

    /** In the order in which they stand. */
    List<Mention> meant() {
        return meant;
    }

    /** Names that stand in the sentence as a part of a longer title, which the catalogue does not have. */
    List<Mention> longer() {
        return longer;
    }

    /** Series that a name with an error may mean, where it may mean several. */
    List<Integer> near() {
        return List.copyOf(near);
    }

    private void exact() {
        List<Mention> mentions = new ArrayList<>(titles.exact(sentence.spelling()));
        mentions.sort(Comparator.comparingInt(Mention::letters)
                .reversed()
                .thenComparing(Comparator.comparingInt(Mention::from)));
        for (Mention mention : mentions) {
            if (isFree(mention) && isMeant(mention)) {
                meant.add(mention);
            }
        }
    }

    private boolean isFree(Mention mention) {
        return !sentence.isCrossed(mention.from(), mention.to())
                && meant.stream().noneMatch(mention::overlaps);
    }

    private boolean isMeant(Mention mention) {
        if (!fillsItsQuotes(mention)) {
            return false;
        }
        if (sentence.isQuoted(mention.from(), mention.to())) {
            return true;
        }
        if (isVolume(mention)) {
            return false;
        }
        boolean hasVolume = hasVolume(mention);
        if (asking.isCrossed(mention.from(), mention.to())) {
            return hasVolume && meant.isEmpty() && !filling.isCrossed(mention.from(), mention.to());
        }
        // 雪の国上巻: the volume that it goes on with is none of its word.
        if (mention.letters() < LONG_INSIDE_A_WORD && !hasVolume && isInsideAWord(mention)) {
            return false;
        }
        return !isShort(mention) || hasVolume || isAllThatIsLeft(mention);
    }

    private boolean hasVolume(Mention mention) {
        return begins(mention.from()) && VolumeScan.follows(text, mention.to());
    }

    private boolean begins(int at) {
        return at == 0
                || !Character.isLetterOrDigit(text.charAt(at - 1))
                || Sentence.isSign(text.charAt(at - 1))
                || asking.isCrossed(at - 1, at)
                || isParticle(at - 1);
    }

    /** As it is written: the ニ of マニア is none. */
    private boolean isParticle(int at) {
        return PARTICLES.indexOf(sentence.spelling().plain().charAt(at)) >= 0;
    }

    private boolean isShort(Mention mention) {
        String name = text.substring(mention.from(), mention.to());
        boolean spelled = name.chars().allMatch(c -> c < 0x250 || !Character.isLetter(c));
        String plain = sentence.spelling().plain().substring(mention.from(), mention.to());
        boolean hiragana = plain.chars().allMatch(c -> (c >= 'ぁ' && c <= 'ゟ') || c == 'ー');
        return mention.letters() <= 2 || (mention.letters() == 3 && (spelled || hiragana));
    }

    /** Whether the name is a part of a longer word in kanji or in katakana. */
    private boolean isInsideAWord(Mention mention) {
        String plain = sentence.spelling().plain();
        return goesOn(plain, mention.from()) || goesOn(plain, mention.to());
    }

    private boolean goesOn(String plain, int at) {
        if (at <= 0 || at >= plain.length() || asking.isCrossed(at - 1, at) || asking.isCrossed(at, at + 1)) {
            return false;
        }
        char before = plain.charAt(at - 1);
        char behind = plain.charAt(at);
        return (isKanji(before) && isKanji(behind)) || (isKatakana(before) && isKatakana(behind));
    }

    private static boolean isKanji(char c) {
        return c >= '一' && c <= '鿿';
    }

    private static boolean isKatakana(char c) {
        return c >= 'ァ' && c <= 'ー' && c != '・';
    }

    /** Whether nothing but the name is left. What is left of a question for something like it is its topic: 猫が好きな人におすすめの本 asks for no book called 猫. */
    private boolean isAllThatIsLeft(Mention mention) {
        if (--tries < 0) {
            return false;
        }
        Sentence rest = copy(List.of(mention));
        VolumeScan.of(rest);
        boolean isTopic = Words.crossOut(rest).contains(Intent.RECOMMEND);
        Words.crossOutPointing(rest);
        Words.crossOutFilling(rest);
        return !isTopic && Leftover.of(rest).isEmpty();
    }

    /** Whether the name is a number that stands here as a volume's. */
    private boolean isVolume(Mention mention) {
        boolean number = text.substring(mention.from(), mention.to()).chars().allMatch(Character::isDigit);
        return number
                && plainVolumes.stream()
                        .anyMatch(volumes -> volumes.from() <= mention.from() && mention.to() <= volumes.to());
    }

    /** A short known name inside a longer quoted title is not what is asked for. */
    private boolean fillsItsQuotes(Mention mention) {
        Matcher quoted = sentence.quoted();
        while (quoted.find()) {
            if (quoted.start() < mention.from() && quoted.end() > mention.to()) {
                Sentence inside = new Sentence(text.substring(quoted.start() + 1, quoted.end() - 1));
                inside.cross(mention.from() - quoted.start() - 1, mention.to() - quoted.start() - 1, Sentence.NAME);
                VolumeScan.of(inside);
                int left = inside.text()
                        .chars()
                        .map(c -> Character.isLetterOrDigit(c) && !Sentence.isSign((char) c) ? 1 : 0)
                        .sum();
                String behind = inside.text().substring(mention.to() - quoted.start() - 1);
                // 「灯台 3巻 新装版」 is the title of a volume, whatever it says of itself.
                boolean ofAVolume = behind.matches("\\s*" + Sentence.VOLUME + ".*");
                return ofAVolume || left <= 1 || left * 2 < mention.letters();
            }
        }
        return true;
    }

    private Sentence copy(List<Mention> without) {
        Sentence copy = sentence.copy();
        without.forEach(mention -> copy.cross(mention.from(), mention.to(), Sentence.NAME));
        return copy;
    }

    private Unread unread() {
        return Unread.of(copy(meant));
    }

    /** A name that runs on with letters that are not read is none: ワンピース学園 is another book. Those that are left are looked at again, since the unread letters are more then. */
    private void withoutPartsOfOthers(Unread first) {
        Unread unread = first;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Mention> parts = parts(unread);
            if (parts.isEmpty()) {
                return;
            }
            parts.forEach(this::lengthen);
            unread = meant.isEmpty() ? unread : unread();
        }
    }

    private List<Mention> parts(Unread unread) {
        return meant.stream()
                .filter(mention -> unread.hasLonger(mention, this::isAuthor))
                .toList();
    }

    /** The longer title in place of its beginning where the catalogue has it under the name that was not written: ジョジョ第4部. */
    private void lengthen(Mention part) {
        meant.remove(part);
        longer.add(part);
        String goesOn = sentence.written(part.to(), Math.min(text.length(), part.to() + LONGEST_MORE));
        for (int of : part.series()) {
            String name = titles.nameOf(of);
            int letters = Spelling.of(name).plain().length();
            Optional<Mention> whole = titles.beginning(name + goesOn, letters + 1);
            if (whole.isPresent()) {
                int to = part.to() + whole.get().to() - letters;
                longer.remove(part);
                meant.add(new Mention(
                        part.from(),
                        to,
                        whole.get().letters(),
                        0,
                        whole.get().series(),
                        whole.get().editions()));
                return;
            }
        }
    }

    private boolean isAuthor(Mention mention, String letters) {
        return mention.series().stream().anyMatch(of -> titles.isBy(of, letters));
    }

    /** Whether any was found. */
    private boolean withErrors(List<Leftover> left) {
        boolean found = false;
        List<Mention> candidates = titles.close(sentence.spelling(), 0, text.length()).stream()
                .filter(mention -> !asking.isCrossed(mention.from(), mention.to()) && fillsItsQuotes(mention))
                .filter(mention -> left.stream().anyMatch(rest -> fits(mention, rest)))
                .filter(this::isLongEnough)
                .toList();
        for (Mention mention : candidates) {
            if (outweighs(mention)) {
                List<Mention> rivals = rivals(mention, candidates);
                if (rivals.isEmpty()) {
                    meant.removeIf(mention::overlaps);
                    found = meant.add(mention);
                } else {
                    near.addAll(mention.series());
                    rivals.forEach(rival -> near.addAll(rival.series()));
                }
            }
        }
        return found;
    }

    /** A short name with an error is soon like some other word: "a lot" is no LOFT. */
    private boolean isLongEnough(Mention mention) {
        return mention.letters() >= LONG_INSIDE_A_WORD
                || sentence.isQuoted(mention.from(), mention.to())
                || hasVolume(mention)
                || isAllThatIsLeft(mention);
    }

    private boolean outweighs(Mention mention) {
        return meant.stream()
                .filter(mention::overlaps)
                .allMatch(other -> other.errors() == 0 && mention.weight() > other.letters());
    }

    private static List<Mention> rivals(Mention mention, List<Mention> candidates) {
        return candidates.stream()
                .filter(other -> other.overlaps(mention)
                        && !other.series().equals(mention.series())
                        && other.weight() >= mention.weight() - 1
                        && other.errors() <= mention.errors()
                        && other.to() - other.from() >= mention.to() - mention.from() - 1)
                .toList();
    }

    /** Whether the name takes up what was left, or stands between particles: 赤い灯台 is not 青い灯台 without its first letter. */
    private boolean fits(Mention mention, Leftover rest) {
        if (mention.from() >= rest.to() || rest.from() >= mention.to()) {
            return false;
        }
        int from = rest.from();
        while (from < rest.to() && text.charAt(from) == 'ー') {
            from++;
        }
        int before = Math.max(0, mention.from() - from);
        int behind = Math.max(0, rest.to() - mention.to());
        boolean starts = before == 0 || begins(mention.from());
        boolean ends = behind == 0 || !Character.isLetterOrDigit(text.charAt(mention.to())) || isParticle(mention.to());
        return starts && ends;
    }
}
