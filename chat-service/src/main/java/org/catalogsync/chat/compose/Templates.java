package org.catalogsync.chat.compose;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.lookup.Fact;

/** Facts to sentences without a model: what is said where a model was not needed, or not in time, or not right. Pure; what is unknown is said to be, and never 0. */
public final class Templates {
    /** So many titles are named one by one; more would be no answer any more. */
    static final int MOST_NAMED = 5;

    /** Up to so many volumes are told with their quantities; of a whole series only which are in stock. */
    static final int MOST_COUNTED = 4;

    private static final Map<Language, Phrases> PHRASES =
            new EnumMap<>(Map.of(Language.JAPANESE, new JapanesePhrases(), Language.ENGLISH, new EnglishPhrases()));

    private Templates() {}

    /** The answer in words, a few sentences. */
    public static String prose(Material material) {
        List<String> sentences = new ArrayList<>(sentences(material, phrases(material.language())));
        sentences.removeIf(String::isEmpty);
        return String.join(material.language() == Language.ENGLISH ? " " : "", sentences);
    }

    static Phrases phrases(Language language) {
        Phrases phrases = PHRASES.get(language);
        if (phrases == null) {
            throw new IllegalStateException("no phrases in " + language);
        }
        return phrases;
    }

    private static List<String> sentences(Material material, Phrases phrases) {
        Phrases.Fixed fixed = phrases.fixed();
        List<Fact> facts = material.spokenOf();
        return switch (material.intent()) {
            case SMALL_TALK -> List.of(fixed.smallTalk());
            case OUT_OF_SCOPE -> List.of(fixed.outOfScope());
            case ORDER_STATUS -> List.of(fixed.orderStatus());
            case REVIEWS -> List.of(fixed.reviews());
            case RECOMMEND ->
                facts.isEmpty()
                        ? List.of(fixed.nothingToRecommend())
                        : offered(phrases.recommended(facts), facts, phrases);
            case RELATED -> related(material, phrases);
            case STOCK, SUMMARY -> facts.isEmpty() ? List.of(fixed.notFound()) : stock(facts, phrases);
            case PRICE -> facts.isEmpty() ? List.of(fixed.notFound()) : price(facts, phrases);
            case DETAILS -> facts.isEmpty() ? List.of(fixed.notFound()) : details(facts, phrases);
        };
    }

    private static List<String> stock(List<Fact> facts, Phrases phrases) {
        if (facts.size() == 1) {
            return List.of(phrases.stock(facts, asOf(facts, phrases)), phrases.priceOfIt(facts.getFirst()));
        }
        return byStanding(facts).stream()
                .map(alike -> phrases.stock(alike, asOf(alike, phrases)))
                .toList();
    }

    /** Those in stock first; few and many copies are one group. */
    private static List<List<Fact>> byStanding(List<Fact> facts) {
        Map<Standing, List<Fact>> groups = new EnumMap<>(Standing.class);
        for (Fact fact : facts) {
            Standing standing = Standing.of(fact);
            groups.computeIfAbsent(standing.isInStock() ? Standing.IN_STOCK : standing, s -> new ArrayList<>())
                    .add(fact);
        }
        return List.copyOf(groups.values());
    }

    private static List<String> price(List<Fact> facts, Phrases phrases) {
        if (facts.size() == 1) {
            return List.of(phrases.price(facts, ""), phrases.stockOfIt(facts.getFirst(), asOf(facts, phrases)));
        }
        // Each group has a moment of its own up to which it is known.
        return Stream.of(true, false)
                .map(known -> facts.stream()
                        .filter(fact -> known == (fact.priceJpy() != null))
                        .toList())
                .filter(group -> !group.isEmpty())
                .map(group -> phrases.price(group, asOf(group, phrases)))
                .toList();
    }

    private static List<String> details(List<Fact> facts, Phrases phrases) {
        if (facts.size() > 1) {
            return stock(facts, phrases);
        }
        Fact fact = facts.getFirst();
        return List.of(phrases.details(fact), phrases.stockOfIt(fact, asOf(facts, phrases)));
    }

    private static List<String> related(Material material, Phrases phrases) {
        List<Fact> facts = material.related().isEmpty() ? material.items() : material.related();
        return facts.isEmpty()
                ? List.of(phrases.fixed().nothingToRecommend())
                : offered(phrases.related(facts), facts, phrases);
    }

    /** The titles, then the stock of the first. */
    private static List<String> offered(String titles, List<Fact> facts, Phrases phrases) {
        List<Fact> first = List.of(facts.getFirst());
        return List.of(titles, phrases.stock(first, asOf(first, phrases)));
    }

    /** Only where something is older than it should be; the card has the time of each. */
    private static String asOf(List<Fact> facts, Phrases phrases) {
        List<Fact> stale = facts.stream().filter(Fact::stale).toList();
        return phrases.asOf(stale.isEmpty() ? null : ShopTime.minutes(ShopTime.oldest(stale)));
    }
}
