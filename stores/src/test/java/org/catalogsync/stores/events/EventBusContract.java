package org.catalogsync.stores.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.aws.AwsClients;
import org.catalogsync.stores.events.EventBus.Event;
import org.catalogsync.stores.events.EventBus.EventRefused;
import org.catalogsync.stores.queues.MessageQueue;
import org.catalogsync.stores.queues.MessageQueue.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every event bus must do, seen from a queue that a rule of the bus feeds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EventBusContract {
    private static final Instant NOON = Instant.parse("2026-03-01T03:00:00Z");

    private final String run = Long.toString(System.nanoTime(), 36);
    private Stores stores;
    private EventBus bus;
    private MessageQueue queue;

    abstract Map<String, String> environment();

    @BeforeAll
    void openBus() {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("INVENTORY_EVENT_BUS", "contract-" + run);
        StoresSettings settings = StoresSettings.fromEnvironment(environment);
        stores = Stores.of(settings);
        bus = stores.events();
        bus.createIfAbsent();
        bus.createIfAbsent();
        queue = stores.queue("contract-" + run);
        queue.createIfAbsent(5);
        subscribe(settings);
    }

    private void subscribe(StoresSettings settings) {
        try (AwsClients aws = new AwsClients(settings);
                EventBridgeClient client = aws.open("EVENTBRIDGE", EventBridgeClient.builder())) {
            client.putRule(r -> r.name("all")
                    .eventBusName(settings.eventBus())
                    .eventPattern("{\"source\":[\"manga-assist.inventory\"]}"));
            client.putTargets(t -> t.rule("all")
                    .eventBusName(settings.eventBus())
                    .targets(x -> x.id("queue").arn(queue.arn())));
        }
    }

    @AfterAll
    void close() {
        stores.close();
    }

    @Test
    void deliversEveryEventOfAnyNumberWithItsFields() {
        List<Event> events = IntStream.range(0, 23)
                .mapToObj(i -> event("{\"isbn\":\"many " + i + "\",\"title\":\"海辺の観測所\"}"))
                .toList();

        bus.publish(events);

        List<JsonNode> received = receive("many ", 23);
        assertThat(received).hasSize(23).allSatisfy(event -> {
            assertThat(event.path("source").asString()).isEqualTo("manga-assist.inventory");
            assertThat(event.path("detail-type").asString()).isEqualTo("inventory.updated");
            assertThat(event.at("/detail/title").asString()).isEqualTo("海辺の観測所");
            assertThat(Instant.parse(event.path("time").asString())).isEqualTo(NOON);
        });
    }

    @Test
    void publishesLargeEventsInSeveralCalls() {
        List<Event> events = IntStream.range(0, 6)
                .mapToObj(i -> event("{\"isbn\":\"large " + i + "\",\"padding\":\"" + "x".repeat(100_000) + "\"}"))
                .toList();

        bus.publish(events);

        assertThat(receive("large ", 6)).hasSize(6);
    }

    @Test
    void publishesNothingForNothing() {
        bus.publish(List.of());
    }

    @Test
    void refusesAnEventThatCanNeverPass() {
        Event small = event("{\"isbn\":\"beside\"}");
        Event large = event("{\"isbn\":\"x\",\"padding\":\"" + "x".repeat(262_144) + "\"}");

        assertThatExceptionOfType(EventRefused.class)
                .isThrownBy(() -> bus.publish(List.of(small, large)))
                .withMessageContaining("inventory.updated");
        assertThatExceptionOfType(EventRefused.class).isThrownBy(() -> bus.publish(List.of(event("not json"))));
    }

    private static Event event(String detail) {
        return new Event("manga-assist.inventory", "inventory.updated", detail, NOON);
    }

    private List<JsonNode> receive(String isbnPrefix, int expected) {
        Set<String> seen = new HashSet<>();
        List<JsonNode> events = new ArrayList<>();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            List<Message> messages = queue.receive(10, Duration.ofSeconds(1), Duration.ofSeconds(60));
            for (Message message : messages) {
                JsonNode event = JsonMapper.shared().readTree(message.body());
                String isbn = event.at("/detail/isbn").asString();
                if (isbn.startsWith(isbnPrefix) && seen.add(isbn)) {
                    events.add(event);
                }
            }
            queue.delete(messages);
            return events.size() >= expected;
        });
        return events;
    }
}
