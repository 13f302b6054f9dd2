package org.catalogsync.stores.objects;

import org.catalogsync.stores.Containers;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.WithDocker;

@WithDocker
class LocalStackObjectsTest extends ObjectStoreContract {
    @Override
    Stores open() {
        return Stores.of(StoresSettings.fromEnvironment(Containers.localStack()));
    }
}
