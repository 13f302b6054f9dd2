package org.catalogsync.devstack.bedrock.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.catalogsync.devstack.bedrock.speech.Facts.Item;

/** Puts a few sentences together. No count, rank or rounding is said, since the facts do not hold it. */
final class Composer {

    /** So many titles are named in one sentence; more would be no answer any more. */
    private static final int MOST_OTHERS = 3;

    /** So many volumes are told one by one. */
    private static final int MOST_TOLD = 4;

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
            case RECOMMEND, RELATED -> offered();
            case SUMMARY -> summary();
            case STOCK, PRICE, DETAILS, ORDER_STATUS, REVIEWS, SMALL_TALK, OUT_OF_SCOPE -> each();
        };
    }

    /** What was asked for, each in a sentence of its own; what else is known of it where it is one alone. */
    private List<String> each() {
        List<String> sentences = new ArrayList<>();
        List<Item> told =
                facts.items().subList(0, Math.min(MOST_TOLD, facts.items().size()));
        told.forEach(item -> sentences.add(facts.intent() == Intent.PRICE ? words.price(item) : words.stock(item)));
        if (facts.items().size() == 1) {
            Item item = facts.items().getFirst();
            sentences.add(
                    switch (facts.intent()) {
                        case PRICE -> words.stockToo(item);
                        case DETAILS -> words.details(item);
                        default -> words.priceToo(item);
                    });
        }
        sentences.removeIf(String::isEmpty);
        return sentences;
    }

    /** Their titles, then the first in full. */
    private List<String> offered() {
        boolean related = facts.intent() == Intent.RELATED && !facts.related().isEmpty();
        List<Item> items = related ? facts.related() : facts.items();
        Item first = items.getFirst();
        List<String> sentences = new ArrayList<>();
        sentences.add(related ? words.related(titles(items)) : words.offered(facts.intent(), titles(items)));
        sentences.add(words.stock(first));
        sentences.add(words.priceToo(first));
        sentences.removeIf(String::isEmpty);
        return sentences;
    }

    /** What there is, then each. */
    private List<String> summary() {
        List<String> sentences = new ArrayList<>();
        sentences.add(words.offered(facts.intent(), titles(facts.items())));
        facts.items().stream().limit(MOST_TOLD).map(words::stock).forEach(sentences::add);
        return sentences;
    }

    private String titles(List<Item> items) {
        return items.stream().limit(MOST_OTHERS).map(words::name).distinct().collect(Collectors.joining(words.and()));
    }
}
