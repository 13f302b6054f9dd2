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
}
