package org.catalogsync.chat.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.catalogsync.chat.compose.Claim.Stock;
import org.catalogsync.chat.compose.Claim.Topic;
import org.catalogsync.chat.compose.Objection.Kind;
import org.catalogsync.chat.compose.Vocabulary.Found;
import org.catalogsync.chat.lookup.Fact;
import org.jspecify.annotations.Nullable;

/** Reads a sentence from its first letter to its last: names, numbers, and words of the vocabulary. What is none of them is an objection, so nothing is passed over. */
final class SentenceScanner {
    private static final String OPENING = "『「“《【";
    private static final String CLOSING = "』」”》】";

    private static final Pattern NOW = Pattern.compile("\\b(?:currently|still|now)\\b");
    private static final Pattern CLEFT = Pattern.compile("在庫.*(?:のは|作品は|巻は|商品は)$");
    private static final Pattern BELOW = Pattern.compile("(?:とおり|通り|as follows)$");
    private static final Pattern VERB = Pattern.compile("(?:です|ます|ません|ました|でした)$");
    private static final Pattern SUBJECT = Pattern.compile("[はがも、]|の(?:在庫|お?値段|価格|販売価格)");
    private static final Pattern SUBJECT_BEHIND_A_NAME = Pattern.compile("(?:さん|先生|氏|様)?[はも]");
    private static final Pattern DETERMINED = Pattern.compile("(?:(?:この|その|こちらの|お探しの|お尋ねの|お問い合わせの|ご希望の|該当する|[』」”\"]の?)|"
            + Masks.TITLE + "の?" + "|\\b(?:the|this|these|both|each|that|your) )$");
    private static final Pattern ENGLISH_VERB = Pattern.compile(
            "\\b(?:is|are|it's|has|have|costs?|sells?|remains?|can|we|i|you|priced|available|in stock)\\b");
    private static final Pattern BOTH_OF_EACH = Pattern.compile(" (?:cost |¥|priced at |have )");

    private final String text;
    private final Masks masks;
    private final NumberScanner numbers;
    private final List<Token> tokens = new ArrayList<>();

    private boolean quoted;
    private boolean nameInQuotes;

    private SentenceScanner(String text, List<Fact> facts, Masks masks) {
        this.text = text;
        this.masks = masks;
        this.numbers = new NumberScanner(text, facts);
    }

    /**
     * What a sentence says, in order. It ends at the first piece that is not understood.
     *
     * @param text folded, masked, in small letters
     */
    static List<Token> scan(String text, List<Fact> facts, Masks masks) {
        SentenceScanner scanner = new SentenceScanner(text, facts, masks);
        scanner.run();
        return scanner.tokens;
    }

    private void run() {
        int at = 0;
        while (at < text.length()) {
            int next = text.charAt(at) == ' ' ? at + 1 : step(at);
            if (next <= at) {
                tokens.add(new Token.Objected(at, new Objection(quoted ? Kind.NAME : Kind.WORD, word(at))));
                return;
            }
            at = next;
        }
        if (quoted && !nameInQuotes) {
            tokens.add(new Token.Objected(at, new Objection(Kind.NAME, "quotes")));
        }
    }

    private String word(int at) {
        int end = at;
        while (end < text.length() && end - at < 12 && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return text.substring(at, Math.max(end, at + Character.charCount(text.codePointAt(at))));
    }

    /** Behind what stands there; the place itself where it is not understood. */
    private int step(int at) {
        int quote = quote(at);
        if (quote > at) {
            return quote;
        }
        int mark = mark(at);
        if (mark > at) {
            return mark;
        }
        Optional<NumberScanner.Read> number = numbers.at(at);
        if (number.isPresent()) {
            return number(number.get());
        }
        return vocabulary(at);
    }

    /** Between quotes stands a name that the facts have, with the numbers of its volumes, and nothing else. */
    private int quote(int at) {
        char sign = text.charAt(at);
        boolean opens = OPENING.indexOf(sign) >= 0 || (sign == '"' && !quoted);
        boolean closes = CLOSING.indexOf(sign) >= 0 || (sign == '"' && quoted);
        if (opens == closes || opens == quoted) {
            return at;
        }
        if (closes && !nameInQuotes) {
            return at;
        }
        quoted = opens;
        nameInQuotes = false;
        return at + 1;
    }

    private int mark(int at) {
        int mark = text.codePointAt(at);
        List<Fact> those = masks.of(mark);
        if (those.isEmpty()) {
            return at;
        }
        nameInQuotes = true;
        int end = at + Character.charCount(mark);
        switch (Masks.kind(mark)) {
            case TITLE -> {
                boolean closed = end < text.length() && (CLOSING + "\"").indexOf(text.charAt(end)) >= 0;
                tokens.add(new Token.Titled(at, closed ? end + 1 : end, those, masks.isOfSeries(mark)));
            }
            case AUTHOR -> has(at, end, Topic.AUTHOR, those);
            case GENRE -> has(at, end, Topic.GENRE, those);
        }
        return end;
    }

    /** 'Mystery' as that of which a sentence speaks is all of it. */
    private void has(int at, int end, Topic topic, List<Fact> those) {
        tokens.add(new Token.Claimed(at, new Claim.Has(topic, those, topic.name())));
        if (SUBJECT_BEHIND_A_NAME.matcher(text.substring(end)).lookingAt()) {
            tokens.add(new Token.Generic(end));
        }
    }

    private int number(NumberScanner.Read number) {
        if (quoted && !(nameInQuotes && number.token() instanceof Token.Volumes)) {
            tokens.add(new Token.Objected(number.token().at(), new Objection(Kind.NAME, "number in quotes")));
            return number.end();
        }
        tokens.add(number.token());
        if (isPriceOfSeveral(number)) {
            tokens.add(new Token.Objected(number.token().at(), new Objection(Kind.NUMBER, "so much for so many")));
        }
        if (number.token() instanceof Token.Claimed claimed
                && claimed.claim() instanceof Claim.Moment
                && text.startsWith("現在", number.end())) {
            tokens.add(new Token.AsOf(number.end()));
            return number.end() + 2;
        }
        return number.end();
    }

    /** '¥484 for 4 copies', 4冊で484円: both numbers are true, and what they say together is not. */
    private boolean isPriceOfSeveral(NumberScanner.Read number) {
        if (!(number.token() instanceof Token.Claimed claimed && claimed.claim() instanceof Claim.Copies)) {
            return false;
        }
        int behind = number.end() + (text.startsWith("で", number.end()) ? 1 : 0);
        return text.startsWith("for ", number.token().at() - 4)
                || (behind < text.length() && (Character.isDigit(text.charAt(behind)) || text.charAt(behind) == '¥'));
    }

    private int vocabulary(int at) {
        Found found = Vocabulary.shops().at(text, at).orElse(null);
        if (found == null || (quoted && Character.isLetter(found.phrase().codePointAt(0)))) {
            return at;
        }
        Token token = isEndOfClause(at, found) ? new Token.Break(at) : token(at, found);
        if (NOW.matcher(found.phrase()).find() && found.sense() != Vocabulary.Sense.NOW) {
            tokens.add(new Token.Now(at));
        }
        if (CLEFT.matcher(found.phrase()).find()) {
            tokens.add(new Token.Cleft(at));
        }
        if (token != null) {
            tokens.add(token);
        }
        return found.end();
    }

    /** Behind a verb が is 'but'; behind a noun it is nothing. */
    private boolean isEndOfClause(int at, Found found) {
        return found.phrase().equals("が") && VERB.matcher(text.substring(0, at)).find();
    }

    /** 'Manga cost …', ミステリー作品は: no pronoun and no name says which. */
    private boolean isGeneric(int at, Found found) {
        String before = text.substring(0, at);
        String behind = text.substring(found.end());
        if (found.phrase().charAt(0) < 0x80) {
            return !DETERMINED.matcher(before).find()
                    && !ENGLISH_VERB.matcher(before).find()
                    && ENGLISH_VERB.matcher(behind).find();
        }
        return !DETERMINED.matcher(before).find() && SUBJECT.matcher(behind).lookingAt();
    }

    private @Nullable Token token(int at, Found found) {
        String word = found.phrase();
        return switch (found.sense()) {
            case NOTHING -> null;
            case WORK -> isGeneric(at, found) ? new Token.Generic(at) : null;
            case RANGE -> new Token.Dash(at, word.charAt(0));
            case YES -> new Token.Yes(at);
            case THEY -> new Token.They(at);
            case BREAK -> new Token.Break(at);
            case QUESTION -> new Token.Asked(at);
            case NOW -> new Token.Now(at);
            case AS_OF -> new Token.AsOf(at);
            case IN_STOCK -> stock(at, Stock.IN, word);
            case FEW_LEFT -> stock(at, Stock.LOW, word);
            case NONE_LEFT -> stock(at, Stock.OUT, word);
            case NO_SUCH_THING -> new Token.Lacking(at);
            case THERE_IS -> new Token.Exists(at);
            case PRE_ORDER -> stock(at, Stock.PRE, word);
            case NOT_KNOWN -> new Token.Claimed(at, new Claim.Unknown(Topic.STOCK, word));
            case ON_ITS_WAY -> new Token.Claimed(at, new Claim.Restock(word));
            case OF_STOCK -> new Token.About(at, Topic.STOCK);
            case OF_PRICE -> new Token.About(at, Topic.PRICE);
            case OF_RESTOCK -> new Token.About(at, Topic.RESTOCK);
            case OF_LAST_RESTOCK -> new Token.About(at, Topic.LAST_RESTOCK);
            case OF_AUTHOR -> new Token.About(at, Topic.AUTHOR);
            case OF_GENRE -> new Token.About(at, Topic.GENRE);
            case BOTH -> new Token.Whole(at, 2, word.endsWith("も") || isOfEach(found));
            case ALL -> new Token.Whole(at, 0, word.endsWith("も"));
            case EACH -> new Token.Whole(at, Token.Whole.EACH, true);
            case SUM -> new Token.Sum(at);
            case SERIES -> new Token.Wide(at);
            case OTHERS -> new Token.Others(at);
            case ONLY_BEFORE -> new Token.Only(at, false);
            case ONLY_BEHIND -> new Token.Only(at, true);
            case LISTING -> new Token.Offered(at, true, isOfOneSeries(word));
            case ELSEWHERE ->
                new Token.Elsewhere(at, isOfOneSeries(word), BELOW.matcher(word).find());
            case OFFER -> new Token.Offered(at, false, false);
            case REFUSED -> new Token.Objected(at, new Objection(Kind.AVAILABILITY, word));
        };
    }

    /** 'Both cost ¥484' is each; 'both for ¥484' is not. */
    private boolean isOfEach(Found found) {
        return found.phrase().equals("both")
                && BOTH_OF_EACH.matcher(text.substring(found.end())).lookingAt();
    }

    private static boolean isOfOneSeries(String word) {
        return word.startsWith("同じシリーズ")
                || word.contains("the same series")
                || word.matches("(?:ほか|他|その他)の巻|(?:the )?other volumes");
    }

    private static Token stock(int at, Set<Standing> standings, String word) {
        return new Token.Claimed(at, new Stock(standings, word));
    }
}
