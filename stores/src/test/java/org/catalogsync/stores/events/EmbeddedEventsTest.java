package org.catalogsync.stores.events;

import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.stores.EmbeddedParts;

class EmbeddedEventsTest extends EventBusContract {
    @Override
    Map<String, String> environment() {
        return EmbeddedParts.environment(PartName.EVENTS, PartName.SQS);
    }
}
