package org.catalogsync.chat.eval;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.catalogsync.chat.lookup.Fact;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the words of an answer say of which volume, and holds it against rows: numbers by their unit, stock by its state. Shares nothing with the guard of the chat, which it judges as well.
 */
final class Prose {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final String N = "(\\d{1,3}(?:,\\d{3})+|\\d+)";
    private static final char NAME = '\uE000';

    private final List<Fact> rows;
    private final List<Instant> asOf;
    private final Map<Character, List<Fact>> names = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private List<Fact> subject;
    /** Named in this sentence, and no word on their stock has come: the next one is on theirs too. */
    private List<Fact> unstated = List.of();

    /**
     * @param rows of what the card shows, as they stand in the table
     * @param asked those of the rows that an answer speaks of where it names none
     * @param asOf the moments that the card shows
     */
    private Prose(List<Fact> rows, List<Fact> asked, List<Instant> asOf) {
        this.rows = rows;
        this.subject = asked;
        this.asOf = asOf;
    }

    /** What is wrong, empty where nothing is. */
    static List<String> wrong(String text, List<Fact> rows, List<Fact> asked, List<Instant> asOf) {
        Prose prose = new Prose(rows, asked, asOf);
        String named = dated(prose.named(Normalizer.normalize(text, Normalizer.Form.NFKC)));
        Stream.of(named.split("(?<=[。!?！？])|(?<=\\.)\\s+", -1)).forEach(prose::sentence);
        return prose.wrong;
    }

    // Names

    /** A sign for each title, with the numbers of its volumes; so no number of a title is read. */
    private String named(String text) {
        Map<String, List<Fact>> byTitle = new HashMap<>();
        for (Fact row : rows) {
            String title = Normalizer.normalize(row.title(), Normalizer.Form.NFKC);
            byTitle.computeIfAbsent(title, t -> new ArrayList<>()).add(row);
            String series = series(title, row.volume());
            if (!series.equals(title)) {
                byTitle.computeIfAbsent(series, t -> new ArrayList<>()).add(row);
            }
        }
        String named = text;
        List<String> titles = byTitle.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String title : titles) {
            char sign = (char) (NAME + names.size());
            names.put(sign, byTitle.getOrDefault(title, List.of()));
            named = named.replace(title, Character.toString(sign));
        }
        return named;
    }

    private static String series(String title, @Nullable String volume) {
        int at = volume == null ? -1 : title.lastIndexOf(volume);
        String series = at < 0 ? title : title.substring(0, at).replaceAll("[\\s(\\[第]+$", "");
        return series.isBlank() ? title : series;
    }

    /** Days and times in one form. */
    private static String dated(String text) {
        String japanese = JAPANESE_DATE
                .matcher(text)
                .replaceAll(found -> date(found.group(1), Integer.parseInt(found.group(2)), found.group(3))
                        + (found.group(4) == null ? "" : " " + two(found.group(4)) + ":" + two(found.group(5))));
        return ENGLISH_DATE
                .matcher(japanese)
                .replaceAll(found -> date(found.group(3), MONTHS.indexOf(found.group(1)) + 1, found.group(2))
                        + (found.group(4) == null ? "" : " " + found.group(4)));
    }

    private static String date(String year, int month, String day) {
        return "%s-%02d-%s".formatted(year, month, two(day));
    }

    private static String two(String number) {
        return number.length() < 2 ? "0" + number : number;
    }

    // Sentences

    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");
    private static final Pattern JAPANESE_DATE =
            Pattern.compile("(\\d{4})年(\\d{1,2})月(\\d{1,2})日(?:(\\d{1,2})時(\\d{1,2})分)?");
    private static final Pattern ENGLISH_DATE =
            Pattern.compile("(" + String.join("|", MONTHS) + ") (\\d{1,2}), (\\d{4})(?:,? (?:at )?(\\d\\d:\\d\\d))?");
    private static final String VOLUMES = "\\d+(?:\\s*(?:[-–~]|to|through)\\s*\\d+)?";

    /** A number that is written as a word is none that could be held against a row. */
    private static final String WORDED = "(?:[一二三四五六七八九十百千万数]+|何)[冊円]"
            + "|\\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|several|hundred|thousand|plenty of|a single) (?:cop(?:y|ies)|yen)\\b";

    private enum Unit {
        NAME,
        NUMBERED,
        VOLUMES,
        COPIES,
        YEN,
        DAYS,
        MOMENT,
        ISBN,
        STATE,
        NUMBER
    }

    private record Rule(Unit unit, Pattern pattern) {}

    private static Rule rule(Unit unit, String pattern) {
        return new Rule(unit, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
    }

    /** The first that fits at a place decides. */
    private static final List<Rule> RULES = List.of(
            rule(Unit.ISBN, "97[89]\\d{10}"),
            rule(Unit.MOMENT, "\\d{4}-\\d\\d-\\d\\d(?: \\d\\d:\\d\\d)?"),
            rule(
                    Unit.NUMBERED,
                    "volumes? (" + VOLUMES + "(?:(?:, and |, | and )" + VOLUMES + ")*) of [“\"]?([\\uE000-\\uEFFF])"),
            rule(Unit.NAME, "[\\uE000-\\uEFFF]"),
            rule(Unit.VOLUMES, "第?" + VOLUMES + "巻|volumes? " + VOLUMES + "(?:(?:, and |, | and )" + VOLUMES + ")*"),
            rule(Unit.YEN, "[¥￥]" + N + "|(?:1冊\\s*)?" + N + "\\s*(?:円|yen)"),
            rule(Unit.DAYS, N + "\\s*(?:日後|日の|日で|days?\\b)"),
            rule(
                    Unit.COPIES,
                    N + "\\s*(?:冊|部|点|cop(?:y|ies)\\b|left\\b|in stock\\b|available\\b)|(?<=available: )" + N
                            + "|(?<=stock \\()" + N),
            rule(Unit.NUMBER, WORDED),
            rule(Unit.STATE, StockWords.all()),
            rule(Unit.NUMBER, "\\d[\\d,.]*"));

    private record Piece(Unit unit, MatchResult found) {}

    private static List<Piece> pieces(String sentence) {
        List<Piece> pieces = new ArrayList<>();
        List<Matcher> matchers =
                RULES.stream().map(rule -> rule.pattern().matcher(sentence)).toList();
        int at = 0;
        while (at < sentence.length()) {
            int end = at + 1;
            for (int i = 0; i < matchers.size(); i++) {
                Matcher matcher = matchers.get(i).region(at, sentence.length()).useTransparentBounds(true);
                if (matcher.lookingAt()) {
                    pieces.add(new Piece(RULES.get(i).unit(), matcher.toMatchResult()));
                    end = matcher.end();
                    break;
                }
            }
            at = end;
        }
        return pieces;
    }

    private static List<Fact> union(List<Fact> a, List<Fact> b) {
        return Stream.concat(a.stream(), b.stream()).distinct().toList();
    }

    /** Names in a row are one subject; what is said before any name is said of the names behind it. */
    private void sentence(String sentence) {
        List<Piece> pieces = pieces(sentence);
        int first = first(pieces, Prose::isName);
        boolean leading = first(pieces, Prose::isOfVolumes) < first && first < pieces.size();
        List<Piece> waiting = new ArrayList<>();
        Piece before = null;
        boolean said = true;
        unstated = List.of();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            boolean namesFollow = pieces.subList(i, pieces.size()).stream().anyMatch(Prose::isName);
            if (isName(piece)) {
                subject = subject(piece, before, said);
                unstated = union(unstated, subject);
                waiting.forEach(one -> judge(one, sentence));
                said = !waiting.isEmpty();
                waiting.clear();
            } else if (namesFollow && isOfVolumes(piece) && (i < first || (leading && piece.unit() == Unit.COPIES))) {
                waiting.add(piece);
            } else {
                judge(piece, sentence);
                said |= isOfVolumes(piece);
            }
            before = piece;
        }
    }

    private static int first(List<Piece> pieces, Predicate<Piece> kind) {
        int at = 0;
        while (at < pieces.size() && !kind.test(pieces.get(at))) {
            at++;
        }
        return at;
    }

    /** With those before it where nothing has been said of them yet; numbers of volumes narrow the title before them. */
    private List<Fact> subject(Piece name, @Nullable Piece before, boolean said) {
        List<Fact> those = facts(name);
        if (said) {
            return those;
        }
        List<Fact> titled =
                name.unit() == Unit.VOLUMES && before != null && before.unit() == Unit.NAME ? facts(before) : List.of();
        unstated = unstated.stream().filter(row -> !titled.contains(row)).toList();
        return union(subject.stream().filter(row -> !titled.contains(row)).toList(), those);
    }

    private static boolean isName(Piece piece) {
        return piece.unit() == Unit.NAME || piece.unit() == Unit.NUMBERED || piece.unit() == Unit.VOLUMES;
    }

    private static boolean isOfVolumes(Piece piece) {
        return switch (piece.unit()) {
            case COPIES, YEN, DAYS, STATE -> true;
            case NAME, NUMBERED, VOLUMES, MOMENT, ISBN, NUMBER -> false;
        };
    }

    private List<Fact> facts(Piece name) {
        MatchResult found = name.found();
        return switch (name.unit()) {
            case NAME -> of(found.group().charAt(0));
            case NUMBERED -> volumes(of(found.group(2).charAt(0)), found.group(1));
            default -> volumes(ofOneSeries(), found.group());
        };
    }

    private List<Fact> of(char sign) {
        return names.getOrDefault(sign, List.of());
    }

    /** 『X』第1巻、第2巻: the second is of X as well. */
    private List<Fact> ofOneSeries() {
        List<String> series =
                subject.stream().map(row -> series(row.title(), row.volume())).toList();
        return rows.stream()
                .filter(row -> series.contains(series(row.title(), row.volume())))
                .toList();
    }

    private List<Fact> volumes(List<Fact> among, String written) {
        List<Fact> found = new ArrayList<>();
        Matcher range =
                Pattern.compile("(\\d+)(?:\\s*(?:[-–~]|to|through)\\s*(\\d+))?").matcher(written);
        while (range.find()) {
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            for (int volume = first; volume <= last && volume - first < 500; volume++) {
                String number = Integer.toString(volume);
                List<Fact> those = among.stream()
                        .filter(row -> number.equals(row.volume()))
                        .toList();
                if (those.isEmpty()) {
                    wrong.add("prose says volume " + number);
                }
                found.addAll(those);
            }
        }
        return found;
    }

    // What is said

    private void judge(Piece piece, String sentence) {
        String said = piece.found().group();
        switch (piece.unit()) {
            case COPIES -> {
                unstated = List.of();
                each(said, row -> Objects.equals(row.quantity(), number(piece)), "copies");
            }
            case YEN -> each(said, row -> Objects.equals(row.priceJpy(), number(piece)), "yen");
            case DAYS -> each(said, row -> Objects.equals(row.restockEtaDays(), number(piece)), "days");
            case ISBN ->
                some(said, rows.stream().anyMatch(row -> row.isbn().value().equals(said)));
            case MOMENT -> some(said, isMoment(said));
            case STATE -> state(said, sentence);
            case NUMBER -> some(said, false);
            case NAME, NUMBERED, VOLUMES -> {}
        }
    }

    private static @Nullable Integer number(Piece piece) {
        MatchResult found = piece.found();
        for (int group = 1; group <= found.groupCount(); group++) {
            if (found.group(group) != null) {
                String digits = found.group(group).replace(",", "");
                return digits.length() > 9 ? null : Integer.valueOf(digits);
            }
        }
        return null;
    }

    private void each(String said, Predicate<Fact> isTrue, String what) {
        if (subject.isEmpty() || !subject.stream().allMatch(isTrue)) {
            wrong.add("prose says " + said + " of " + titles() + ", not the " + what + " of the table");
        }
    }

    private void some(String said, boolean isTrue) {
        if (!isTrue) {
            wrong.add("prose says " + said);
        }
    }

    private String titles() {
        return subject.stream().map(Fact::title).toList().toString();
    }

    private boolean isMoment(String said) {
        DateTimeFormatter minutes = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
        return asOf.stream()
                        .anyMatch(moment -> minutes.format(moment.atZone(TOKYO)).startsWith(said))
                || rows.stream()
                        .map(Fact::lastRestock)
                        .filter(Objects::nonNull)
                        .map(LocalDate::toString)
                        .anyMatch(said::equals);
    }

    private static final Pattern OF_NONE = Pattern.compile("\\b(?:no|0) copies\\b", Pattern.CASE_INSENSITIVE);

    private void state(String said, String sentence) {
        StockWords state = StockWords.of(said);
        if (state == StockWords.IN && OF_NONE.matcher(sentence).find()) {
            return; // 'in stock' belongs to the none before it
        }
        boolean ofPrice = state == StockWords.UNKNOWN
                && Pattern.compile("価格|値段|price").matcher(sentence).find();
        Predicate<Fact> isTrue = ofPrice ? row -> row.priceJpy() == null : state::holds;
        List<Fact> last = subject;
        subject = ofPrice ? subject : union(unstated, subject);
        each(said, isTrue, "state");
        subject = last;
        unstated = List.of();
    }
}
