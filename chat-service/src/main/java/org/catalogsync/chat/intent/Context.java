package org.catalogsync.chat.intent;

import java.util.List;
import org.catalogsync.model.Isbn;

/**
 * What a conversation's last answer was about, for questions such as "and volume 43?".
 *
 * @param isbns its volumes, in the order in which they were shown
 */
public record Context(List<Isbn> isbns, Language language) {
    public Context {
        isbns = List.copyOf(isbns);
    }
}
