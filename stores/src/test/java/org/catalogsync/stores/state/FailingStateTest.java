package org.catalogsync.stores.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.fault.FaultyProxy;
import org.catalogsync.stores.EmbeddedParts;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the keeper of sync state says when the answer to a replacement was lost. */
class FailingStateTest {
    private final String name = "faults-" + Long.toString(System.nanoTime(), 36);
    private FaultyProxy proxy;
    private Stores direct;
    private Stores stores;

    @BeforeEach
    void openThroughProxy() {
        Map<String, String> environment = new HashMap<>(EmbeddedParts.environment(PartName.DYNAMODB));
        direct = Stores.of(StoresSettings.fromEnvironment(environment));
        direct.state().createIfAbsent();
        proxy = FaultyProxy.to(URI.create(String.valueOf(environment.get("AWS_ENDPOINT_URL_DYNAMODB"))));
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", proxy.url());
        stores = Stores.of(StoresSettings.fromEnvironment(environment));
    }

    @AfterEach
    void close() {
        stores.close();
        direct.close();
        proxy.close();
    }

    @Test
    void knowsItsOwnReplacement() {
        proxy.cutAfter("PutItem", () -> {});

        assertThat(stores.state().replace(name, Map.of("owner", "a"), 0)).isTrue();
    }

    @Test
    void knowsItsOwnReplacementThatArrivedTwice() {
        proxy.duplicate("PutItem");

        assertThat(stores.state().replace(name, Map.of("owner", "a"), 0)).isTrue();
    }

    @Test
    void doesNotTakeAnothersSameReplacementForItsOwn() {
        assertThat(direct.state().replace(name, Map.of("owner", "a"), 0)).isTrue();

        assertThat(stores.state().replace(name, Map.of("owner", "a"), 0)).isFalse();
    }

    @Test
    void knowsThatAnotherCameAfterwards() {
        proxy.cutAfter(
                "PutItem",
                () -> assertThat(direct.state().replace(name, Map.of("owner", "b"), 1))
                        .isTrue());

        assertThat(stores.state().replace(name, Map.of("owner", "a"), 0)).isFalse();
        assertThat(stores.state().find(name).orElseThrow().fields()).containsEntry("owner", "b");
    }
}
