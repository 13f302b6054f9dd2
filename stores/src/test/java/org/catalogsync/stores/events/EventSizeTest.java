package org.catalogsync.stores.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.catalogsync.stores.events.EventBus.Event;
import org.junit.jupiter.api.Test;

class EventSizeTest {

    @Test
    void countsFourteenBytesOfTimeAndTheTextsInUtf8() {
        Event event = new Event("shop", "在庫", "{\"t\":\"𠮷\"}", Instant.EPOCH);

        assertThat(EventBridgeBus.bytes(event)).isEqualTo(14 + 4 + 6 + 12);
    }

    @Test
    void doesNotCountTheTraceHeader() {
        Event event = new Event("shop", "stock", "{}", Instant.EPOCH);

        Event traced = event.tracedBy("Root=1-69254f30-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1");

        assertThat(EventBridgeBus.bytes(traced)).isEqualTo(EventBridgeBus.bytes(event));
    }
}
