package org.catalogsync.devstack.bedrock.speech;

import java.util.Locale;
import org.catalogsync.devstack.bedrock.speech.Facts.Item;

/** English. */
record EnglishWords(int hash) implements Words {

    static final String NOTHING_TO_SAY = "I am sorry, I have no information that would answer this.";

    @Override
    public String name(Item item) {
        return "“" + item.title() + "”" + (item.volume().isEmpty() ? "" : " volume " + item.volume());
    }

    @Override
    public String and() {
        return ", ";
    }

    @Override
    public String stock(Item item) {
        return asOf(item) + name(item) + " " + availability(item) + ".";
    }

    @Override
    public String stockToo(Item item) {
        return asOf(item).isEmpty() ? "It " + availability(item) + "." : asOf(item) + "it " + availability(item) + ".";
    }

    private String availability(Item item) {
        boolean counted = item.quantity().orElse(0) > 0;
        String number = counted ? Integer.toString(item.quantity().getAsInt()) : "";
        return switch (item.availability()) {
            case IN_STOCK ->
                counted
                        ? chosen(
                                "is in stock, with copies available: " + number,
                                "is available; we have " + number + " in stock",
                                "is in stock (" + number + ")")
                        : chosen("is in stock", "is available" + now(item, " right now"));
            case LOW_STOCK ->
                counted
                        ? chosen("is running low, with only " + number + " left", "has just " + number + " left")
                        : chosen("is running low", "is almost sold out");
            case OUT_OF_STOCK ->
                chosen(
                                "is out of stock" + now(item, " at the moment"),
                                "is" + now(item, " currently") + " out of stock")
                        + restock(item);
            case PRE_ORDER -> chosen("can be pre-ordered", "is open for pre-orders");
            case UNKNOWN ->
                chosen(
                        "has a stock level that I could not check",
                        "could not be checked for stock" + now(item, " right now"));
        };
    }

    private static String restock(Item item) {
        return item.restockDays().isPresent()
                ? ", and new copies are expected in about " + item.restockDays().getAsInt() + " days"
                : "";
    }

    /** What was so at some time is not said to be so now. */
    private static String now(Item item, String word) {
        return item.asOf().isPresent() ? "" : word;
    }

    private static String asOf(Item item) {
        return item.asOf().map(time -> "As of " + time + ", ").orElse("");
    }

    @Override
    public String price(Item item) {
        return item.yen().isPresent()
                ? name(item) + chosen(" costs ", " is priced at ") + yen(item) + "."
                : "I am afraid I could not check the price of " + name(item) + ".";
    }

    @Override
    public String priceToo(Item item) {
        return item.yen().isPresent() ? chosen("It costs ", "The price is ") + yen(item) + "." : "";
    }

    @Override
    public String details(Item item) {
        String author = item.author().isEmpty() ? "" : "is by " + item.author();
        String price = item.yen().isPresent() ? "costs " + yen(item) : "";
        String both = author + (author.isEmpty() || price.isEmpty() ? "" : " and ") + price;
        return both.isEmpty() ? "" : "It " + both + ".";
    }

    private static String yen(Item item) {
        return String.format(Locale.ROOT, "¥%,d", item.yen().getAsInt());
    }

    @Override
    public String related(String titles) {
        return chosen("You may also like " + titles + ".", "Related titles are " + titles + ".");
    }

    @Override
    public String offered(Intent intent, String titles) {
        return switch (intent) {
            case SUMMARY -> chosen("Here is what I found: " + titles + ".", "Matching titles are " + titles + ".");
            default -> chosen("I would recommend " + titles + ".", "How about " + titles + "?");
        };
    }

    @Override
    public String greeting() {
        return chosen(
                "Hello! I can tell you about manga, their stock and their prices.",
                "Welcome! Which manga are you looking for?");
    }

    @Override
    public String notMine() {
        return chosen(
                "I am sorry, I can only help with manga, their stock and their prices.",
                "I am afraid I cannot help with that.");
    }

    @Override
    public String notFound() {
        return chosen("I am sorry, I could not find that title.", "I am afraid no such title was found.");
    }

    private String chosen(String... wordings) {
        return wordings[Math.floorMod(hash, wordings.length)];
    }
}
