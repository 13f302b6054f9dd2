package org.catalogsync.chat.answer;

import java.time.Instant;
import java.util.Comparator;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.model.StockStatus;

/**
 * An answer as it is kept.
 *
 * @param card with the facts as they were, and their times
 * @param prose all of it
 * @param byModel whether a model wrote it
 */
public record KeptAnswer(Frame.Card card, String prose, boolean byModel) {
    /** Part of each key, so that a release that keeps another shape does not meet this one's. */
    static final int SHAPE = 1;

    /** The oldest moment of what was asked for; the end of time where that is no volume. What may interest besides may be older. */
    public Instant oldest() {
        return card.items().stream()
                .map(Fact::asOf)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** Whether it speaks of a volume of which few are left. */
    public boolean isOfFewCopies() {
        return card.items().stream().anyMatch(fact -> fact.status() == StockStatus.LOW_STOCK);
    }
}
