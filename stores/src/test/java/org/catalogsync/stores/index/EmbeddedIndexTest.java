package org.catalogsync.stores.index;

import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.stores.EmbeddedParts;

class EmbeddedIndexTest extends CatalogueIndexContract {
    @Override
    Map<String, String> environment() {
        return EmbeddedParts.environment(PartName.OPENSEARCH);
    }
}
