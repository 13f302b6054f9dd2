package org.catalogsync.stores.cache;

import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.stores.EmbeddedParts;

class EmbeddedCacheTest extends AnswerCacheContract {
    @Override
    Map<String, String> environment() {
        return EmbeddedParts.environment(PartName.REDIS);
    }
}
