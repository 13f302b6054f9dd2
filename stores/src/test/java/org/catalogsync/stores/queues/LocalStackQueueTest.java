package org.catalogsync.stores.queues;

import java.util.Map;
import org.catalogsync.stores.Containers;
import org.catalogsync.stores.WithDocker;

@WithDocker
class LocalStackQueueTest extends MessageQueueContract {
    @Override
    Map<String, String> environment() {
        return Containers.localStack();
    }
}
