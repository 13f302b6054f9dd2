package org.catalogsync.devstack.bedrock.speech;

import java.util.Locale;
import org.catalogsync.devstack.bedrock.speech.Facts.Item;

/** Japanese, です・ます. */
record JapaneseWords(int hash) implements Words {

    static final String NOTHING_TO_SAY = "申し訳ございません。お答えできる情報がございません。";

    @Override
    public String name(Item item) {
        return "『" + item.title() + "』" + (item.volume().isEmpty() ? "" : "第" + item.volume() + "巻");
    }

    @Override
    public String and() {
        return "、";
    }

    @Override
    public String stock(Item item) {
        return asOf(item) + name(item) + "は" + availability(item) + "。";
    }

    @Override
    public String stockToo(Item item) {
        return asOf(item) + chosen("在庫につきましては、", "こちらの商品は", "なお、") + availability(item) + "。";
    }

    private String availability(Item item) {
        boolean counted = item.quantity().orElse(0) > 0;
        String number = counted ? Integer.toString(item.quantity().getAsInt()) : "";
        return switch (item.availability()) {
            case IN_STOCK ->
                counted
                        ? chosen(
                                "在庫が" + number + "冊ございます",
                                now(item, "現在") + number + "冊の在庫がございます",
                                "在庫がございます（" + number + "冊）")
                        : chosen("在庫がございます", now(item, "ただいま") + "在庫がございます");
            case LOW_STOCK ->
                counted
                        ? chosen("在庫が残り" + number + "冊となっております", "残りわずか" + number + "冊です")
                        : chosen("在庫が残りわずかです", "残りわずかとなっております");
            case OUT_OF_STOCK -> chosen(now(item, "ただいま") + "在庫切れです", now(item, "現在、") + "在庫がございません") + restock(item);
            case PRE_ORDER -> chosen("ご予約を承っております", "予約受付中です");
            case UNKNOWN -> chosen("在庫状況を確認できませんでした", "在庫状況が" + now(item, "ただいま") + "確認できません");
        };
    }

    private static String restock(Item item) {
        return item.restockDays().isPresent() ? "が、約" + item.restockDays().getAsInt() + "日後に入荷する見込みです" : "";
    }

    /** What was so at some time is not said to be so now. */
    private static String now(Item item, String word) {
        return item.asOf().isPresent() ? "" : word;
    }

    private static String asOf(Item item) {
        return item.asOf().map(time -> time + "時点の情報では、").orElse("");
    }

    @Override
    public String price(Item item) {
        return item.yen().isPresent()
                ? name(item) + "の価格は" + yen(item) + chosen("です。", "でございます。")
                : name(item) + "の価格は確認できませんでした。";
    }

    @Override
    public String priceToo(Item item) {
        return item.yen().isPresent() ? chosen("価格は" + yen(item) + "です。", "お値段は" + yen(item) + "でございます。") : "";
    }

    @Override
    public String details(Item item) {
        String author = item.author().isEmpty() ? "" : "著者は" + item.author() + "さん";
        String price = item.yen().isPresent() ? "価格は" + yen(item) : "";
        String both = author + (author.isEmpty() || price.isEmpty() ? "" : "、") + price;
        return both.isEmpty() ? "" : both + "です。";
    }

    private static String yen(Item item) {
        return String.format(Locale.ROOT, "%,d円", item.yen().getAsInt());
    }

    @Override
    public String related(String titles) {
        return chosen("関連する作品には" + titles + "もございます。", "あわせて" + titles + "はいかがでしょうか。");
    }

    @Override
    public String offered(Intent intent, String titles) {
        return switch (intent) {
            case SUMMARY -> chosen("お探しの内容に合う作品は" + titles + "です。", titles + "が見つかりました。");
            default -> chosen(titles + "をおすすめいたします。", titles + "はいかがでしょうか。", "こちらの" + titles + "がおすすめです。");
        };
    }

    @Override
    public String greeting() {
        return chosen("こんにちは。マンガの在庫や価格についてお答えいたします。", "いらっしゃいませ。どのような作品をお探しでしょうか。");
    }

    @Override
    public String notMine() {
        return chosen("申し訳ございません。マンガの在庫や価格についてのみお答えしております。", "恐れ入りますが、その件にはお答えできません。");
    }

    @Override
    public String notFound() {
        return chosen("申し訳ございません。お探しの作品は見つかりませんでした。", "恐れ入りますが、該当する作品が見つかりませんでした。");
    }

    private String chosen(String... wordings) {
        return wordings[Math.floorMod(hash, wordings.length)];
    }
}
