package org.catalogsync.chat.intent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the volumes that a sentence names, alone, in lists and in ranges, once the names of series are crossed out; and crosses them out. */
final class VolumeScan {

    /** Which volumes of a series are meant. */
    enum Which {
        NUMBERED,
        /** That one and those behind it. */
        SINCE,
        LATEST,
        NEXT,
        PREVIOUS,
        ALL
    }

    /**
     * Volumes named in one place.
     *
     * @param volumes for {@link Which#NUMBERED}, and the first of {@link Which#SINCE}
     */
    record Volumes(int from, int to, Which which, List<String> volumes) {}

    private static final String KANJI_DIGITS = "〇一二三四五六七八九";
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("first", "1"),
            Map.entry("second", "2"),
            Map.entry("third", "3"),
            Map.entry("fourth", "4"),
            Map.entry("fifth", "5"),
            Map.entry("one", "1"),
            Map.entry("two", "2"),
            Map.entry("three", "3"),
            Map.entry("four", "4"),
            Map.entry("five", "5"));

    private static final String LEAD =
            "(?:第\\s*|\\bvol(?:umes?|s)?\\b\\.?\\s*|\\bvols?\\.?(?=\\d)|\\bno\\.\\s*|#\\s*|[(\\[〈【<]\\s*)";
    /** What is counted is no volume: three copies, 500 yen, 2026年. */
    private static final String NOT_COUNTED =
            "(?!\\s*(?:[円冊年月日人歳時分個部点話店刷章版%]|[かゖ]月|巻[分セ]|yen|jpy|cop(?:y|ies)|days?|percent))(?!冊)";

    private static final Pattern PIECE = Pattern.compile("(?<lead>" + LEAD
            + ")?(?:(?<digits>(?<!\\d)(?<!\\d\\.)\\d{1,4}(?![\\d.]\\d|\\d))(?:st|nd|rd|th)?|(?<kanji>[〇一二三四五六七八九十百]{1,5})|(?<roman>(?<![a-z])(?:x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3})(?![a-z']))|(?<part>[上中下])|(?<word>\\b(?:first|second|third|fourth|fifth|one|two|three|four|five)\\b))"
            + "(?:\\s*冊目|" + NOT_COUNTED
            + ")(?<tail>\\s*[巻卷]目?|\\s*かん(?=[はのがをも、。?!\\s]|$|ある|あり)|\\s*vol(?:ume)?\\b|\\s*[)\\]〉】>])?");
    private static final Pattern RANGE = Pattern.compile("\\s*(?:から|~|-|ー|\\bto\\b|\\bthrough\\b|\\bthru\\b)\\s*");
    private static final Pattern AND =
            Pattern.compile("\\s*(?:、|,\\s*and\\b|,|/|と|・|&|\\+|\\band\\b|\\bor\\b|や|及び|および|または|か(?=第?\\d))\\s*");
    private static final Pattern SINCE = Pattern.compile(
            "\\s*(?:以降|以後|から(?=[" + Sentence.VOLUME + "]|最後|全部|$|[。?])|\\bonwards?\\b|\\band (?:up|on|later)\\b)");
    private static final Pattern UP_TO = Pattern.compile("\\s*(?:まで|以前)");
    /** What may stand between a name and a bare number that is its volume. */
    private static final Pattern AFTER_NAME = Pattern.compile(
            "[" + Sentence.NAME + "](?:の|[^\\p{L}\\p{N}" + Sentence.NAME + "-" + Sentence.WORD + "。]){0,3}$");

    private static final Pattern LATEST = Pattern.compile(
            "最新[刊巻]|最新の[巻刊]|新刊|最終巻|\\b(?:the\\s+)?(?:latest|newest|most recent|last)(?:\\s+(?:volume|vol\\.?|one|issue|book))?\\b");
    private static final Pattern NEXT = Pattern.compile(
            "次の?[巻刊]|(?:その|この)?次(?=[はをがも?。、\\s]|$)|\\b(?:the\\s+)?next\\s+(?:volume|vol\\.?|one|book)\\b");
    private static final Pattern PREVIOUS = Pattern.compile(
            "前の?巻|(?:その|この|ひとつ|一つ)前(?=[はをがも?。、\\s]|$)|\\b(?:the\\s+)?(?:previous|preceding)\\s+(?:volume|vol\\.?|one|book)\\b");
    private static final Pattern ALL = Pattern.compile(
            "全\\s*\\d*\\s*巻(?:せっと)?|\\ball\\s+(?:of\\s+)?(?:the\\s+)?(?:volumes|books)\\b|\\bcomplete\\s+(?:set|series)\\b|\\b(?:whole|entire)\\s+series\\b|\\bevery\\s+volume\\b");

    private static final Pattern PARTS = Pattern.compile("([上中下])[・、と]?([中下])(?:[・、と]?(下))?\\s*[巻卷]");

    /** Nobody lists more. */
    private static final int MOST_PIECES = 50;

    private final Sentence sentence;
    private final List<Volumes> found = new ArrayList<>();

    private VolumeScan(Sentence sentence) {
        this.sentence = sentence;
    }

    /** In the order in which they stand. */
    static List<Volumes> of(Sentence sentence) {
        VolumeScan scan = new VolumeScan(sentence);
        scan.words(ALL, Which.ALL);
        scan.words(LATEST, Which.LATEST);
        scan.words(NEXT, Which.NEXT);
        scan.words(PREVIOUS, Which.PREVIOUS);
        scan.parts();
        scan.numbers();
        scan.found.sort((a, b) -> Integer.compare(a.from(), b.from()));
        return scan.found;
    }

    /** Whether a volume begins where a name ends: what makes a name of a short word. */
    static boolean follows(String text, int at) {
        Matcher piece = PIECE.matcher(text).region(skip(text, at), text.length());
        piece.useTransparentBounds(true);
        return (piece.lookingAt() && (piece.group("digits") != null || isMarked(piece)))
                || link(PARTS, text, skip(text, at)) != null;
    }

    private static int skip(String text, int at) {
        int from = at;
        while (from < text.length() && " 」』\"'".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        return from;
    }

    private void words(Pattern pattern, Which which) {
        Matcher matcher = pattern.matcher(sentence.text());
        while (matcher.find()) {
            add(new Volumes(matcher.start(), matcher.end(), which, List.of()));
        }
    }

    /** 上下巻 is two volumes. */
    private void parts() {
        Matcher matcher = PARTS.matcher(sentence.text());
        while (matcher.find()) {
            List<String> parts = Stream.of(matcher.group(1), matcher.group(2), matcher.group(3))
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            add(new Volumes(matcher.start(), matcher.end(), Which.NUMBERED, parts));
        }
    }

    private void add(Volumes volumes) {
        found.add(volumes);
        sentence.cross(volumes.from(), volumes.to(), Sentence.VOLUME);
    }

    private void numbers() {
        int from = 0;
        String text = sentence.text();
        while (from < text.length()) {
            Run run = run(text, from);
            if (run == null) {
                from++;
            } else {
                if (run.isOfVolumes) {
                    add(openEnded(text, from, run));
                }
                from = run.end;
            }
        }
    }

    /** 5巻以降 and 5巻まで are ranges of which one end is not written. */
    private static Volumes openEnded(String text, int from, Run run) {
        List<String> volumes = List.copyOf(run.volumes);
        boolean single = volumes.size() == 1 && Run.isNumber(volumes.getFirst());
        Matcher since = single ? link(SINCE, text, run.end) : null;
        if (since != null) {
            return new Volumes(from, since.end(), Which.SINCE, volumes);
        }
        Matcher upTo = single ? link(UP_TO, text, run.end) : null;
        if (upTo != null) {
            int last = Math.min(Integer.parseInt(volumes.getFirst()), Wish.MOST + 1);
            List<String> all =
                    IntStream.rangeClosed(1, last).mapToObj(Integer::toString).toList();
            return new Volumes(from, upTo.end(), Which.NUMBERED, all);
        }
        return new Volumes(from, run.end, Which.NUMBERED, volumes);
    }

    /** Pieces that are linked to each other; null where none begins here. A part of them shows no more than all of them. */
    private static @Nullable Run run(String text, int from) {
        Matcher piece = piece(text, from);
        if (piece == null || isInsideAWord(text, from)) {
            return null;
        }
        boolean afterName =
                AFTER_NAME.matcher(text.substring(Math.max(0, from - 4), from)).find();
        Run run = new Run();
        int pieces = 1;
        run.add(piece, isSpelled(piece) && standsAlone(text, piece.end()));
        while (true) {
            Matcher range = link(RANGE, text, run.end);
            Matcher link = range != null ? range : link(AND, text, run.end);
            Matcher next = link == null ? null : piece(text, link.end());
            if (next == null || !canFollow(run, next) || ++pieces == MOST_PIECES) {
                run.isOfVolumes = run.marked || (afterName && run.bare);
                return run;
            }
            if (range != null) {
                run.upTo(next);
            } else {
                run.add(next, isSpelled(next) && standsAlone(text, next.end()));
            }
        }
    }

    /** As a part, in kanji, or as a roman number; of one letter that is more likely a pronoun. */
    private static boolean isSpelled(Matcher piece) {
        String roman = piece.group("roman");
        return piece.group("part") != null || piece.group("kanji") != null || (roman != null && roman.length() > 1);
    }

    private static boolean canFollow(Run run, Matcher piece) {
        boolean roman = piece.group("roman") != null && isSpelled(piece);
        return piece.group("digits") != null
                || isMarked(piece)
                || (run.marked && piece.group("part") != null)
                || (roman && (run.marked || run.bare));
    }

    private static boolean isInsideAWord(String text, int at) {
        return at > 0
                && text.charAt(at) < 0x80
                && Character.isLetterOrDigit(text.charAt(at))
                && text.charAt(at - 1) < 0x80
                && Character.isLetterOrDigit(text.charAt(at - 1));
    }

    private static @Nullable Matcher piece(String text, int from) {
        Matcher piece = PIECE.matcher(text).region(from, text.length());
        piece.useTransparentBounds(true);
        return piece.lookingAt() ? piece : null;
    }

    private static @Nullable Matcher link(Pattern pattern, String text, int from) {
        Matcher link = pattern.matcher(text).region(from, text.length());
        link.useTransparentBounds(true);
        return link.lookingAt() ? link : null;
    }

    private static boolean isMarked(Matcher piece) {
        String tail = piece.group("tail");
        boolean counted =
                tail != null && !tail.isBlank() && ")]〉】>".indexOf(tail.strip().charAt(0)) < 0;
        String lead = piece.group("lead");
        // 第三の男 is a name, and 第3 is not.
        boolean led = lead != null && !(lead.startsWith("第") && piece.group("digits") == null);
        return counted || led || piece.group().endsWith("冊目");
    }

    /** Volumes that are named together. */
    private static final class Run {
        private final Set<String> volumes = new LinkedHashSet<>();
        private boolean marked;
        private boolean bare = true;
        private boolean isOfVolumes;
        private int end;
        private @Nullable String last;

        void add(Matcher piece, boolean partStands) {
            String volume = volume(piece);
            bare &= piece.group("digits") != null || partStands;
            marked |= isMarked(piece);
            end = piece.end();
            last = volume;
            if (volumes.size() <= Wish.MOST) {
                volumes.add(volume);
            }
        }

        void upTo(Matcher piece) {
            String first = last;
            add(piece, false);
            if (first != null && isNumber(first) && last != null && isNumber(last)) {
                String end = last;
                volumes.remove(end);
                volumes.remove(first);
                int from = Math.min(Integer.parseInt(first), Integer.parseInt(end));
                int to = Math.max(Integer.parseInt(first), Integer.parseInt(end));
                for (int volume = from; volume <= to && volumes.size() <= Wish.MOST; volume++) {
                    volumes.add(Integer.toString(volume));
                }
            }
        }

        private static boolean isNumber(String volume) {
            return Character.isDigit(volume.charAt(0));
        }
    }

    /** Whether 上, 十二 or Ⅲ is a word of its own, as behind a name. */
    private static boolean standsAlone(String text, int end) {
        return end == text.length() || " のはがをも、。?,!」』\")".indexOf(text.charAt(end)) >= 0;
    }

    private static String volume(Matcher piece) {
        if (piece.group("digits") != null) {
            return Integer.toString(Integer.parseInt(piece.group("digits")));
        }
        if (piece.group("part") != null) {
            return piece.group("part");
        }
        if (piece.group("roman") != null) {
            return Integer.toString(romanNumber(piece.group("roman")));
        }
        String word = piece.group("word");
        return word != null ? WORDS.getOrDefault(word, word) : Integer.toString(kanjiNumber(piece.group("kanji")));
    }

    /** Up to xxxix, and Ⅲ, which is written iii by now. */
    private static int romanNumber(String letters) {
        int sum = 0;
        for (int i = 0; i < letters.length(); i++) {
            int value = romanDigit(letters.charAt(i));
            boolean before = i + 1 < letters.length() && value < romanDigit(letters.charAt(i + 1));
            sum += before ? -value : value;
        }
        return sum;
    }

    private static int romanDigit(char letter) {
        return switch (letter) {
            case 'i' -> 1;
            case 'v' -> 5;
            default -> 10;
        };
    }

    /** 二十三 is 23, 百五 is 105. */
    private static int kanjiNumber(String digits) {
        int sum = 0;
        int digit = 0;
        for (int i = 0; i < digits.length(); i++) {
            int unit = digits.charAt(i) == '十' ? 10 : digits.charAt(i) == '百' ? 100 : 1;
            if (unit == 1) {
                digit = digit * 10 + KANJI_DIGITS.indexOf(digits.charAt(i));
            } else {
                sum += Math.max(1, digit) * unit;
                digit = 0;
            }
        }
        return sum + digit;
    }
}
