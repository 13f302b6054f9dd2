package org.catalogsync.chat.intent;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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

    private static final int LONGEST_LINK = 24;
    private static final String STOPS = "?。!\n";
    private static final String NAMED = "[" + Sentence.NAME + Sentence.VOLUME + Sentence.ISBN + "]";
    private static final String LINK =
            "(?:と|、|,|&|や|;|それと|あと|\\band\\b|\\bor\\b)[\\s,、]*(?:and\\b|the\\b|an?\\b|volumes?\\b|あと|それと|\\s)*";
    private static final Pattern LINKED_BEFORE = Pattern.compile(NAMED + "[」』\"'\\s]*" + LINK + "[「『\"'\\s]*$");
    private static final Pattern LINKED_BEHIND = Pattern.compile("(?:漫画|まんが|マンガ|コミック|シリーズ|作品|本)?[ぁ-ん]{0,4}?[」』\"'\\s]*"
            + LINK + "[「『\"'\\s]*[" + Sentence.NAME + Sentence.ISBN + "]");
    private static final Pattern WITHIN_TITLE = Pattern.compile(
            "[\\s:'-]+(?:(?:the|of|in|on|a|an|to|for|with|my|your|is|at|by|from|you|i|me|one|are|s)[\\s:'-]+)*");
    private static final Pattern OF = Pattern.compile("\\s*(?:of|from)\\s+(?:the\\s+)?(?:series\\s+)?[\"'「『]?\\s*");

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
        Wish found = lookedUp(wish, hint, titles);
        boolean adds = found != null && !found.isbns().isEmpty();
        Wish items = found != null && adds ? found : wish;
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

    /** The title, where the rules found none; its volume, also where they found but the series. */
    private static @Nullable Wish lookedUp(Wish wish, Hint hint, TitleIndex titles) {
        String title = wish.series() != null && hint.volume() != null ? wish.series() : hint.title();
        boolean lacks = wish.isbns().isEmpty() || (wish.series() != null && hint.volume() != null);
        if (title == null || !lacks) {
            return null;
        }
        String volume = hint.volume() == null ? "" : " 第" + hint.volume().strip() + "巻";
        return understand("「" + title.replaceAll("[「」]", " ").strip() + "」" + volume, titles, null);
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
        /** Names that are but a part of a title that is not known. */
        private final List<Mention> longer;

        private final Language language;
        /** Volumes of no known name that were said to be unknown. */
        private final Set<Volumes> taken = new HashSet<>();

        Reading(String written, TitleIndex titles, @Nullable Context context) {
            this.sentence = new Sentence(beginning(written));
            this.context = context;
            this.items = new Items(sentence, titles);
            this.isbns = IsbnScan.of(sentence);
            isbns.ends().forEach(items::add);
            items.addWhole(titles.wholeTitles(sentence.spelling()));
            TitleScan scan = TitleScan.of(sentence, titles);
            this.longer = scan.longer();
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
            boolean someBook = Words.asksForSomeBook(sentence);
            List<Leftover> quoted = crossOutQuoted();
            Set<Intent> asked = Words.crossOut(sentence);
            boolean pointing = Words.crossOutPointing(sentence);
            String topic = topic();
            Words.crossOutCounted(sentence);
            Words.crossOutFilling(sentence);
            if (!nothingNamed()) {
                Words.crossOutGreeting(sentence);
            }
            List<Leftover> left = Leftover.of(sentence);
            boolean canFollow = context != null && !context.isbns().isEmpty() && nothingNamed() && quoted.isEmpty();
            Intent intent = intent(asked, someBook, Words.isGreeting(withoutNames), volumes, canFollow);
            if (canFollow && context != null && follows(intent, volumes, pointing, left)) {
                items.follow(context, volumes);
                Intent follows = OF_A_VOLUME.contains(intent) || intent == Intent.RECOMMEND ? intent : Intent.STOCK;
                return wish(follows, true, topic);
            }
            boolean unknown = addUnknown(intent, quoted, left, volumes);
            boolean lost = !nothingNamed() && !volumes.isEmpty() && !taken.containsAll(volumes);
            if (unknown && !asked.contains(intent)) {
                intent = Intent.STOCK;
            }
            return wish(intent, !lost && isSure(intent, asked, left, unknown), topic);
        }

        private boolean nothingNamed() {
            return items.isEmpty() && isbns.bad().isEmpty() && names.isEmpty() && longer.isEmpty();
        }

        /** A title in quotation marks that is none of the catalogue's is one title, whatever words are in it. */
        private List<Leftover> crossOutQuoted() {
            List<Leftover> quoted = sentence.quotedUnread();
            quoted.forEach(title -> sentence.cross(title.from(), title.to(), Sentence.WORD));
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
            String shown = sentence.shown();
            boolean besideKnown = !names.isEmpty() || !isbns.found().isEmpty();
            for (Leftover title : whole(left)) {
                boolean said = !nothingNamed() && Unread.isSaid(shown, title);
                if (said || title.letters(sentence.text()) < 2) {
                    continue;
                }
                Volumes behind = behind(title, volumes);
                boolean alone = nothingNamed() && quoted.isEmpty() && asksOfAVolume;
                boolean ofVolume = behind != null || hasVolumeInFront(title, volumes);
                boolean asked = isLinked(title) || isLonger(title) || (besideKnown && isAskedFor(title));
                if (ofVolume || alone || asked) {
                    items.addUnknown(title.from(), behind == null ? title.to() : behind.to(), title.to());
                }
            }
            return items.unknown().size() > before;
        }

        /** Whether a sentence of its own asks for it: 鯖物語ある？ワンピースは？ */
        private boolean isAskedFor(Leftover title) {
            String text = sentence.text();
            int from = title.from();
            while (from > 0 && STOPS.indexOf(text.charAt(from - 1)) < 0) {
                from--;
            }
            int to = title.to();
            while (to < text.length() && STOPS.indexOf(text.charAt(to)) < 0) {
                to++;
            }
            boolean named = text.substring(from, to).chars().anyMatch(c -> c == Sentence.NAME || c == Sentence.ISBN);
            Set<Intent> here = named
                    ? Set.of()
                    : Words.crossOut(new Sentence(sentence.spelling().plain().substring(from, to)));
            return here.contains(Intent.STOCK) || here.contains(Intent.PRICE);
        }

        private boolean isLonger(Leftover title) {
            return longer.stream().anyMatch(name -> name.from() < title.to() && title.from() < name.to());
        }

        /** Parts of one English title, which words such as 'the' part, and all of a title of which a known name is the beginning. */
        private List<Leftover> whole(List<Leftover> left) {
            String plain = sentence.spelling().plain();
            List<Leftover> whole = new ArrayList<>();
            for (Leftover part : left) {
                int from = part.from();
                for (Mention name : longer) {
                    from = name.from() < from && from < name.to() ? name.from() : from;
                }
                Leftover before = whole.isEmpty() ? null : whole.getLast();
                if (before != null
                        && (from <= before.to()
                                || WITHIN_TITLE
                                        .matcher(plain.substring(before.to(), from))
                                        .matches())) {
                    whole.removeLast();
                    from = Math.min(from, before.from());
                }
                whole.add(new Leftover(from, part.to()));
            }
            return whole;
        }

        private @Nullable Volumes behind(Leftover title, List<Volumes> volumes) {
            for (Volumes one : volumes) {
                if (!taken.contains(one) && one.from() >= title.to() && one.from() - title.to() <= 3) {
                    taken.add(one);
                    return one;
                }
            }
            return null;
        }

        /** The volume of "volume 2 of …", in front of a title. */
        private boolean hasVolumeInFront(Leftover title, List<Volumes> volumes) {
            String plain = sentence.spelling().plain();
            for (Volumes one : volumes) {
                boolean stands = one.to() <= title.from() && title.from() - one.to() <= LONGEST_LINK;
                if (stands
                        && OF.matcher(plain.substring(one.to(), title.from())).matches()) {
                    taken.add(one);
                    return true;
                }
            }
            return false;
        }

        /** AとB, of which only one is known. */
        private boolean isLinked(Leftover title) {
            String shown = sentence.shown();
            String before = shown.substring(Math.max(0, title.from() - LONGEST_LINK), title.from());
            String behind = shown.substring(title.to(), Math.min(shown.length(), title.to() + LONGEST_LINK));
            return LINKED_BEFORE.matcher(before).find()
                    || LINKED_BEHIND.matcher(behind).lookingAt();
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

        private Wish wish(Intent intent, boolean sure, String topic) {
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
                    topic);
        }

        /** With what is counted, of which 500円以下の漫画 speaks, too. */
        private String topic() {
            Sentence rest = sentence.copy();
            Words.crossOutFilling(rest);
            List<Leftover> left = Leftover.of(rest);
            List<String> parts = new ArrayList<>();
            names.forEach(
                    name -> parts.add(sentence.written(name.from(), name.to()).strip()));
            left.forEach(
                    part -> parts.add(sentence.written(part.from(), part.to()).strip()));
            return String.join(" ", parts);
        }
    }
}
