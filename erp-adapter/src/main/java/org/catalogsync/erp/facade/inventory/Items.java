package org.catalogsync.erp.facade.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.xml.annotation.JacksonXmlElementWrapper;
import tools.jackson.dataformat.xml.annotation.JacksonXmlProperty;

/**
 * Several items.
 *
 * @param nextCursor where the next page begins, where there is one
 */
record Items(
        @JacksonXmlElementWrapper(localName = "items") @JacksonXmlProperty(localName = "item")
        List<Item> items,

        @Nullable String nextCursor)
        implements Content {

    Items {
        items = List.copyOf(items);
    }

    @Override
    public List<Item> rows() {
        return items;
    }
}
