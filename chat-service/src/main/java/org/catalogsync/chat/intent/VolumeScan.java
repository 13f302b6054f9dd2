package org.catalogsync.chat.intent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
        /** The last one, or as many of the last as its number says. */
        LATEST,
        NEXT,
        PREVIOUS,
        ALL
    }

    /**
     * Volumes named in one place.
     *
     * @param volumes for {@link Which#NUMBERED}; the first of {@link Which#SINCE}; how many of {@link Which#LATEST}, or none
     */
    record Volumes(int from, int to, Which which, List<String> volumes) {}

    private static final String LEAD =
            "(?:第\\s*|\\bvol(?:umes?|s)?\\b\\.?\\s*(?:(?:up to|from|number)\\s+)?|\\bvols?\\.?(?=\\d)|\\bno\\.?\\s*(?=\\d)|(?<!order )(?<!phone )\\b(?:number|book)\\s+(?=[\\dtfsen])|(?<![a-z\\d])v\\.?\\s?(?=\\d)|#\\s*|[(\\[〈【<]\\s*)";
    /** What is counted is no volume: three copies, 500 yen, 2026年. */
    private static final String NOT_COUNTED =
            "(?!\\s*(?:[円冊年月日人歳時分個部点話店刷章版回階枚周割代位倍%]|世紀|きろ|せんち|めーとる|ぺーじ|d(?![a-z])|[かゖ]月|巻[分セ]|yen|jpy|cop(?:y|ies)|days?|weeks?|months?|years?|times?|people|percent))(?!冊)";

    private static final Pattern PIECE = Pattern.compile("(?<lead>" + LEAD
            + ")?(?:(?<digits>(?<!\\d)(?<!\\d\\.)\\d{1,4}(?![\\d.]\\d|\\d))(?:st|nd|rd|th)?|(?<kanji>[〇一二三四五六七八九十百]{1,5})|(?<roman>(?<![a-z])(?:x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3})(?![a-z']))|(?<part>[上中下])|(?<word>"
            + Numerals.WORD + "))"
            + "(?:\\s*冊目|" + NOT_COUNTED
            + ")(?<tail>\\s*[巻卷]目?|\\s*かん(?=[はのがをも、。?!\\s]|$|ある|あり)|\\s*vol(?:ume)?\\b|\\s*[)\\]〉】>])?");
    private static final Pattern RANGE = Pattern.compile("\\s*(?:から|~|-|ー|\\bto\\b|\\bthrough\\b|\\bthru\\b)\\s*");
    private static final Pattern AND =
            Pattern.compile("\\s*(?:、|,\\s*and\\b|,|/|と|・|&|\\+|\\band\\b|\\bor\\b|や|及び|および|または|か(?=第?\\d))\\s*");
    /** Where a sentence ends, or goes on with what is asked of the volumes. */
    private static final String NO_NUMBER = "(?=\\s*(?:[" + Sentence.VOLUME
            + "。、,?!]|$|最後|全部|[のはがをも]|ある|あり|欲し|ほし|下さい|ください|買|在庫|いくら|お願|続き|注文|購入|読|残|売|ない))";
    /** A range of which one end is not written, by the words behind the other or before it. */
    private enum OpenEnd {
        SINCE(
                "以降|以後|以上|から" + NO_NUMBER + "|[~-]" + NO_NUMBER
                        + "|\\bonwards?\\b|\\b(?:and|or) (?:up|on|later|above|beyond|after|higher)\\b|\\bon(?=\\s*(?:[?.!,]|$))|\\b(?:to|through|thru|until)\\s*(?=["
                        + Sentence.VOLUME + "])|\\+(?!\\s*\\d)",
                "\\b(?:from|starting (?:from|with|at))\\s*$"),
        BEHIND("より後ろ?|より先|の後ろ?の巻", "(?<!" + Sentence.VOLUME + "\\s{0,2})\\b(?:after|beyond)\\s*$"),
        UP_TO("まで|以前|以下", "\\b(?:up to|through|until|till)\\s*$"),
        BEFORE("より前|未満", "\\bbefore\\s*$");

        private final Pattern behind;
        private final Pattern before;

        OpenEnd(String behind, String before) {
            this.behind = Pattern.compile("\\s*(?:" + behind + ")");
            this.before = Pattern.compile(before);
        }

        Volumes volumes(int from, int to, int number) {
            return switch (this) {
                case SINCE -> new Volumes(from, to, Which.SINCE, List.of(Integer.toString(number)));
                case BEHIND -> new Volumes(from, to, Which.SINCE, List.of(Integer.toString(number + 1)));
                case UP_TO -> new Volumes(from, to, Which.NUMBERED, upTo(number));
                case BEFORE -> new Volumes(from, to, Which.NUMBERED, upTo(number - 1));
            };
        }
    }

    private static final int LONGEST_HERE = 16;
    private static final int LONGEST_TITLE = 40;
    /** What may stand between a name and a bare number that is its volume. */
    private static final Pattern AFTER_NAME = Pattern.compile(
            "[" + Sentence.NAME + "](?:の|[^\\p{L}\\p{N}" + Sentence.NAME + "-" + Sentence.WORD + "。]){0,3}$");

    private static final Pattern LATEST = Pattern.compile(
            "最新[刊巻]|最新の[巻刊]|新刊|最終巻|最後の巻|一番新しい(?:巻|の)|\\b(?:the\\s+)?(?:latest|newest|most recent|last)(?:\\s+(?:volume|vol\\.?|one|issue|book))?\\b");
    private static final Pattern NEXT = Pattern.compile(
            "次の?[巻刊]|(?:その|この)?次(?=[はをがも?。、\\s]|$|ある|あり|の在庫)|\\b(?:the\\s+)?next\\s+(?:volume|vol\\.?|one|book)\\b");
    private static final Pattern PREVIOUS = Pattern.compile(
            "前の?巻|(?:その|この|ひとつ|一つ)前(?=[はをがも?。、\\s]|$|ある|あり)|(?<=[巻)" + Sentence.ISBN
                    + "]の)前(?=[はをがも?。、\\s]|$|ある|あり)|\\b(?:the\\s+)?(?:previous|preceding)\\s+(?:volume|vol\\.?|one|book)\\b");
    private static final Pattern ALL = Pattern.compile(
            "全\\s*\\d*\\s*巻(?:せっと)?|\\ball\\s+(?:of\\s+)?(?:the\\s+)?(?:volumes|books)\\b|\\bcomplete\\s+(?:set|series)\\b|\\b(?:whole|entire)\\s+series\\b|\\bevery\\s+volume\\b");

    private static final String FEW = "(?<few>\\d{1,2}|" + Numerals.WORD + ")";
    private static final Pattern FIRST_FEW = Pattern.compile("最初の?\\s*(?:(?<few>\\d{1,2})\\s*[巻冊]目?|巻)|初巻");
    private static final Pattern FIRST_FEW_ENGLISH =
            Pattern.compile("\\bfirst\\s+" + FEW + "\\s+(?:volumes|vols\\b\\.?|books|issues)");
    private static final Pattern LAST_FEW = Pattern.compile("(?:最後|最新|直近)の?\\s*(?<few>\\d{1,2})\\s*[巻冊]");
    private static final Pattern LAST_FEW_ENGLISH = Pattern.compile(
            "\\b(?:the\\s+)?(?:last|latest|newest)\\s+" + FEW + "\\s+(?:volumes|vols\\b\\.?|books|issues)");

    /** No number of a volume: 2024/03/04, 7/4発売. */
    private static final Pattern DATE = Pattern.compile(
            "\\d{4}[/.-]\\d{1,2}[/.-]\\d{1,2}(?!\\d)|(?<![\\d/])\\d{1,2}/\\d{1,2}(?=\\s*(?:発売|入荷|発行|に|から発|[(]?[月火水木金土日](?:[)]|曜)))");

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
        scan.dates();
        scan.few(FIRST_FEW, Which.NUMBERED);
        scan.few(FIRST_FEW_ENGLISH, Which.NUMBERED);
        scan.few(LAST_FEW, Which.LATEST);
        scan.few(LAST_FEW_ENGLISH, Which.LATEST);
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

    /** Whether a volume that was found stands behind a name. */
    static boolean isBehind(String text, int nameTo) {
        int at = nameTo;
        while (at < text.length() && " 」』\"'の".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() && text.charAt(at) == Sentence.VOLUME;
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

    private void dates() {
        Matcher date = DATE.matcher(sentence.text());
        while (date.find()) {
            sentence.cross(date.start(), date.end(), Sentence.WORD);
        }
    }

    /** The first three volumes, and the last three. */
    private void few(Pattern pattern, Which which) {
        Matcher matcher = pattern.matcher(sentence.text());
        while (matcher.find()) {
            String few = matcher.group("few");
            boolean one = few == null || matcher.group().endsWith("目");
            String number = few == null ? "1" : Numerals.ofWord(few);
            List<String> volumes = which == Which.LATEST || one ? List.of(number) : upTo(Integer.parseInt(number));
            add(new Volumes(matcher.start(), matcher.end(), which, volumes));
        }
    }

    private static List<String> upTo(int last) {
        return IntStream.rangeClosed(1, Math.min(last, Wish.MOST + 1))
                .mapToObj(Integer::toString)
                .toList();
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
    private Volumes openEnded(String text, int from, Run run) {
        List<String> volumes = List.copyOf(run.volumes);
        if (volumes.size() != 1 || !Run.isNumber(volumes.getFirst())) {
            return new Volumes(from, run.end, Which.NUMBERED, volumes);
        }
        int number = Integer.parseInt(volumes.getFirst());
        String here = text.substring(Math.max(0, from - LONGEST_HERE), from);
        for (OpenEnd end : OpenEnd.values()) {
            Matcher behind = link(end.behind, text, run.end);
            Matcher before = end.before.matcher(here);
            boolean inFront = before.find();
            if (behind != null || inFront || run.isOpenedBy(end) || (end == OpenEnd.UP_TO && isBehindAWave(from))) {
                int begin = inFront ? from - (here.length() - before.start()) : from;
                return end.volumes(begin, behind == null ? run.end : behind.end(), number);
            }
        }
        return new Volumes(from, run.end, Which.NUMBERED, volumes);
    }

    /** 〜3巻, but not 〜春の章〜 3巻, in which the waves are the title's. */
    private boolean isBehindAWave(int from) {
        String before = sentence.spelling().plain().substring(Math.max(0, from - LONGEST_TITLE), from);
        int wave = before.length() - 1;
        return wave >= 0
                && before.charAt(wave) == '~'
                && before.indexOf('~') == wave
                && (wave == 0 || sentence.text().charAt(from - 2) != Sentence.VOLUME);
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
        run.opening = piece.group("lead") == null ? "" : piece.group("lead");
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
        /** What marks the first piece. */
        private String opening = "";

        private @Nullable String last;

        boolean isOpenedBy(OpenEnd end) {
            return (end == OpenEnd.SINCE && opening.contains("from"))
                    || (end == OpenEnd.UP_TO && opening.contains("up to"));
        }

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
            return Integer.toString(Numerals.ofRoman(piece.group("roman")));
        }
        String word = piece.group("word");
        return word != null ? Numerals.ofWord(word) : Integer.toString(Numerals.ofKanji(piece.group("kanji")));
    }
}
