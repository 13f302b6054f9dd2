package org.catalogsync.devstack.bedrock.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.catalogsync.devstack.bedrock.speech.Facts.Item;

/** Puts one to three sentences together. No count, rank or rounding is said, since the facts do not hold it. */
final class Composer {

    /** So many titles are named beside the first; more would be no answer any more. */
    private static final int MOST_OTHERS = 3;

    private final Words words;
    private final Facts facts;

    private Composer(Words words, Facts facts) {
        this.words = words;
        this.facts = facts;
    }

    /** The answer; the same question is worded the same way. */
    static String composed(Facts facts, String question) {
        int hash = question.hashCode();
        Words words = facts.japanese() ? new JapaneseWords(hash) : new EnglishWords(hash);
        return String.join(facts.japanese() ? "" : " ", new Composer(words, facts).sentences());
    }

    private List<String> sentences() {
        if (facts.intent() == Intent.SMALL_TALK || facts.intent() == Intent.OUT_OF_SCOPE) {
            return List.of(facts.intent() == Intent.SMALL_TALK ? words.greeting() : words.notMine());
        }
        if (facts.items().isEmpty()) {
            return List.of(words.notFound());
        }
        return switch (facts.intent()) {
            case RECOMMEND, RELATED, SUMMARY -> many();
            case STOCK, PRICE, DETAILS, ORDER_STATUS, REVIEWS, SMALL_TALK, OUT_OF_SCOPE -> one();
        };
    }

    /** The one that was asked for, then what is near it. */
    private List<String> one() {
        Item item = facts.items().getFirst();
        List<String> sentences = new ArrayList<>();
        sentences.add(facts.intent() == Intent.PRICE ? words.price(item) : words.stock(item));
        String more = switch (facts.intent()) {
            case PRICE -> words.stockToo(item);
            case DETAILS -> words.details(item);
            default -> words.priceToo(item);
        };
        sentences.add(more);
        String others = titles(facts.items().subList(1, facts.items().size()));
        if (!others.isEmpty()) {
            sentences.add(words.related(others));
        }
        sentences.removeIf(String::isEmpty);
        return sentences;
    }

    /** Their titles, then the first in full. */
    private List<String> many() {
        Item first = facts.items().getFirst();
        List<String> sentences = new ArrayList<>();
        sentences.add(words.offered(facts.intent(), titles(facts.items())));
        sentences.add(words.stock(first));
        sentences.add(words.priceToo(first));
        sentences.removeIf(String::isEmpty);
        return sentences;
    }

    private String titles(List<Item> items) {
        return items.stream().limit(MOST_OTHERS).map(words::name).distinct().collect(Collectors.joining(words.and()));
    }
}
