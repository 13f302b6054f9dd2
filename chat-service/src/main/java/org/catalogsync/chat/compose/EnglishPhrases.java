package org.catalogsync.chat.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.lookup.Fact;
import org.jspecify.annotations.Nullable;

/** English. */
final class EnglishPhrases implements Phrases {
    private static final Fixed FIXED = new Fixed(
            "I am sorry, I could not find that title.",
            "I am sorry, I found nothing that fits.",
            "I cannot look up orders here. Please write to the contact named in the confirmation of your order.",
            "I have no reviews or ratings to tell you of. I can tell you about stock and prices.",
            "Hello! I can tell you about manga, their stock and their prices.",
            "I am sorry, I can only help with manga, their stock and their prices.");

    private final Names names = new Names(Language.ENGLISH);

    @Override
    public String stock(List<Fact> alike, String asOf) {
        if (alike.size() == 1) {
            Fact fact = alike.getFirst();
            return begun(asOf + names.of(fact) + " " + standing(fact) + ".");
        }
        boolean counted = alike.size() <= Templates.MOST_COUNTED
                && Standing.of(alike.getFirst()).isInStock();
        if (counted) {
            return begun(asOf
                    + names.joined(alike.stream()
                            .map(fact -> names.of(fact) + " has " + copies(fact) + " in stock")
                            .toList())
                    + ".");
        }
        return begun(asOf + names.of(alike) + " " + several(Standing.of(alike.getFirst())) + ".");
    }

    private static String several(Standing standing) {
        return switch (standing) {
            case IN_STOCK, LOW_STOCK -> "are in stock";
            case OUT_OF_STOCK -> "are out of stock";
            case PRE_ORDER -> "can be pre-ordered";
            case UNKNOWN -> "could not be checked for stock";
        };
    }

    @Override
    public String stockOfIt(Fact fact, String asOf) {
        return begun(asOf + "it " + standing(fact) + ".");
    }

    private static String standing(Fact fact) {
        return switch (Standing.of(fact)) {
            case IN_STOCK -> "is in stock, with " + copies(fact) + " available";
            case LOW_STOCK -> "is running low, with only " + copies(fact) + " left";
            case OUT_OF_STOCK -> "is out of stock" + restock(fact);
            case PRE_ORDER -> "can be pre-ordered";
            case UNKNOWN -> "could not be checked for stock";
        };
    }

    private static String copies(Fact fact) {
        return fact.quantity() + (Integer.valueOf(1).equals(fact.quantity()) ? " copy" : " copies");
    }

    private static String restock(Fact fact) {
        Integer days = fact.restockEtaDays();
        return days == null ? "" : ", and new copies are expected in about " + days + (days == 1 ? " day" : " days");
    }

    @Override
    public String price(List<Fact> facts, String asOf) {
        if (facts.size() == 1) {
            Fact fact = facts.getFirst();
            Integer yen = fact.priceJpy();
            return begun(asOf
                    + (yen == null
                            ? "the price of " + names.of(fact) + " could not be checked."
                            : names.of(fact) + " costs " + yen(yen) + "."));
        }
        List<String> parts = new ArrayList<>();
        JapanesePhrases.byPrice(facts)
                .forEach((price, alike) -> price.ifPresent(yen -> parts.add(
                        names.of(alike) + (alike.size() == 1 ? " costs " + yen(yen) : " cost " + yen(yen) + " each"))));
        List<String> sentences = new ArrayList<>();
        if (!parts.isEmpty()) {
            sentences.add(begun(asOf + names.joined(parts) + "."));
        }
        List<Fact> unknown = JapanesePhrases.byPrice(facts).getOrDefault(Optional.<Integer>empty(), List.of());
        if (!unknown.isEmpty()) {
            sentences.add(begun(asOf + "the price of " + names.of(unknown) + " could not be checked."));
        }
        return String.join(" ", sentences);
    }

    @Override
    public String priceOfIt(Fact fact) {
        return fact.priceJpy() == null ? "" : "It costs " + yen(fact.priceJpy()) + ".";
    }

    private static String yen(int yen) {
        return String.format(Locale.ROOT, "¥%,d", yen);
    }

    @Override
    public String details(Fact fact) {
        List<String> parts = new ArrayList<>();
        if (fact.author() != null) {
            parts.add("is by “" + fact.author() + "”");
        }
        if (fact.genre() != null) {
            parts.add("is of the genre “" + fact.genre() + "”");
        }
        if (fact.priceJpy() != null) {
            parts.add("costs " + yen(fact.priceJpy()));
        }
        parts.add("has the ISBN " + fact.isbn());
        return begun(names.of(fact) + " " + names.joined(parts) + ".");
    }

    @Override
    public String recommended(List<Fact> facts) {
        return "How about " + each(facts) + "?";
    }

    @Override
    public String related(List<Fact> facts) {
        return "Related titles are " + each(facts) + ".";
    }

    private String each(List<Fact> facts) {
        return facts.stream()
                .limit(Templates.MOST_NAMED)
                .map(names::of)
                .distinct()
                .collect(Collectors.collectingAndThen(Collectors.toList(), names::joined));
    }

    @Override
    public String asOf(@Nullable String time) {
        return time == null ? "" : "As of " + time + ", ";
    }

    private static String begun(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    @Override
    public Fixed fixed() {
        return FIXED;
    }
}
