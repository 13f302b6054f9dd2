package org.catalogsync.chat.compose;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.catalogsync.chat.compose.Objection.Kind;

/** What no sentence may hold, whatever the facts: they have no source for it, so it is made up. */
final class Refused {
    private static final Map<Pattern, Kind> PATTERNS = new LinkedHashMap<>();

    static {
        refuse(
                Kind.TOPIC,
                "https?:|www\\.|\\b[a-z0-9-]+\\.(?:com|net|org|jp|io|co|info|shop)\\b|@|\\]\\(|\\*\\*|</?[a-z]");
        refuse(Kind.TOPIC, "[★☆⭐]|星\\s?\\d|評価|評判|レビュー|口コミ|クチコミ|感想|review|\\brating|\\brated\\b|\\bstars?\\b");
        refuse(
                Kind.TOPIC,
                "人気|ベストセラー|名作|傑作|話題|大ヒット|売れ筋|受賞|アニメ化|映画化|必読|popular|best-?sell|acclaimed|award|masterpiece|\\bhit\\b|must-read|fans?\\b|\\bbest\\b|\\bgreat\\b|\\bloved?\\b");
        refuse(
                Kind.TOPIC,
                "送料|配送|発送|お?届け|宅配|ポイント|割引|値引|値下|セール|特価|半額|無料|お得|安い|最安|高い|税込|税抜|税別|消費税|キャンペーン|クーポン|shipping|ships\\b|deliver|discount|\\bsale\\b(?<!for sale)|coupon|\\bfree\\b|cheap|bargain|\\btax");
        refuse(
                Kind.TOPIC,
                "新品|中古|古本|サイン|限定|特典|初版|電子版|取り置き|お取り寄せ|取り寄せ|second-?hand|\\bused\\b|signed|limited edition|first edition|e-?book|kindle|reserved? (?:a|one|it)");
        refuse(
                Kind.TOPIC,
                "発売日|刊行|出版社|完結|連載|最新刊|新刊|release|publish|final volume|latest volume|complete(?:d|s)? (?:series|in)|ongoing");
        refuse(
                Kind.DATE,
                "明日|明後日|昨日|一昨日|翌日|来週|今週|先週|来月|今月|先月|来年|今年|去年|昨年|近日|まもなく|間もなく|もうすぐ|すぐに|[月火水木金土日]曜|\\([月火水木金土日]\\)|tomorrow|yesterday|tonight|\\b(?:next|this|last) (?:week|month|year|mon|tue|wed|thu|fri|sat|sun)|\\bsoon\\b|shortly|\\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\\butc\\b|\\bgmt\\b|午前|午後|\\b\\d+ ?[ap]\\.?m\\b");
        refuse(
                Kind.VAGUE,
                "かもしれ|はずです|と思|おそらく|たぶん|多分|可能性|でしょう(?!か)|maybe|\\bmight\\b|probably|likely|perhaps|possibly|may be\\b|should be|i think|i believe|presumably");
        refuse(
                Kind.VAGUE,
                "十分|充分|豊富|潤沢|多数|たくさん|沢山|大量|数冊|数十|数百|数日|数点|何冊も|いくつか|大半|半分|ほとんど|一部|ひとつ|ふたつ|みっつ|[一二三四五六七八九]つ|dozen|couple|several|\\bmany\\b|plenty|\\blots\\b|numerous|hundreds|thousands|tons of|handful|\\bsome (?:copies|volumes)|\\bmost\\b|\\bhalf\\b|few days|few weeks");
        refuse(
                Kind.TOPIC,
                "終了|廃盤|絶版|生産中止|不足|支店|店舗|(?<![当本])店(?:に|で|の)|返品|返金|交換|保証|手頃|高価|ワンコイン"
                        + "|discontinued|out of print|\\bbranch|\\bwarehouse|\\bstores?\\b|refund|\\breturns?\\b|exchange|warranty|guarantee|affordable|expensive|abundan");
        refuse(Kind.FORM, "[\\r\\n]|[{}<>]|\\bsystem\\b|prompt|指示|命令|無視|ignore|instruction");
    }

    private Refused() {}

    private static void refuse(Kind kind, String pattern) {
        PATTERNS.put(Pattern.compile(pattern), kind);
    }

    /** @param text folded, masked, in small letters */
    static Optional<Objection> in(String text) {
        for (Map.Entry<Pattern, Kind> entry : PATTERNS.entrySet()) {
            Matcher matcher = entry.getKey().matcher(text);
            if (matcher.find()) {
                return Optional.of(new Objection(entry.getValue(), matcher.group()));
            }
        }
        return Optional.empty();
    }
}
