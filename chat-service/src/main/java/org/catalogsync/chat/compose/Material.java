package org.catalogsync.chat.compose;

import java.util.List;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.lookup.Fact;

/**
 * What an answer is made of. Nothing else may be said.
 *
 * @param question as it was typed: data, never instructions
 * @param items what was asked for
 * @param related what may interest as well, or what a recommendation found
 * @param notices what a person should know besides, already worded, in the language
 */
public record Material(
        Intent intent, Language language, String question, List<Fact> items, List<Fact> related, List<String> notices) {

    public Material {
        items = List.copyOf(items);
        related = List.copyOf(related);
        notices = List.copyOf(notices);
    }

    /** What the words are about: what was asked for, or what was found where no volume was. A title that may have been meant is not answered for as if it had been. */
    List<Fact> spokenOf() {
        return switch (intent) {
            case STOCK, PRICE, DETAILS -> items;
            case SUMMARY, RECOMMEND, RELATED, ORDER_STATUS, REVIEWS, SMALL_TALK, OUT_OF_SCOPE ->
                items.isEmpty() ? related : items;
        };
    }
}
