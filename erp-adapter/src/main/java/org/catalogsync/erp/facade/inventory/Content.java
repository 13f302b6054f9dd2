package org.catalogsync.erp.facade.inventory;

import java.util.List;

/** What an answer about stock consists of. */
sealed interface Content permits Item, Items {

    /** Its items, for forms that know nothing else. */
    List<Item> rows();
}
