package org.catalogsync.chat.intent;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import org.catalogsync.chat.intent.VolumeScan.Volumes;
import org.catalogsync.chat.retrieve.Mention;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.jspecify.annotations.Nullable;

/**
 * Understands a question by rules: ISBNs, then the names of series, then volumes, then the words that ask; each is crossed out before the next is looked for, and what is left is a title that the catalogue does not have, or a topic.
 * Whatever a question says is text: there is nothing in it to obey.
 */
public final class Understanding {
    /** Longer questions are read up to here; what they ask stands before. */
    static final int MOST_READ = 1_000;

    /** So much may be left of a question that is understood. */
    private static final int LITTLE = 4;

    private static final Set<Intent> OF_A_VOLUME =
            EnumSet.of(Intent.STOCK, Intent.PRICE, Intent.DETAILS, Intent.REVIEWS, Intent.RELATED, Intent.SUMMARY);

    private Understanding() {}

    /**
     * Reads one question.
     *
     * @param context what the conversation's last answer was about, null at its beginning
     */
    public static Wish understand(String text, TitleIndex titles, @Nullable Context context) {
        return new Reading(text, titles, context).wish();
    }

    /** What was understood, completed by the small model's guess. Its words are looked up like a customer's, and its volume must be one that exists. */
    public static Wish withHint(Wish wish, Hint hint, TitleIndex titles) {
        Wish found = null;
        if (hint.title() != null && wish.isbns().isEmpty()) {
            String volume = hint.volume() == null ? "" : " 第" + hint.volume().strip() + "巻";
            found = understand("「" + hint.title().replaceAll("[「」]", " ").strip() + "」" + volume, titles, null);
        }
        Wish items = found != null && !found.isbns().isEmpty() ? found : wish;
        boolean adds = wish.isbns().isEmpty() && !items.isbns().isEmpty();
        Wish missing = found != null && (adds || wish.unknown().isEmpty()) ? found : wish;
        Wish likeIt = found != null && (adds || wish.near().isEmpty()) ? found : wish;
        return new Wish(
                wish.language(),
                speaksOfBooks(wish) && isElsewhere(hint.intent()) ? wish.intent() : hint.intent(),
                true,
                items.isbns(),
                items.series(),
                wish.badIsbns(),
                missing.unknown(),
                likeIt.near(),
                items.more(),
                wish.topic());
    }

    /** Whoever names a book asks about it, whatever the small model made of the words. */
    private static boolean speaksOfBooks(Wish wish) {
        return !wish.isbns().isEmpty()
                || !wish.unknown().isEmpty()
                || !wish.badIsbns().isEmpty();
    }

    private static boolean isElsewhere(Intent intent) {
        return intent == Intent.OUT_OF_SCOPE || intent == Intent.SMALL_TALK;
    }

    /** One question, from its text to what it wishes. */
    private static final class Reading {
        private final Sentence sentence;
        private final @Nullable Context context;
        private final Items items;
        private final IsbnScan isbns;
        private final List<Mention> names;
        private final Language language;

        Reading(String written, TitleIndex titles, @Nullable Context context) {
            this.sentence = new Sentence(beginning(written));
            this.context = context;
            this.items = new Items(sentence, titles);
            this.isbns = IsbnScan.of(sentence);
            isbns.found().forEach(items::add);
            items.addWhole(titles.wholeTitles(sentence.spelling()));
            TitleScan scan = TitleScan.of(sentence, titles);
            this.names = scan.meant();
            items.addNear(scan.near());
            this.language = Script.of(sentence, context);
        }

        private static String beginning(String written) {
            return written.length() <= MOST_READ ? written : written.substring(0, MOST_READ);
        }

        Wish wish() {
            List<Volumes> volumes = items.add(names, VolumeScan.of(sentence));
            String withoutNames = sentence.text();
            List<Leftover> quoted = crossOutQuoted();
            Set<Intent> asked = Words.crossOut(sentence);
            boolean pointing = Words.crossOutPointing(sentence);
            Words.crossOutFilling(sentence);
            List<Leftover> left = Leftover.of(sentence);
            boolean someBook = Words.asksForSomeBook(withoutNames);
            boolean canFollow = context != null && !context.isbns().isEmpty() && nothingNamed() && quoted.isEmpty();
            Intent intent = intent(asked, someBook, Words.isGreeting(withoutNames), volumes, canFollow);
            if (canFollow && context != null && follows(intent, volumes, pointing, left)) {
                items.follow(context, volumes);
                Intent follows = OF_A_VOLUME.contains(intent) || intent == Intent.RECOMMEND ? intent : Intent.STOCK;
                return wish(follows, true, left);
            }
            boolean unknown = addUnknown(intent, quoted, left, volumes);
            if (unknown && !asked.contains(intent)) {
                intent = Intent.STOCK;
            }
            return wish(intent, isSure(intent, asked, left, unknown), left);
        }

        private boolean nothingNamed() {
            return items.isEmpty() && isbns.bad().isEmpty() && names.isEmpty();
        }

        /** A title in quotation marks that is none of the catalogue's is one title, whatever words are in it. */
        private List<Leftover> crossOutQuoted() {
            List<Leftover> quoted = new ArrayList<>();
            Matcher matcher = sentence.quoted();
            while (matcher.find()) {
                int from = matcher.start() + 1;
                int to = matcher.end() - 1;
                String inside = sentence.text().substring(from, to);
                if (inside.chars().noneMatch(c -> c == Sentence.NAME || c == Sentence.ISBN)) {
                    quoted.add(new Leftover(from, to));
                    sentence.cross(from, to, Sentence.WORD);
                }
            }
            return quoted;
        }

        private boolean follows(Intent intent, List<Volumes> volumes, boolean pointing, List<Leftover> left) {
            boolean little = left.stream()
                            .mapToInt(rest -> rest.letters(sentence.text()))
                            .sum()
                    <= LITTLE;
            boolean ofAVolume = OF_A_VOLUME.contains(intent);
            return (!volumes.isEmpty() && little)
                    || (pointing && (ofAVolume || little))
                    || (ofAVolume && left.isEmpty());
        }

        private Intent intent(
                Set<Intent> asked, boolean someBook, boolean greeting, List<Volumes> volumes, boolean canFollow) {
            boolean named = !nothingNamed();
            for (Intent first : List.of(Intent.ORDER_STATUS, Intent.REVIEWS, Intent.RECOMMEND, Intent.RELATED)) {
                if (asked.contains(first)) {
                    return first;
                }
            }
            boolean several = (items.isbns().size() > 1 && items.series() == null) || names.size() > 1;
            if (asked.contains(Intent.SUMMARY)) {
                return Intent.SUMMARY;
            }
            if (asked.contains(Intent.PRICE) && asked.contains(Intent.STOCK)) {
                return several ? Intent.SUMMARY : Intent.DETAILS;
            }
            if (!named && someBook && volumes.isEmpty() && !asked.contains(Intent.PRICE)) {
                return Intent.RECOMMEND;
            }
            for (Intent next : List.of(Intent.PRICE, Intent.DETAILS, Intent.STOCK)) {
                if (asked.contains(next) && !(greeting && !named && next == Intent.STOCK && !canFollow)) {
                    return next;
                }
            }
            if (named) {
                return several ? Intent.SUMMARY : Intent.STOCK;
            }
            return greeting ? Intent.SMALL_TALK : Intent.OUT_OF_SCOPE;
        }

        /** Whether a title was found that the catalogue does not have. */
        private boolean addUnknown(Intent intent, List<Leftover> quoted, List<Leftover> left, List<Volumes> volumes) {
            int before = items.unknown().size();
            for (Leftover title : quoted) {
                Volumes behind = behind(title, volumes);
                items.addUnknown(title.from(), behind == null ? title.to() : behind.to(), title.to());
            }
            boolean asksOfAVolume = OF_A_VOLUME.contains(intent);
            for (Leftover title : left) {
                Volumes behind = behind(title, volumes);
                boolean enough = title.letters(sentence.text()) >= 2;
                boolean alone = nothingNamed() && quoted.isEmpty() && asksOfAVolume;
                if (enough && (behind != null || alone || isLinked(title))) {
                    items.addUnknown(title.from(), behind == null ? title.to() : behind.to(), title.to());
                }
            }
            return items.unknown().size() > before;
        }

        private @Nullable Volumes behind(Leftover title, List<Volumes> volumes) {
            for (Volumes one : volumes) {
                boolean after = one.from() >= title.to() && one.from() - title.to() <= 3;
                boolean before = one.to() <= title.from() && title.from() - one.to() <= 8;
                if (after || (before && language == Language.ENGLISH)) {
                    return after ? one : null;
                }
            }
            return null;
        }

        /** AとB, of which only one is known. */
        private boolean isLinked(Leftover title) {
            String text = sentence.text();
            String before = text.substring(Math.max(0, title.from() - 3), title.from());
            String behind = text.substring(title.to(), Math.min(text.length(), title.to() + 3));
            return before.matches(".*[" + Sentence.NAME + Sentence.VOLUME + "][」』\"]?[と、,&や]\\s?[「『\"]?")
                    || behind.matches("[」』\"]?[と、,&や]\\s?[「『\"]?[" + Sentence.NAME + "].*");
        }

        private boolean isSure(Intent intent, Set<Intent> asked, List<Leftover> left, boolean unknown) {
            int letters = left.stream()
                    .mapToInt(rest -> rest.letters(sentence.text()))
                    .sum();
            if (!isbns.bad().isEmpty() || !isbns.found().isEmpty()) {
                return true;
            }
            return switch (intent) {
                case OUT_OF_SCOPE -> false;
                case SMALL_TALK -> letters <= 2 * LITTLE;
                case ORDER_STATUS, REVIEWS, RECOMMEND -> true;
                default ->
                    !items.isbns().isEmpty()
                            ? asked.contains(intent) || letters <= LITTLE
                            : unknown && asked.contains(intent);
            };
        }

        private Wish wish(Intent intent, boolean sure, List<Leftover> left) {
            return new Wish(
                    language,
                    intent,
                    sure,
                    items.isbns(),
                    items.series(),
                    isbns.bad(),
                    items.unknown(),
                    items.near(),
                    items.more(),
                    topic(left));
        }

        private String topic(List<Leftover> left) {
            List<String> parts = new ArrayList<>();
            names.forEach(
                    name -> parts.add(sentence.written(name.from(), name.to()).strip()));
            left.forEach(
                    rest -> parts.add(sentence.written(rest.from(), rest.to()).strip()));
            return String.join(" ", parts);
        }
    }
}
