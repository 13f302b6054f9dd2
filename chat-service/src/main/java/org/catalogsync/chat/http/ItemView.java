package org.catalogsync.chat.http;

import java.util.List;
import org.catalogsync.chat.lookup.Fact;

/**
 * A volume whole.
 *
 * @param product as the catalogue has it
 * @param live its stock, as new as could be had
 * @param related volumes that may interest as well
 */
public record ItemView(Fact product, Fact live, List<Fact> related) {
    public ItemView {
        related = List.copyOf(related);
    }
}
