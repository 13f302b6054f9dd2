package org.catalogsync.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ArchiveState;
import software.amazon.awssdk.services.eventbridge.model.DescribeArchiveResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeReplayResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.ReplayState;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.StartReplayRequest;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Archives and replays through Amazon's own client. The tests go on where the one before them ended. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EventArchiveTest {

    private static final String BUS = "manga-assist-inventory";
    private static final Instant MORNING = Instant.parse("2026-11-24T00:00:00Z");

    @TempDir
    private static Path var;

    private static DevStack stack;
    private static EventBridgeClient events;
    private static SqsClient sqs;
    private static String bus;

    @BeforeAll
    static void start() {
        stack = DevStack.startKeepingData(var, PartName.SQS, PartName.EVENTS);
        events = Clients.events(stack);
        sqs = Clients.sqs(stack);
        bus = events.createEventBus(create -> create.name(BUS)).eventBusArn();
        for (String queue : List.of("index", "cache")) {
            sqs.createQueue(create -> create.queueName(queue));
            events.putRule(rule ->
                    rule.name("to-" + queue).eventBusName(BUS).eventPattern("{\"source\":[{\"prefix\":\"manga\"}]}"));
            events.putTargets(put -> put.rule("to-" + queue)
                    .eventBusName(BUS)
                    .targets(Target.builder().id(queue).arn(arnOf(queue)).build()));
        }
    }

    @AfterAll
    static void end() {
        events.close();
        sqs.close();
        stack.close();
    }

    @Test
    @Order(1)
    void anArchiveKeepsTheEventsOfItsPattern() {
        String arn = events.createArchive(create -> create.archiveName("depleted")
                        .eventSourceArn(bus)
                        .description("sold out")
                        .eventPattern("{\"detail\":{\"quantity\":[0]}}"))
                .archiveArn();
        events.createArchive(create -> create.archiveName("all").eventSourceArn(bus));

        put(MORNING, 0);
        put(MORNING.plusSeconds(60), 3);
        put(MORNING.plusSeconds(120), 0);
        events.putEvents(put -> put.entries(
                entry(MORNING, 0).toBuilder().eventBusName("default").build()));

        DescribeArchiveResponse archive = events.describeArchive(describe -> describe.archiveName("depleted"));
        assertThat(archive.archiveArn())
                .isEqualTo(arn)
                .isEqualTo("arn:aws:events:ap-northeast-1:000000000000:archive/depleted");
        assertThat(archive.eventSourceArn()).isEqualTo(bus);
        assertThat(archive.description()).isEqualTo("sold out");
        assertThat(archive.eventPattern()).isEqualTo("{\"detail\":{\"quantity\":[0]}}");
        assertThat(archive.state()).isEqualTo(ArchiveState.ENABLED);
        assertThat(archive.eventCount()).isEqualTo(2);
        assertThat(archive.sizeBytes()).isPositive();
        assertThat(archive.creationTime()).isBefore(Instant.now().plusSeconds(1));
        assertThat(events.listArchives(list -> list.eventSourceArn(bus)).archives())
                .extracting("archiveName", "eventCount")
                .containsExactly(tuple("all", 3L), tuple("depleted", 2L));
        assertThat(received("index")).hasSize(3);
        assertThat(received("cache")).hasSize(3);
    }

    @Test
    @Order(2)
    void aReplayDeliversTheEventsOfItsTimeAgainUnderItsName() throws Exception {
        DescribeReplayResponse replay = replayed(
                "again",
                "all",
                start -> start.eventStartTime(MORNING.plusSeconds(60))
                        .eventEndTime(MORNING.plusSeconds(120))
                        .description("after the fix")
                        .destination(destination -> destination.arn(bus)));

        assertThat(replay.state()).isEqualTo(ReplayState.COMPLETED);
        assertThat(replay.replayArn()).isEqualTo("arn:aws:events:ap-northeast-1:000000000000:replay/again");
        assertThat(replay.eventLastReplayedTime()).isEqualTo(MORNING.plusSeconds(120));
        assertThat(replay.description()).isEqualTo("after the fix");
        assertThat(replay.replayEndTime()).isAfterOrEqualTo(replay.replayStartTime());
        for (String queue : List.of("index", "cache")) {
            assertThat(received(queue))
                    .extracting(
                            event -> event.path("replay-name").asString(),
                            event -> event.path("time").asString(),
                            event -> event.at("/detail/quantity").asInt())
                    .containsExactlyInAnyOrder(
                            tuple("again", "2026-11-24T00:01:00Z", 3), tuple("again", "2026-11-24T00:02:00Z", 0));
        }
        assertThat(events.describeArchive(describe -> describe.archiveName("all"))
                        .eventCount())
                .as("what is replayed is not archived again")
                .isEqualTo(3);
    }

    @Test
    @Order(3)
    void aReplayGoesToTheRulesItIsGivenAndKeepsToTheArchive() throws Exception {
        String toCache = events.describeRule(
                        describe -> describe.name("to-cache").eventBusName(BUS))
                .arn();

        replayed(
                "cache-only",
                "depleted",
                start -> start.eventStartTime(MORNING)
                        .eventEndTime(MORNING.plusSeconds(600))
                        .destination(destination -> destination.arn(bus).filterArns(toCache)));

        assertThat(received("index")).isEmpty();
        assertThat(received("cache"))
                .extracting(event -> event.at("/detail/quantity").asInt())
                .containsExactly(0, 0);
    }

    @Test
    @Order(4)
    void refusesWhatEventBridgeRefuses() {
        assertThatThrownBy(() ->
                        events.createArchive(create -> create.archiveName("all").eventSourceArn(bus)))
                .isInstanceOf(ResourceAlreadyExistsException.class);
        assertThatThrownBy(() -> events.createArchive(
                        create -> create.archiveName("b").eventSourceArn(bus.replace(BUS, "nowhere"))))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> events.createArchive(
                        create -> create.archiveName("c").eventSourceArn(bus).eventPattern("{\"detail\":\"no list\"}")))
                .isInstanceOf(InvalidEventPatternException.class);
        assertThatThrownBy(() -> events.createArchive(
                        create -> create.archiveName("../d").eventSourceArn(bus)))
                .isInstanceOf(EventBridgeException.class)
                .hasMessageContaining("regular expression");
        assertThatThrownBy(() -> events.describeArchive(describe -> describe.archiveName("none")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> events.describeReplay(describe -> describe.replayName("none")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> events.startReplay(replay("again", "all").build()))
                .isInstanceOf(ResourceAlreadyExistsException.class);
        assertThatThrownBy(() -> events.startReplay(replay("e", "none").build()))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> events.startReplay(
                        replay("f", "all").eventEndTime(MORNING).build()))
                .hasMessageContaining("EventStartTime must be before EventEndTime");
        assertThatThrownBy(() -> events.startReplay(replay("g", "all")
                        .destination(destination -> destination.arn(bus.replace(BUS, "default")))
                        .build()))
                .hasMessageContaining("only to the event bus that they came from");
        assertThat(events.listReplays(list -> list.eventSourceArn(archiveArn("all")))
                        .replays())
                .extracting("replayName")
                .containsExactly("again");
    }

    @Test
    @Order(5)
    void archivesAndReplaysOutliveARestart() throws Exception {
        events.close();
        sqs.close();
        stack.close();
        stack = DevStack.startKeepingData(var, PartName.SQS, PartName.EVENTS);
        events = Clients.events(stack);
        sqs = Clients.sqs(stack);

        assertThat(events.listReplays(list -> list.state(ReplayState.COMPLETED)).replays())
                .extracting("replayName")
                .containsExactly("again", "cache-only");
        put(MORNING.plusSeconds(180), 0);
        assertThat(received("cache")).hasSize(1);
        replayed(
                "restarted",
                "depleted",
                start -> start.eventStartTime(MORNING)
                        .eventEndTime(MORNING.plusSeconds(600))
                        .destination(destination -> destination.arn(bus)));
        assertThat(received("cache")).hasSize(3);
    }

    @Test
    @Order(6)
    void aDeletedArchiveIsGoneWithItsEvents() {
        events.deleteArchive(delete -> delete.archiveName("depleted"));

        assertThat(events.listArchives(list -> list.namePrefix("dep")).archives())
                .isEmpty();
        events.createArchive(create -> create.archiveName("depleted").eventSourceArn(bus));
        assertThat(events.describeArchive(describe -> describe.archiveName("depleted"))
                        .eventCount())
                .isZero();
    }

    private static void put(Instant time, int quantity) {
        assertThat(events.putEvents(put -> put.entries(entry(time, quantity))).failedEntryCount())
                .isZero();
    }

    private static PutEventsRequestEntry entry(Instant time, int quantity) {
        return PutEventsRequestEntry.builder()
                .eventBusName(BUS)
                .time(time)
                .source("manga-assist.inventory")
                .detailType("inventory.changed")
                .detail("{\"quantity\":" + quantity + "}")
                .build();
    }

    private static StartReplayRequest.Builder replay(String name, String archive) {
        return StartReplayRequest.builder()
                .replayName(name)
                .eventSourceArn(archiveArn(archive))
                .eventStartTime(MORNING)
                .eventEndTime(MORNING.plusSeconds(60))
                .destination(destination -> destination.arn(bus));
    }

    private static DescribeReplayResponse replayed(
            String name, String archive, Consumer<StartReplayRequest.Builder> settings) throws InterruptedException {
        StartReplayRequest.Builder request = replay(name, archive);
        settings.accept(request);
        assertThat(events.startReplay(request.build()).state()).isEqualTo(ReplayState.STARTING);
        assertThat(Processes.soon(() -> state(name) == ReplayState.COMPLETED)).isTrue();
        return events.describeReplay(describe -> describe.replayName(name));
    }

    private static ReplayState state(String name) {
        return events.describeReplay(describe -> describe.replayName(name)).state();
    }

    private static String archiveArn(String name) {
        return "arn:aws:events:ap-northeast-1:000000000000:archive/" + name;
    }

    /** Everything in the queue, which is empty then. */
    private static List<JsonNode> received(String queue) {
        String url = sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl();
        List<JsonNode> received = new ArrayList<>();
        while (true) {
            List<Message> messages = sqs.receiveMessage(
                            receive -> receive.queueUrl(url).maxNumberOfMessages(10))
                    .messages();
            if (messages.isEmpty()) {
                return received;
            }
            for (Message message : messages) {
                received.add(JsonMapper.shared().readTree(message.body()));
                sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
        }
    }

    private static String arnOf(String queue) {
        String url = sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl();
        return Objects.requireNonNull(
                sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .get(QueueAttributeName.QUEUE_ARN));
    }
}
