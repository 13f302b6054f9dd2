package org.catalogsync.chat.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.catalogsync.chat.compose.Claim.Stock;
import org.catalogsync.chat.compose.Claim.Topic;
import org.catalogsync.chat.compose.Objection.Kind;
import org.catalogsync.chat.compose.Token.About;
import org.catalogsync.chat.compose.Token.Claimed;
import org.catalogsync.chat.compose.Token.Objected;
import org.jspecify.annotations.Nullable;

/** Finds the words that say whether something can be had, and those that say of what is spoken. A negation that no rule understands is refused, since it may turn any claim around. */
final class WordScanner {
    private static final String HAVE_NOT = "(?:ございません|ありません|御座いません|ないです|無いです)";

    private record Rule(Pattern pattern, Function<MatchResult, @Nullable Token> meaning) {}

    /** The first that fits at a place decides, so what is longer and means something else stands first. */
    private static final List<Rule> RULES = List.of(
            // Politeness that negates nothing.
            nothing("申し訳ございません|申し訳ありません|すみません|ませんか|ませんでしょうか"),
            // Negated lack: what is not sold out is there.
            stock(
                    "(?:在庫|品|売り?)切れ?(?:では|じゃ)(?:" + HAVE_NOT + "|ない|なく)|(?:完売|欠品|入荷待ち)(?:では|じゃ)(?:" + HAVE_NOT
                            + "|ない|なく)",
                    Stock.IN),
            stock(
                    "(?:\\bnot|n't|\\bnever|\\bno longer)\\s+(?:\\w+\\s+)?(?:out of stock|sold[- ]out|unavailable)",
                    Stock.IN),
            // Not known.
            unknown("(?:確認|把握|お調べ|お答え|ご案内|分か|わか|判明)[^。、]{0,8}?(?:ません|ない|かね)|不明|未確認|未定"),
            unknown(
                    "(?:\\b(?:could|can|was|were|is|are|am|has|have|do|does) ?(?:not|n't)|\\bcannot|\\bunable to)\\s+(?:\\w+\\s+){0,2}?(?:check\\w*|confirm\\w*|verif\\w*|determin\\w*|know\\w*)\\b|\\bunknown\\b|\\bunclear\\b"),
            // To come.
            about("最終入荷日?|最後に入荷|前回の?入荷|last restock(?:ed)?|last arriv\\w*", Topic.LAST_RESTOCK),
            stock("入荷待ち", Stock.OUT),
            about("入荷(?:の?時期|日|予定日)", Topic.RESTOCK),
            claim(
                    "再?入荷|重版|増刷|back in stock|back[- ]order\\w*|restock\\w*|re-stock\\w*|new copies|arriv\\w+",
                    word -> new Claim.Restock(word)),
            // To be ordered before it is there.
            refused(
                    "予約[^。、]{0,14}?(?:ません(?!か)|ない|不可|終了|締)|(?:not|n't|cannot|no longer|no)\\b[^.,;]{0,25}pre-?order\\w*",
                    Kind.AVAILABILITY),
            stock("予約|発売前|未発売|pre-?order\\w*", Stock.PRE),
            // None.
            stock(
                    "(?:在庫|品|売り?)切れ?(?=れ|の|で|に|が|と|、|。|中|状態|$)れ?|売切|完売|欠品|在庫\\s?(?:なし|無し|無|ゼロ|切)|切らして|なくなり|尽き",
                    Stock.OUT),
            refused("(?:では|じゃ)(?:" + HAVE_NOT + "|ない|なく)|(?:で|と)は限|わけでは", Kind.AVAILABILITY),
            stock("(?<=在庫|[はがも冊]|取り?扱い)(?:" + HAVE_NOT + "|無い|ない|無く|なく|なし|無し|ゼロ)", Stock.OUT),
            stock("(?:お?買い?求め|ご?購入|ご?注文|お求め)[^。、]{0,8}?(?:ません|できない|不可)|買えません|買えない", Stock.OUT),
            stock("almost (?:sold out|gone)|nearly (?:sold out|gone)", Stock.LOW),
            stock(
                    "(?:\\bnot|n't)\\s+(?:\\w+\\s+){0,2}?(?:in stock|available|on hand|have)|\\bno longer (?:\\w+ )?(?:in stock|available)|\\bunavailable\\b|\\bout[- ]of[- ]stock\\b|\\bsold[- ]out\\b|\\bno (?:more )?(?:copies|stock)\\b|\\bnone\\b(?: \\w+)? (?:left|in stock|available)|\\bnothing left|\\b(?:has|have|had) (?:none|no )|\\b(?:run|ran|running) out\\b|\\bdepleted\\b|\\bgone\\b",
                    Stock.OUT),
            // Few.
            refused("(?:not|n't) (?:running )?low|(?:少なく|わずかでは)", Kind.AVAILABILITY),
            stock(
                    "残り?(?:わずか|僅か|少)|わずか|僅か|僅少|品薄|ラスト|最後の(?=\\d)|\\brunning low\\b|\\blow (?:in |on )?stock\\b|\\b(?:only|just) (?:a few|(?=[\\d,]+ (?:cop|left|books?|remain|in stock|available|more)))|\\bfew (?:copies )?(?:left|remain\\w*)|\\blast (?:few|cop\\w+|one)\\b|\\blimited (?:stock|copies|quantit\\w+)",
                    Stock.LOW),
            // Some.
            refused(
                    "在庫が?(?:ある|あり)(?:か|場合|なら|次第)|あれば|if (?:it is )?(?:in stock|available)|neither\\b|\\bnor\\b",
                    Kind.AVAILABILITY),
            stock(
                    "(?<!で)(?<!で御)(?:ございます|御座います|あります)|(?<=在庫|在庫が|在庫は|在庫も|在庫の)(?:ある|あり|有り|有)|(?:お?買い?求め|ご?購入|ご?注文|お求め)[^。、]{0,8}?(?:いただけ|でき|可能|ください|下さい)|買えま|買える|(?:取り?扱っ|取り揃え|揃え|ご?用意)[^。、]{0,6}?(?:ます|おり)|即納|発送可|^はい(?=、|。|$)|入手可能|販売中|残り(?=\\d)|在庫豊富",
                    Stock.IN),
            stock(
                    "\\bin[- ]stock\\b|\\bavailable\\b|\\bon hand\\b|\\bwe (?:do |currently |still |also )*(?:have|carry|stock)\\b|\\bfor sale\\b|\\byou can (?:buy|order|get|purchase)\\b|\\bready to (?:buy|order|ship)\\b|\\b(?:left|remaining)\\b|^yes\\b|\\bcan be (?:bought|ordered|purchased)",
                    Stock.IN),
            // Of what is spoken.
            about("在庫|stock\\b|copies|冊", Topic.STOCK),
            about("価格|値段|定価|いくら|price[sd]?\\b|\\bcosts?\\b", Topic.PRICE),
            about(
                    "著者|作者|作家|原作|作画|漫画家|\\bauthors?\\b|\\b(?:written |drawn |illustrated |created )?by\\b|\\bwrit\\w+",
                    Topic.AUTHOR),
            about("ジャンル|\\bgenres?\\b", Topic.GENRE),
            // Which of them.
            rule("どちらも|両方|\\bboth\\b", found -> new Token.Whole(found.start(), 2)),
            rule(
                    "いずれも|すべて|全て|全部|どれも|それぞれ|\\ball\\b|\\bevery\\b|\\beach\\b",
                    found -> new Token.Whole(found.start(), 0)),
            rule(
                    "(?:他|ほか|その他|残り)の(?:\\S{0,3}巻|作品|商品|もの|本)?|それ以外|\\bothers?\\b|\\bthe rest\\b|\\bremaining (?:volumes|ones|titles)|\\banother\\b",
                    found -> new Token.Others(found.start())),
            rule(
                    "(?<=[』」”\"巻" + "\\x{F0000}-\\x{F7FFF}])(?:のみ|だけ|しか)|\\bonly (?=vol|[“\"]?" + Masks.TITLE + ")",
                    found -> new Token.Only(found.start())),
            // The rest of negations.
            refused(
                    "n't\\b|\\bnot\\b|\\bnever\\b|\\bno longer\\b|\\bwithout\\b|\\bexcept\\b|以外|除[きくい]|違い|違う|\\bunlike\\b|一方は|もう一方",
                    Kind.AVAILABILITY),
            rule(
                    "[、,;]|\\bbut\\b|\\bwhile\\b|\\bwhereas\\b|\\bhowever\\b|一方",
                    found -> new Token.Break(found.start())));

    private WordScanner() {}

    private static Rule rule(String pattern, Function<MatchResult, @Nullable Token> meaning) {
        return new Rule(Pattern.compile(pattern), meaning);
    }

    private static Rule nothing(String pattern) {
        return rule(pattern, found -> null);
    }

    private static Rule claim(String pattern, Function<String, Claim> claim) {
        return rule(pattern, found -> new Claimed(found.start(), claim.apply(found.group())));
    }

    private static Rule stock(String pattern, Set<Standing> standings) {
        return claim(pattern, word -> new Stock(standings, word));
    }

    /** Of what is seen from the clause. */
    private static Rule unknown(String pattern) {
        return claim(pattern, word -> new Claim.Unknown(Topic.STOCK, word));
    }

    private static Rule about(String pattern, Topic topic) {
        return rule(pattern, found -> new About(found.start(), topic));
    }

    private static Rule refused(String pattern, Kind kind) {
        return rule(pattern, found -> new Objected(found.start(), new Objection(kind, found.group())));
    }

    /**
     * The words of a sentence in order.
     *
     * @param text folded, masked, in small letters
     */
    static List<Token> scan(String text) {
        List<Matcher> matchers =
                RULES.stream().map(rule -> rule.pattern().matcher(text)).toList();
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            at = Math.max(at + 1, step(matchers, at, text.length(), tokens));
        }
        return tokens;
    }

    private static int step(List<Matcher> matchers, int at, int end, List<Token> tokens) {
        for (int i = 0; i < matchers.size(); i++) {
            Matcher matcher = matchers.get(i);
            matcher.region(at, end).useTransparentBounds(true).useAnchoringBounds(false);
            if (matcher.lookingAt()) {
                Token token = RULES.get(i).meaning().apply(matcher.toMatchResult());
                if (token != null) {
                    tokens.add(token);
                }
                return matcher.end();
            }
        }
        return at;
    }
}
