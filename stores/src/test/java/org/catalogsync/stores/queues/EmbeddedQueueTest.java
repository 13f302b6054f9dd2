package org.catalogsync.stores.queues;

import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.stores.EmbeddedParts;

class EmbeddedQueueTest extends MessageQueueContract {
    @Override
    Map<String, String> environment() {
        return EmbeddedParts.environment(PartName.SQS);
    }
}
