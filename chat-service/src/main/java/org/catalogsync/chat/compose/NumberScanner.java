package org.catalogsync.chat.compose;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.catalogsync.chat.compose.Claim.Moment;
import org.catalogsync.chat.compose.Objection.Kind;
import org.catalogsync.chat.compose.Token.Claimed;
import org.catalogsync.chat.compose.Token.Numbered;
import org.catalogsync.chat.compose.Token.Objected;
import org.catalogsync.chat.compose.Token.Volumes;
import org.catalogsync.chat.lookup.Fact;
import org.jspecify.annotations.Nullable;

/** Finds every number of a sentence and what it counts. No number is passed over: what has no known unit is a bare one, and what cannot be true is refused here. */
final class NumberScanner {
    private static final String N = "(?<![\\d.])(?!0\\d)(?:\\d{1,3}(?:,\\d{3}){1,3}|\\d{1,12})(?![\\d]|[.,]\\d)";
    private static final String V = "(?<![\\d.])\\d{1,4}(?![\\d]|[.]\\d)";
    private static final String TIME =
            "(?:(?<hour>\\d{1,2}):(?<minute>\\d{2})(?![:\\d])|(?<jhour>\\d{1,2})時(?:(?<jminute>\\d{1,2})分)?(?!間))(?:\\s?jst\\b)?";
    private static final String AND_TIME = "(?:(?:, at |, | at | |t|の|に)?" + TIME + ")?";
    private static final String MONTHS =
            "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
    private static final List<String> MONTH_NAMES =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final String NOT_A_COUNT =
            "(?!\\s*(?:more )?(?:cop|left|remain|in stock|avail|yen|jpy|day|books?\\b|units?\\b|円|冊|部|点|日|%))";
    private static final String ROUGH =
            "(?:約|およそ|ほぼ|about|around|approximately|roughly|over|more than|less than|under|at least|at most|up to|nearly|almost)\\s*";
    private static final String MORE_OR_LESS =
            "\\s*(?:以上|以下|未満|超|ほど|程度|くらい|ぐらい|前後|近く|強|弱|余り|\\+|or more|or less|or so)";

    private static final Pattern HAS = Pattern.compile("\\b(?:has|have) $");

    private final String text;
    private final List<Fact> facts;
    private final List<Matcher> matchers;

    /** @param text folded, masked, in small letters */
    NumberScanner(String text, List<Fact> facts) {
        this.text = text;
        this.facts = facts;
        this.matchers = RULES.stream().map(rule -> rule.pattern().matcher(text)).toList();
    }

    /** @param end behind it */
    record Read(Token token, int end) {}

    private record Rule(Pattern pattern, NumberRule meaning) {}

    @FunctionalInterface
    private interface NumberRule {
        @Nullable
        Token token(NumberScanner scanner, MatchResult found);
    }

    /** The first that fits at a place decides. */
    private static final List<Rule> RULES = List.of(
            rule(
                    "(?:isbn(?:-?1[03])?[: ]*(?:は|が|is|:)?\\s*)?(?<!\\d)(97[89](?:[- ]?\\d){10})(?!\\d)",
                    NumberScanner::isbn),
            rule("isbn(?:-?1[03])?[: ]*(?:は|が|is|:)?\\s*\\d[\\d -]*x?", (s, m) -> refused(m, Kind.ISBN)),
            rule(
                    "(?<!\\d)(?<year>\\d{4})[-/.年]\\s?(?<month>\\d{1,2})[-/.月]\\s?(?<day>\\d{1,2})(?!\\d)日?" + AND_TIME,
                    NumberScanner::moment),
            rule("(?<!\\d)(?<month>\\d{1,2})(?:月\\s?|/)(?<day>\\d{1,2})(?!\\d)日?" + AND_TIME, NumberScanner::moment),
            rule(
                    "\\b(?<name>" + MONTHS + ")\\.? (?<day>\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? (?<year>\\d{4})\\b)?"
                            + AND_TIME,
                    NumberScanner::moment),
            rule(
                    "(?<!\\d)(?<day>\\d{1,2})(?:st|nd|rd|th)? (?<name>" + MONTHS + ")\\b\\.?(?:,? (?<year>\\d{4})\\b)?"
                            + AND_TIME,
                    NumberScanner::moment),
            rule("(?<!\\d)" + TIME, NumberScanner::moment),
            rule(
                    ROUGH + "(?:[¥]\\s*" + N + "|" + N + "\\s*(?:円|yen|jpy|冊|部|cop|books?|left|in stock))",
                    (s, m) -> refused(m, Kind.VAGUE)),
            rule(
                    "(?:[¥]\\s*" + N + "|" + N + "\\s*(?:円|yen|冊|部|点|copies))" + MORE_OR_LESS,
                    (s, m) -> refused(m, Kind.VAGUE)),
            rule(
                    "(?:¥\\s*|jpy\\s*)(" + N + ")(?!\\s*[万億千])",
                    (s, m) -> claimed(m, new Claim.Yen(number(m), m.group()))),
            rule("1冊(?:あたり|につき)?\\s*(" + N + ")\\s*円", (s, m) -> claimed(m, new Claim.Yen(number(m), m.group()))),
            rule("(" + N + ")\\s*(?:円|yen\\b|jpy\\b|¥)", (s, m) -> claimed(m, new Claim.Yen(number(m), m.group()))),
            rule(
                    "(?:約|およそ|(?:in )?(?:about|around|approximately) |in )?(" + N
                            + ")\\s*(?:日(?:後|ほど後|程度後|ほどで|程度で|で(?!す))|days?\\b(?! ago))",
                    NumberScanner::days),
            // 3日の予定 may be the third of the month.
            rule(
                    "(?:約|およそ)(" + N + ")\\s*日(?=の(?:見込み|予定))",
                    (s, m) -> claimed(m, new Claim.Days(number(m), m.group()))),
            rule(
                    "(" + N
                            + ")\\s*(?:冊|部(?!屋)|点|(?:remaining )?(?:copy|copies)\\b|(?=left\\b|remaining\\b|in stock|available|on hand|の在庫|在庫))",
                    (s, m) -> claimed(m, new Claim.Copies(number(m), m.group()))),
            rule("(?:全|計|合計)\\s*" + N + "\\s*[巻卷冊]", (s, m) -> refused(m, Kind.NUMBER)),
            rule(N + "\\s*[巻卷]\\s*(?:分|セット|まで|以降|以上|以下|組|ござい|あります)", (s, m) -> refused(m, Kind.NUMBER)),
            rule("(" + N + ")\\s*[巻卷]とも", (s, m) -> new Token.Whole(m.start(), (int) number(m), true)),
            rule("第?\\s*" + V + "\\s*[巻卷]?\\s*(?:から|~|-)\\s*第?\\s*" + V + "\\s*[巻卷](?:まで)?", NumberScanner::volumes),
            rule(
                    "第?\\s*" + V + "(?:\\s*(?:[-~・、,]|と|から|及び|および)\\s*第?\\s*" + V + "){0,20}\\s*[巻卷](?:目)?",
                    NumberScanner::volumes),
            rule("(?<!以)[上中下][巻卷]", NumberScanner::volumes),
            rule(
                    "\\bvol(?:ume)?s?\\b\\.?\\s*" + V + NOT_A_COUNT
                            + "(?:(?:\\s*(?:, and|, or|,|and|&|or|to|through|-|~)\\s*)(?:vol(?:ume)?s?\\.?\\s*)?" + V
                            + NOT_A_COUNT + "){0,20}",
                    NumberScanner::volumes),
            rule(
                    "(?<=" + Masks.TITLE + "[』」”\" ]{0,3})(?:#|no\\. ?)?(" + V
                            + ")(?![\\d%]|\\s*(?:cop|left|remain|in stock|avail|on hand|yen|days?|[円冊部点]))",
                    NumberScanner::volumes),
            rule("(" + V + ")(?:st|nd|rd|th)\\s+volume", NumberScanner::volumes),
            rule(
                    "(" + N + ")\\s*(?:volumes|titles|items|results|series\\b|作品|タイトル|件|種類|シリーズ)",
                    (s, m) -> HAS.matcher(s.text.substring(0, m.start())).find()
                            ? refused(m, Kind.NUMBER) // how many there are at all is nowhere
                            : claimed(m, new Claim.Count(number(m), m.group()))),
            rule(
                    N
                            + "\\s*(?:%|割|パーセント|倍|位|歳|周年|年|週|[かヶカヵケ]月|月|時|分|秒|人|回|度|話|ページ|頁|万|億|千|ポイント|pt|percent|weeks?|months?|hours?|minutes?|years?|pages?|chapters?|points?|stars?|hundred|thousand|million|people|times|st\\b|nd\\b|rd\\b|th\\b|日前|日以上|days ago|営業日|つ星)|"
                            + N + "[a-z]",
                    (s, m) -> refused(m, Kind.NUMBER)),
            rule(
                    "[$€£]\\s*[\\d.,]+|[\\d.,]+\\s*(?:[$€£]|ドル|ユーロ|usd|eur|dollars?|cents?)",
                    (s, m) -> refused(m, Kind.NUMBER)),
            rule("(?<!\\d)0\\d[\\d-]{7,}", (s, m) -> refused(m, Kind.TOPIC)),
            rule(
                    "(" + N + ")",
                    (s, m) -> s.text.startsWith("of ", m.start() - 3)
                            ? refused(m, Kind.NUMBER)
                            : claimed(m, new Claim.Bare(number(m), m.group()))),
            rule("[\\p{N}][\\p{N}.,]*", (s, m) -> refused(m, Kind.NUMBER)));

    private static Rule rule(String pattern, NumberRule meaning) {
        return new Rule(Pattern.compile(pattern), meaning);
    }

    /** The number that begins at a place, with what it counts. */
    Optional<Read> at(int at) {
        if (!mayBegin(text.charAt(at))) {
            return Optional.empty();
        }
        for (int i = 0; i < matchers.size(); i++) {
            Matcher matcher = matchers.get(i);
            matcher.region(at, text.length()).useTransparentBounds(true).useAnchoringBounds(false);
            if (matcher.lookingAt()) {
                Token token = RULES.get(i).meaning().token(this, matcher.toMatchResult());
                if (token != null) {
                    return Optional.of(new Read(token, matcher.end()));
                }
            }
        }
        return Optional.empty();
    }

    /** Kana and most kanji begin nothing; to try all the rules at each of them is most of the work. */
    private static boolean mayBegin(char sign) {
        return sign < 0x100 || "第約およそ全計合上中下".indexOf(sign) >= 0 || !Character.isLetter(sign);
    }

    private static Token claimed(MatchResult found, Claim claim) {
        return new Claimed(found.start(), claim);
    }

    private static Token refused(MatchResult found, Kind kind) {
        return new Objected(found.start(), new Objection(kind, found.group()));
    }

    private static long number(MatchResult found) {
        return Long.parseLong(found.group(1).replace(",", ""));
    }

    private @Nullable Token isbn(MatchResult found) {
        String digits = found.group(1).replaceAll("\\D", "");
        List<Fact> those = facts.stream()
                .filter(fact -> fact.isbn().value().equals(digits))
                .toList();
        return those.isEmpty() ? refused(found, Kind.ISBN) : new Numbered(found.start(), those);
    }

    /** 'Back for 3 days' is not 'back in 3 days'. */
    private Token days(MatchResult found) {
        return text.startsWith("for ", found.start() - 4)
                ? refused(found, Kind.NUMBER)
                : claimed(found, new Claim.Days(number(found), found.group()));
    }

    private @Nullable Token moment(MatchResult found) {
        Function<String, @Nullable String> group = name -> group(found, name);
        try {
            String hour = first(group.apply("hour"), group.apply("jhour"));
            String minute = first(group.apply("minute"), group.apply("jminute"));
            LocalTime time = hour == null
                    ? null
                    : LocalTime.of(Integer.parseInt(hour), minute == null ? 0 : Integer.parseInt(minute));
            return claimed(
                    found,
                    new Moment(
                            integer(group.apply("year")),
                            month(group.apply("month"), group.apply("name")),
                            integer(group.apply("day")),
                            time,
                            false,
                            found.group()));
        } catch (DateTimeException e) {
            return refused(found, Kind.DATE);
        }
    }

    private static @Nullable String group(MatchResult found, String name) {
        return found.namedGroups().containsKey(name) ? found.group(name) : null;
    }

    private static @Nullable String first(@Nullable String a, @Nullable String b) {
        return a != null ? a : b;
    }

    private static @Nullable Integer integer(@Nullable String digits) {
        return digits == null ? null : Integer.valueOf(digits);
    }

    private static @Nullable Integer month(@Nullable String digits, @Nullable String name) {
        return name == null
                ? integer(digits)
                : Integer.valueOf(MONTH_NAMES.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT)) + 1);
    }

    private static final Pattern VOLUME = Pattern.compile(
            "(\\d{1,4})[巻卷]?(?:\\s*(?:-|~|から|to|through)\\s*第?(?:vol(?:ume)?s?\\.?)?\\s*(\\d{1,4}))?|[上中下]");
    /** A range of more is no range of volumes. */
    private static final int WIDEST = 500;

    private @Nullable Token volumes(MatchResult found) {
        List<String> volumes = new ArrayList<>();
        Matcher each = VOLUME.matcher(found.group());
        while (each.find()) {
            if (each.group(1) == null) {
                volumes.add(each.group());
                continue;
            }
            int first = Integer.parseInt(each.group(1));
            int last = each.group(2) == null ? first : Integer.parseInt(each.group(2));
            if (last < first || last - first > WIDEST) {
                return refused(found, Kind.NUMBER);
            }
            for (int volume = first; volume <= last; volume++) {
                volumes.add(Integer.toString(volume));
            }
        }
        // 'Volumes 3, 7 and 7' was to say something else.
        return volumes.stream().distinct().count() < volumes.size()
                ? refused(found, Kind.NUMBER)
                : new Volumes(found.start(), found.end(), volumes, found.group());
    }
}
