package org.catalogsync.chat.eval;

import java.util.Set;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.model.Isbn;

/**
 * A question of which it is known what it asks.
 *
 * @param kind what makes it hard, for the report
 * @param session questions of one session are asked one after another, in their order
 * @param isbns the volumes that the answer must be about, no other and none missing
 */
public record Question(String kind, String session, String text, Intent intent, Set<Isbn> isbns) {
    public Question {
        isbns = Set.copyOf(isbns);
    }
}
