package org.catalogsync.stores.state;

import org.catalogsync.stores.Containers;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.WithDocker;

@WithDocker
class LocalStackStateTest extends SyncStateContract {
    @Override
    Stores open() {
        return Stores.of(StoresSettings.fromEnvironment(Containers.localStack()));
    }
}
