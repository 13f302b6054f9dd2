package org.catalogsync.stores.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.fault.FaultyProxy;
import org.catalogsync.stores.EmbeddedParts;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.events.EventBus.Event;
import org.catalogsync.stores.events.EventBus.EventRefused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the bus does when single entries fail inside an answer that succeeded. */
class FailingEventsTest {
    private FaultyProxy proxy;
    private Stores stores;

    @BeforeEach
    void openThroughProxy() {
        Map<String, String> environment = new HashMap<>(EmbeddedParts.environment(PartName.EVENTS));
        proxy = FaultyProxy.to(URI.create(String.valueOf(environment.get("AWS_ENDPOINT_URL_EVENTBRIDGE"))));
        environment.put("AWS_ENDPOINT_URL_EVENTBRIDGE", proxy.url());
        stores = Stores.of(StoresSettings.fromEnvironment(environment));
        stores.events().createIfAbsent();
    }

    @AfterEach
    void close() {
        stores.close();
        proxy.close();
    }

    @Test
    void putsOnlyFailedEntriesAgain() {
        proxy.answer(
                "PutEvents",
                200,
                "{\"FailedEntryCount\":1,\"Entries\":[{\"EventId\":\"1\"},"
                        + "{\"ErrorCode\":\"ThrottlingException\",\"ErrorMessage\":\"slow\"}]}");

        stores.events().publish(List.of(event("first"), event("second")));

        List<FaultyProxy.Seen> calls = proxy.seen("PutEvents");
        assertThat(calls).hasSize(2);
        assertThat(calls.getLast().text()).contains("second").doesNotContain("first");
    }

    @Test
    void refusesAnEntryThatCanNeverPass() {
        proxy.answer(
                "PutEvents",
                200,
                "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"NotAuthorizedForSourceException\",\"ErrorMessage\":\"no\"}]}");

        assertThatExceptionOfType(EventRefused.class)
                .isThrownBy(() -> stores.events().publish(List.of(event("first"))))
                .withMessageContaining("NotAuthorizedForSourceException");
    }

    @Test
    void putsNoMoreThanTenEntriesInACall() {
        stores.events().publish(Collections.nCopies(25, event("same")));

        assertThat(proxy.seen("PutEvents")).hasSize(3);
    }

    private static Event event(String name) {
        return new Event("manga-assist.inventory", "inventory.updated", "{\"name\":\"" + name + "\"}", Instant.EPOCH);
    }
}
