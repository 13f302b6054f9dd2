package org.catalogsync.chat.compose;

import java.util.List;
import org.catalogsync.chat.lookup.Fact;
import org.jspecify.annotations.Nullable;

/** The sentences of a language. Each is complete, with its full stop; an empty one is left out. */
interface Phrases {

    /** What is known of the stock of volumes that stand the same; with quantities where they are few. */
    String stock(List<Fact> alike, String asOf);

    /** Beside a sentence that names the volume. */
    String stockOfIt(Fact fact, String asOf);

    /** The prices of volumes; those of one price together. */
    String price(List<Fact> facts, String asOf);

    /** Beside a sentence that names the volume. */
    String priceOfIt(Fact fact);

    String details(Fact fact);

    String recommended(List<Fact> facts);

    String related(List<Fact> facts);

    /** Up to when something is known, as the beginning of a sentence. */
    String asOf(@Nullable String time);

    Fixed fixed();

    /** What is said word for word, and holds whatever the facts. */
    record Fixed(
            String notFound,
            String nothingToRecommend,
            String orderStatus,
            String reviews,
            String smallTalk,
            String outOfScope) {

        /** Those that may be said of a material. */
        List<String> of(Material material) {
            boolean nothing = material.spokenOf().isEmpty();
            return switch (material.intent()) {
                case STOCK, PRICE, DETAILS, SUMMARY -> nothing ? List.of(notFound) : List.of();
                case RECOMMEND -> nothing ? List.of(nothingToRecommend) : List.of();
                case RELATED -> nothing && material.related().isEmpty() ? List.of(nothingToRecommend) : List.of();
                case ORDER_STATUS -> List.of(orderStatus);
                case REVIEWS -> List.of(reviews);
                case SMALL_TALK -> List.of(smallTalk);
                case OUT_OF_SCOPE -> List.of(outOfScope);
            };
        }
    }
}
