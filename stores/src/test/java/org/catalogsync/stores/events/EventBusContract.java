package org.catalogsync.stores.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final String TRACE = "Root=1-69254f30-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

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
    void handsTheTraceHeaderOnBesideTheEventAndOnlyThere() {
        bus.publish(List.of(event("{\"isbn\":\"traced 1\"}").tracedBy(TRACE), event("{\"isbn\":\"traced 2\"}")));

        Map<String, Message> received = messages("traced ", 2);
        assertThat(received.get("traced 1")).satisfies(message -> {
            assertThat(message.attributes()).containsEntry("AWSTraceHeader", TRACE);
            assertThat(message.body()).doesNotContain("53995c3f42cd8ad8");
        });
        assertThat(received.get("traced 2"))
                .satisfies(message -> assertThat(message.attributes()).doesNotContainKey("AWSTraceHeader"));
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
    void aRouteThatIsTakenBackDeliversNothingMore() {
        MessageQueue routed = stores.queue("contract-routed-" + run);
        routed.createIfAbsent(5);
        bus.unroute("never-made");
        bus.route("routed", "{\"detail\":{\"isbn\":[{\"prefix\":\"routed \"}]}}", routed.arn());
        bus.publish(List.of(event("{\"isbn\":\"routed 1\"}")));
        await().atMost(Duration.ofSeconds(20)).until(() -> routed.approximateDepth() == 1);

        bus.unroute("routed");
        bus.publish(List.of(event("{\"isbn\":\"routed 2\"}")));

        receive("routed 2", 1);
        assertThat(routed.approximateDepth()).isEqualTo(1);
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
        return messages(isbnPrefix, expected).values().stream()
                .map(message -> JsonMapper.shared().readTree(message.body()))
                .toList();
    }

    private Map<String, Message> messages(String isbnPrefix, int expected) {
        Map<String, Message> byIsbn = new HashMap<>();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            List<Message> messages = queue.receive(10, Duration.ofSeconds(1), Duration.ofSeconds(60));
            for (Message message : messages) {
                String isbn = JsonMapper.shared()
                        .readTree(message.body())
                        .at("/detail/isbn")
                        .asString();
                if (isbn.startsWith(isbnPrefix)) {
                    byIsbn.putIfAbsent(isbn, message);
                }
            }
            queue.delete(messages);
            return byIsbn.size() >= expected;
        });
        return byIsbn;
    }
}
