package org.catalogsync.stores.index;

import java.util.Map;
import org.catalogsync.stores.Containers;
import org.catalogsync.stores.WithDocker;

@WithDocker
class ContainerIndexTest extends CatalogueIndexContract {
    @Override
    Map<String, String> environment() {
        return Containers.openSearch();
    }
}
