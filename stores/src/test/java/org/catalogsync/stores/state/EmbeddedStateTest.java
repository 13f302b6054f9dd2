package org.catalogsync.stores.state;

import org.catalogsync.devstack.PartName;
import org.catalogsync.stores.EmbeddedParts;
import org.catalogsync.stores.Stores;

class EmbeddedStateTest extends SyncStateContract {
    @Override
    Stores open() {
        return Stores.of(EmbeddedParts.settings(PartName.DYNAMODB));
    }
}
