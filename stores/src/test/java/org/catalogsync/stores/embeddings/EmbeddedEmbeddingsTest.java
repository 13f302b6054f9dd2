package org.catalogsync.stores.embeddings;

import org.catalogsync.devstack.PartName;
import org.catalogsync.stores.EmbeddedParts;
import org.catalogsync.stores.Stores;

class EmbeddedEmbeddingsTest extends EmbeddingsContract {
    @Override
    Stores open() {
        return Stores.of(EmbeddedParts.settings(PartName.BEDROCK, PartName.DYNAMODB));
    }
}
