package org.catalogsync.chat.compose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.lookup.Fact;
import org.jspecify.annotations.Nullable;

/** Japanese, です and ます. */
final class JapanesePhrases implements Phrases {
    private static final Fixed FIXED = new Fixed(
            "申し訳ございません。お探しの作品は見つかりませんでした。",
            "申し訳ございません。ご希望に合う作品は見つかりませんでした。",
            "ご注文の状況は、こちらではお調べできません。お手数ですが、ご注文の確認メールにある窓口へお問い合わせください。",
            "レビューや評価の情報は、こちらにはございません。在庫や価格でしたら、お答えできます。",
            "こんにちは。マンガの在庫や価格についてお答えいたします。",
            "申し訳ございません。マンガの在庫や価格、おすすめの作品についてのみお答えしております。");

    private final Names names = new Names(Language.JAPANESE);

    @Override
    public String stock(List<Fact> alike, String asOf) {
        if (alike.size() == 1) {
            Fact fact = alike.getFirst();
            return asOf + names.of(fact) + "は、" + standing(fact) + "。";
        }
        boolean counted = alike.size() <= Templates.MOST_COUNTED
                && Standing.of(alike.getFirst()).isInStock();
        if (counted) {
            return asOf
                    + alike.stream()
                            .map(fact -> names.of(fact) + "は" + fact.quantity() + "冊")
                            .collect(Collectors.joining("、"))
                    + "の在庫がございます。";
        }
        return asOf + names.of(alike) + "は、" + several(Standing.of(alike.getFirst())) + "。";
    }

    private static String several(Standing standing) {
        return switch (standing) {
            case IN_STOCK, LOW_STOCK -> "在庫がございます";
            case OUT_OF_STOCK -> "在庫がございません";
            case PRE_ORDER -> "ご予約を承っております";
            case UNKNOWN -> "在庫を確認できておりません";
        };
    }

    @Override
    public String stockOfIt(Fact fact, String asOf) {
        return asOf + (asOf.isEmpty() ? "現在、" : "") + standing(fact) + "。";
    }

    private static String standing(Fact fact) {
        return switch (Standing.of(fact)) {
            case IN_STOCK -> "在庫が" + fact.quantity() + "冊ございます";
            case LOW_STOCK -> "在庫が残りわずか" + fact.quantity() + "冊です";
            case OUT_OF_STOCK -> "在庫がございません" + restock(fact);
            case PRE_ORDER -> "ご予約を承っております";
            case UNKNOWN -> "在庫を確認できておりません";
        };
    }

    private static String restock(Fact fact) {
        return fact.restockEtaDays() == null ? "" : "が、約" + fact.restockEtaDays() + "日後に入荷する見込みです";
    }

    @Override
    public String price(List<Fact> facts, String asOf) {
        if (facts.size() == 1) {
            Fact fact = facts.getFirst();
            return asOf + names.of(fact) + "の" + priceOf(fact) + "。";
        }
        List<String> parts = new ArrayList<>();
        byPrice(facts)
                .forEach((price, alike) -> price.ifPresent(
                        yen -> parts.add(names.of(alike) + (alike.size() == 1 ? "は" : "は各") + yen(yen))));
        String known = parts.isEmpty() ? "" : asOf + String.join("、", parts) + "です。";
        List<Fact> unknown = byPrice(facts).getOrDefault(Optional.<Integer>empty(), List.of());
        return known + (unknown.isEmpty() ? "" : asOf + names.of(unknown) + "の価格は、確認できておりません。");
    }

    static Map<Optional<Integer>, List<Fact>> byPrice(List<Fact> facts) {
        return facts.stream()
                .collect(Collectors.groupingBy(
                        fact -> Optional.ofNullable(fact.priceJpy()), LinkedHashMap::new, Collectors.toList()));
    }

    @Override
    public String priceOfIt(Fact fact) {
        return fact.priceJpy() == null ? "" : priceOf(fact) + "。";
    }

    private static String priceOf(Fact fact) {
        Integer yen = fact.priceJpy();
        return yen == null ? "価格は、確認できておりません" : "価格は" + yen(yen) + "です";
    }

    private static String yen(int yen) {
        return String.format(Locale.ROOT, "%,d円", yen);
    }

    @Override
    public String details(Fact fact) {
        List<String> parts = new ArrayList<>();
        if (fact.author() != null) {
            parts.add("著者は「" + fact.author() + "」");
        }
        if (fact.genre() != null) {
            parts.add("ジャンルは「" + fact.genre() + "」");
        }
        if (fact.priceJpy() != null) {
            parts.add("価格は" + yen(fact.priceJpy()));
        }
        parts.add("ISBNは" + fact.isbn());
        return names.of(fact) + "の" + String.join("、", parts) + "です。";
    }

    @Override
    public String recommended(List<Fact> facts) {
        return each(facts) + "はいかがでしょうか。";
    }

    @Override
    public String related(List<Fact> facts) {
        return "関連する作品は、" + each(facts) + "です。";
    }

    private String each(List<Fact> facts) {
        return names.joined(facts.stream()
                .limit(Templates.MOST_NAMED)
                .map(names::of)
                .distinct()
                .toList());
    }

    @Override
    public String asOf(@Nullable String time) {
        return time == null ? "" : time + "時点の情報では、";
    }

    @Override
    public Fixed fixed() {
        return FIXED;
    }
}
