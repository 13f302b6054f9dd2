package org.catalogsync.chat.intent;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.catalogsync.chat.retrieve.Spelling;

/** The words by which questions ask, in both languages, as they stand in a {@link Sentence}: lower case, katakana as hiragana. */
final class Words {
    /** A word that asks, and for what. The first rules outrank those behind. */
    private record Rule(Intent intent, Pattern pattern) {}

    private static final List<Rule> RULES = List.of(
            rule(
                    Intent.ORDER_STATUS,
                    "注文(?!でき|可能|したい|はでき|します|していい)|発送|配送|配達|お?届け?(?:き|く|いて|かな|ない|の|先|日)|いつ着|荷物|追跡|きゃんせる|返品|返金|"
                            + "\\b(?:my|an?|the|our|this) (?:\\w+ )?orders?\\b|\\bi(?:'ve| have)? (?:already |just )?ordered\\b|\\bwhen (?:will|does) (?:it|they|this|that) (?:arrive|ship|come)\\b|\\border (?:number|status|history|id|#)|\\bshipp(?:ed|ing|ment)\\b|\\bdeliver(?:y|ed)\\b|\\btrack(?:ing)?\\b|\\bmy (?:package|parcel)\\b|\\brefunds?\\b|\\bcancel\\b"),
            rule(
                    Intent.REVIEWS,
                    "れびゅー|評判|感想|口こみ|くちこみ|評価|(?:面白|おもしろ)い(?:の|です|んです)?か?(?=[?。!\\s]|$|ですか)|(?:面白|おもしろ)い\\?|人気(?:が)?(?:ある|あります|ですか)|何点|"
                            + "\\breviews?\\b|\\bratings?\\b|\\brated\\b|\\b(?:do|did) (?:people|readers|others|customers) (?:like|think|say)|\\bis (?:it|this|that) (?:any )?good\\b|\\bany good\\b|\\bworth (?:reading|buying)\\b|\\bopinions?\\b"),
            rule(
                    Intent.RECOMMEND,
                    "おすすめ|お勧め|お薦め|推薦|みたいな|のような|っぽい|に似|似た|似て|好きな人|好きなら|何か(?:ない|いい|面白|読)|なにか(?:ない|いい|面白|読)|"
                            + "\\brecommend\\w*|\\bsuggest\\w*|\\bsimilar\\b|\\b(?:something|anything|manga|comics?|books?|series|stories|titles) like\\b|\\bmore like\\b"),
            rule(
                    Intent.RELATED,
                    "続き|続刊|続編|(?:他|ほか)の巻|(?:他|ほか)に?は?何巻|しりーず(?:の)?(?:他|ほか|全部|一覧|全て|すべて)|同じしりーず|何巻まで|全何巻|何巻(?:ある|あり|出て|が|から)|関連|前後の巻|"
                            + "\\bother (?:volumes|books|ones)\\b|\\brest of (?:the |this |that )?(?:series|volumes)|\\bhow many volumes\\b|\\bsame series\\b|\\brelated\\b|\\bsequels?\\b|\\bwhich volumes\\b"),
            rule(Intent.SUMMARY, "まとめ|一覧|比較|比べ|\\bsummar\\w*|\\boverview\\b|\\bcompare\\w*|\\bat a glance\\b"),
            rule(
                    Intent.PRICE,
                    "いくら|(?:値段|ねだん|価格|代金|金額|定価|税込み?)(?!は?\\s*\\d)|何円|なんえん|お値段|[高安]い(?:です)?か|(?<!番)安い(?=[?。]|$)|"
                            + "\\bhow much\\b|\\bprices?\\b(?! (?:is|as|to|at|was|=))|\\bcosts?\\b(?! (?:is|nothing))|\\bhow expensive\\b"),
            rule(
                    Intent.DETAILS,
                    "作者|著者|作家|漫画家|誰が|だれが|誰の|だれの|詳し|くわし|詳細|どんな(?:本|話|漫画|まんが|内容|作品|すとーりー)?|内容|あらすじ|じゃんる|について|情報|説明して|"
                            + "\\bauthors?\\b|\\bwho (?:wrote|drew|writes|draws|made|is the)\\b|\\bwritten by\\b|\\bdetails?\\b|\\btell me (?:more )?about\\b|\\binfo(?:rmation)?\\b|\\bgenres?\\b|\\bwhat is\\b(?=.{0,60}\\babout\\b)|\\bdescribe\\b"),
            rule(
                    Intent.STOCK,
                    "在庫(?!(?:数)?(?:は|を|が)?\\s*\\d)|残って|残り|残部|入荷|入って(?:い|る|ます)|置いて|取り扱|とりあつか|扱って|売り切れ|品切れ|売ってま?(?:す|る)|売って(?=[?。]|$)|買え|買い?たい|買える|何冊|なんさつ|手に入|取り寄せ|購入|欲しい|ほしい|(?<![てで])(?:下さい|ください)(?=[。!?\\s]|$)|"
                            + "ある(?=[?？。!、\\s]|$|の(?:か|[?。]|$|でしょ)|か|かな|よね|でしょ)|ありますか?|ありません(?:か)?|ない(?:の|です)?か(?=[?。]|$)|ない\\?|あったり|あります?でしょうか|ございます|有る|有ります|探して|"
                            + "\\bstock(?:ed)?\\b(?! (?:is|as|to|=|market|price))|\\bavailab\\w+|\\bdo (?:you|u) (?:guys )?(?:still )?(?:have|carry|sell|stock)\\b|\\bhave you got\\b|\\bgot (?:any|a)\\b|\\bany cop(?:y|ies)\\b|\\bcop(?:y|ies) (?:left|of|do|are|available)|\\bhow many(?: copies)?\\b|\\bsold out\\b|\\b(?:can|could|may) i (?:still )?(?:buy|get|order|purchase)\\b|\\bis there\\b|\\bare there\\b|\\bi (?:want|need)\\b|\\bi'd like\\b|\\bi'm looking for\\b|\\blooking for\\b|\\bin store\\b|\\bleft\\b|\\bget\\b|\\bhave\\b"));

    /** Asked without a title, these ask for a book of some kind. */
    private static final Pattern SOME_BOOK = Pattern.compile(
            "(?:話|物語|漫画|まんが|こみっくす?|作品|本|すとーりー|しりーず|の(?:は|とか))(?:は|が|を|って|で|も|とか)?(?:ある|あり|ない|何|なに|読|よみ|探|さが|知|教え|欲し|ほし|紹介|[?。]|$)|読みたい|"
                    + "\\b(?:any|some|a|an|good|best)\\b(?:\\W+\\w+){0,4}?\\W+(?:manga|comics?|books?|stor(?:y|ies)|series|titles?)\\b|\\b(?:manga|comics?|books?|stor(?:y|ies)|series|something|anything|one)\\b(?:\\W+\\w+){0,2}?\\W+(?:about|with|where|set in|featuring)\\b");

    private static final Pattern GREETING = Pattern.compile(
            "こんにち[はわ]|こんばん[はわ]|おはよう|ありがとう|有難う|さんきゅー|どうも|はじめまして|初めまして|さようなら|じゃあ?ね|またね|元気|お疲れ|おつかれ|よろしく|もしもし|やあ|はろー|助かり|了解|わかりました|あなたは(?:誰|だれ)|名前は|"
                    + "^\\W*(?:hi|hello|hey|yo)\\b|\\bgood (?:morning|evening|afternoon|night)\\b|\\bthanks?\\b(?: a lot| so much| very much)?|\\bthank you\\b(?: so much| very much)?|\\bhow are you\\b|\\bwho are you\\b|\\b(?:good)?bye\\b|\\bnice to meet\\b|\\bsee you\\b|\\bcheers\\b|\\bwhat'?s up\\b|\\byou(?:'re| are) (?:great|helpful|welcome)\\b");

    /** Pointing at what was spoken of. */
    private static final Pattern POINTING = Pattern.compile(
            "それら?|これら?|あれら?|その(?:本|巻|漫画|まんが|作品)?|この(?:本|巻|漫画|まんが|作品|しりーず)?|あの(?:本|巻|漫画|まんが)|そっち|こっち|さっきの|先ほどの|今の|同じ(?:もの|の|本)|"
                    + "\\b(?:it|its|it's|that|this|them|those|these|they)\\b(?: (?:one|ones|volume|book|series))?|\\bthe same\\b|\\bthe (?:volume|book|first one)\\b");

    /** Words that neither ask nor name, so that what is left of a sentence is a name or a topic. */
    private static final Pattern FILLING = Pattern.compile(
            "教えて(?:ください|下さい|ほしい|欲しい|くれ(?:ますか|る|ませんか)?|もらえますか|いただけますか)?|知りたい|ください|下さい|お願い(?:します|いたします)?|でしょうか|ですか|ますか|ました|です(?=[^ぁ-ん]|$|か|よ|ね)|ます(?=[^ぁ-ん]|$|か|よ|ね)|でしょ|だっけ|かな|かしら|よね|(?<=[ぁ-ん])よ(?=[?。!]|$)|"
                    + "(?:お?聞き|訊き|きき)(?:たい|し(?:たい|ます))(?:の|ん|こと)?(?:です|だ|がある)?(?:が|けど)?|それじゃあ?|じゃあ?(?=[、\\s\\d一-鿿\uE000-\uE003])|すみません|すいません|あのう?(?=[、\\s])|えっと|えーと|ねえ|ちょっと|あと(?=[、\\s一-鿿]|は)|あるいは|もしくは|および|ならびに|に加えて|の(?:ほか|他)に|ではなくて?|じゃなくて|それと|まだ|もう|今すぐ|現在|今日|本日|明日|お店|店頭|店|そちら|こちら(?=で|の店)|確認(?:したい|して|お願い)?|調べて(?:ください|もらえますか)?|見て(?:ください)?|どのくらい|どれくらい|どう(?=[?。]|$|です|なって)|どこ|いつ|誰|だれ|何(?=[?。]|$|です)|全部で|全部|全て|すべて|それぞれ|合計|両方|どちらも|"
                    + "漫画|まんが|こみっくす?|単行本|本(?=[はがをの?。]|$)|書籍|しりーず|作品|たいとる|巻(?=[はがをの?。]|$)|冊|円|"
                    + "\\b(?:a|an|the|of|for|do|does|did|you|your|u|have|has|had|is|are|was|be|been|in|on|at|to|and|or|please|pls|can|could|would|will|may|i|i'm|i'd|me|my|we|us|it|its|that|this|there|any|some|still|now|right|currently|today|so|what|what's|which|who|when|where|how|about|vol|volume|volumes|book|books|manga|comic|comics|series|copy|copies|copies|left|one|ones|much|many|tell|show|give|know|check|see|like|want|need|let|with|from|by|also|too|just|then|hey|hi|hello|thanks|shop|store|title|called|named|got|get|s)\\b");

    /** What is counted or dated is no part of a title: 500円, 3日, 二冊, two copies. */
    private static final Pattern COUNTED = Pattern.compile(
            "(?:(?<![第\\d.])\\d{1,6}\\s*(?:冊|円分?|つ|個|点|部|枚|割引?|周年|%|巻分)|[一二三四五六七八九十]{1,3}(?:冊|つ))(?:くらい|ぐらい|ほど|以内|以上|以下)?|(?:ひと|ふた|みっ)つ|"
                    + "(?<![第\\d.])\\d{1,6}\\s*(?:話|章|刷|版|回|階|日間?|年|か月|月|週間?|時間?|分|人|歳)(?:くらい|ぐらい|ほど|以内|以上|以下)?(?!の?[一-鿿]|の\\p{L})|"
                    + "\\b(?:\\d{1,4}|one|two|three|four|five|six|ten)\\s+(?:cop(?:y|ies)|days?|weeks?|months?|years?|yen|dollars?|of (?:it|them|these|those))\\b|\\b(?:two|three|four|five|six)(?=\\s*(?:[.!?]|please|$))");

    private static final int SHORT = 3;

    private Words() {}

    private static Rule rule(Intent intent, String pattern) {
        return new Rule(intent, Pattern.compile(pattern));
    }

    /** All that is asked for, in the order of rank; the words are crossed out. */
    static Set<Intent> crossOut(Sentence sentence) {
        Set<Intent> asked = EnumSet.noneOf(Intent.class);
        List<int[]> places = new ArrayList<>();
        String text = sentence.text();
        for (Rule rule : RULES) {
            Matcher matcher = rule.pattern().matcher(text);
            while (matcher.find()) {
                if (!isInsideAWord(sentence, matcher)) {
                    asked.add(rule.intent());
                    places.add(new int[] {matcher.start(), matcher.end()});
                }
            }
        }
        places.forEach(place -> sentence.cross(place[0], place[1], Sentence.WORD));
        return asked;
    }

    /** Crosses out what neither asks nor names. */
    static void crossOutFilling(Sentence sentence) {
        crossOut(sentence, FILLING);
    }

    static void crossOutCounted(Sentence sentence) {
        crossOut(sentence, COUNTED);
    }

    static void crossOutGreeting(Sentence sentence) {
        crossOut(sentence, GREETING);
    }

    static boolean crossOutPointing(Sentence sentence) {
        return crossOut(sentence, POINTING);
    }

    private static boolean crossOut(Sentence sentence, Pattern pattern) {
        Matcher matcher = pattern.matcher(sentence.text());
        boolean found = false;
        while (matcher.find()) {
            if (!isInsideAWord(sentence, matcher)) {
                found = true;
                sentence.cross(matcher.start(), matcher.end(), Sentence.WORD);
            }
        }
        return found;
    }

    /** この of サチコの is none: so short a word does not begin or end amid one in katakana. */
    private static boolean isInsideAWord(Sentence sentence, Matcher word) {
        String plain = sentence.spelling().plain();
        return word.end() - word.start() <= SHORT && (goesOn(plain, word.start()) || goesOn(plain, word.end()));
    }

    private static boolean goesOn(String plain, int at) {
        return at > 0 && at < plain.length() && isKatakana(plain.charAt(at - 1)) && isKatakana(plain.charAt(at));
    }

    private static boolean isKatakana(char c) {
        return c >= 'ァ' && c <= 'ー' && c != '・';
    }

    static boolean isGreeting(String text) {
        return GREETING.matcher(text).find();
    }

    /** Whether a sentence without its names asks for a book of some kind; 化物語 and サバ物語 are titles. */
    static boolean asksForSomeBook(Sentence sentence) {
        Matcher some = SOME_BOOK.matcher(sentence.text());
        String plain = sentence.spelling().plain();
        while (some.find()) {
            boolean story = some.group().startsWith("話") || some.group().startsWith("物語");
            char before = some.start() == 0 ? ' ' : plain.charAt(some.start() - 1);
            if (!story || !(Spelling.isKanji(before) || isKatakana(before))) {
                return true;
            }
        }
        return false;
    }
}
