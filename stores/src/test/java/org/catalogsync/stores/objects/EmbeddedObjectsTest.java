package org.catalogsync.stores.objects;

import org.catalogsync.devstack.PartName;
import org.catalogsync.stores.EmbeddedParts;
import org.catalogsync.stores.Stores;

class EmbeddedObjectsTest extends ObjectStoreContract {
    @Override
    Stores open() {
        return Stores.of(EmbeddedParts.settings(PartName.S3));
    }
}
