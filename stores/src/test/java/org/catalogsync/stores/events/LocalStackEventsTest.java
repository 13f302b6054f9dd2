package org.catalogsync.stores.events;

import java.util.Map;
import org.catalogsync.stores.Containers;
import org.catalogsync.stores.WithDocker;

@WithDocker
class LocalStackEventsTest extends EventBusContract {
    @Override
    Map<String, String> environment() {
        return Containers.localStack();
    }
}
