package org.catalogsync.sync.reconcile;

import java.util.List;
import org.catalogsync.model.StoredItem;

/** What is done about documents that are behind their items before they count as different. */
@FunctionalInterface
public interface Laggards {

    /** Gives back the items whose documents are worth another look. */
    List<StoredItem> attend(List<StoredItem> behind);
}
