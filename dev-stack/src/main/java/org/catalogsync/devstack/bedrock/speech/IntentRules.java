package org.catalogsync.devstack.bedrock.speech;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Intents by keywords, in Japanese and English: the first rule that matches, in this order. */
final class IntentRules {

    private static final Map<Intent, Pattern> RULES = new LinkedHashMap<>();

    static {
        rule(Intent.ORDER_STATUS, "注文(状況|番号|した)|配送|届[きくか]|発送|my order|order status|deliver|shipp|track");
        rule(Intent.REVIEWS, "レビュー|口コミ|評判|評価|感想|review|rating");
        rule(Intent.RECOMMEND, "おすすめ|お勧め|オススメ|推薦|面白い(漫画|マンガ)|recommend|suggest");
        rule(Intent.RELATED, "似た|似て|関連|みたいな|のような|同じ(作者|作家)|similar|related|(manga|something) like|same author");
        rule(Intent.SUMMARY, "一覧|まとめ|全巻|要約|summar|\\blist\\b|all volumes");
        rule(Intent.PRICE, "値段|価格|いくら|何円|price|cost|how much");
        rule(Intent.STOCK, "在庫|入荷|売り切れ|品切れ|あります|ある\\?|残って|買え|in stock|availab|do you have|restock|sold out");
        rule(Intent.DETAILS, "あらすじ|作者|著者|出版社|発売日|どんな|について|詳細|詳しく|\\babout\\b|author|details|who wrote|publish");
        rule(Intent.SMALL_TALK, "こんにちは|こんばんは|おはよう|ありがとう|はじめまして|^(hi|hello|hey|thanks|thank you)\\b");
    }

    private static final String NUMBERED =
            "第?\\s*\\d{1,4}\\s*巻|(?:\\bvol(?:ume)?\\b\\.?|#)\\s*\\d{1,4}|\\s\\d{1,4}(?=\\s*(?:の|は|が|$|[?]|in |avail|cost))";
    private static final Pattern VOLUME = Pattern.compile(NUMBERED, CASE_INSENSITIVE);
    private static final Pattern QUOTED = Pattern.compile("[『「“\"]([^』」”\"]{1,200})[』」”\"]");

    /** What English puts before a title. */
    private static final Pattern LEAD = Pattern.compile(
            "^.*?\\b(?:do you have|how much (?:is|does)|price of|copies of|cost of|about|similar to|like|wrote|reviews of|author of|^is)\\s+(?:the manga )?",
            CASE_INSENSITIVE);

    /** What comes behind it: its volume, a particle with a question, the question itself. */
    private static final Pattern TAIL = Pattern.compile(
            "(?<=.)(?:" + NUMBERED
                    + "|の?(?:在庫|値段|価格|作者|著者|あらすじ|レビュー|評判|感想|一覧|全巻|関連)|(?:[はが]|って)(?=在庫|あり|ある|いくら|何円|どんな|誰|残|買|売|まだ|いつ|入荷|今|、)"
                    + "|に似|みたい|のような|について|\\b(?:in stock|available|cost)|[?。、!]).*",
            CASE_INSENSITIVE | Pattern.DOTALL);

    /** 'おすすめは' and 'can you recommend' name no title. */
    private static final Pattern NO_TITLE = Pattern.compile(
            "おすすめ|お勧め|オススメ|何か|なにか|面白い|注文|在庫|(?:can|could|please|what|which|where|when|how|any|i|my|recommend|something|it|this)\\b",
            CASE_INSENSITIVE);

    private IntentRules() {}

    private static void rule(Intent intent, String keywords) {
        RULES.put(intent, Pattern.compile(keywords, CASE_INSENSITIVE));
    }

    /** One JSON object with intent, title and volume, the latter two null where the question names none. */
    static String classified(String question) {
        String folded = Normalizer.normalize(question, Normalizer.Form.NFKC).strip();
        Intent intent = RULES.entrySet().stream()
                .filter(rule -> rule.getValue().matcher(folded).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Intent.OUT_OF_SCOPE);
        boolean ofBooks = intent != Intent.OUT_OF_SCOPE && intent != Intent.SMALL_TALK;
        Map<String, @Nullable String> found = new LinkedHashMap<>();
        found.put("intent", intent.label());
        found.put("title", ofBooks ? title(folded) : null);
        found.put("volume", ofBooks ? volume(folded) : null);
        return JsonMapper.shared().writeValueAsString(found);
    }

    private static @Nullable String title(String question) {
        Matcher quoted = QUOTED.matcher(question);
        if (quoted.find()) {
            return quoted.group(1).strip();
        }
        String led = LEAD.matcher(question).replaceFirst("");
        String title = TAIL.matcher(led).replaceFirst("").strip();
        return title.isEmpty() || NO_TITLE.matcher(title).lookingAt() ? null : title;
    }

    private static @Nullable String volume(String question) {
        Matcher numbered = VOLUME.matcher(question);
        return numbered.find() ? numbered.group().replaceAll("\\D", "") : null;
    }
}
