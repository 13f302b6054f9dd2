package org.catalogsync.stores.cache;

import java.util.Map;
import org.catalogsync.stores.Containers;
import org.catalogsync.stores.WithDocker;

@WithDocker
class ContainerCacheTest extends AnswerCacheContract {
    @Override
    Map<String, String> environment() {
        return Containers.redis();
    }
}
