package org.catalogsync.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** One start of every part that needs no Node, and one restart in between; so the order of the tests matters. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PartsTest {

    private static final PartName[] PARTS = {
        PartName.DYNAMODB,
        PartName.OPENSEARCH,
        PartName.S3,
        PartName.SQS,
        PartName.EVENTS,
        PartName.REDIS,
        PartName.BEDROCK
    };
    private static final String BUS = "manga-assist-inventory";
    private static final String TITAN = "amazon.titan-embed-text-v2:0";

    @TempDir
    private static Path var;

    private static DevStack stack;

    @BeforeAll
    static void start() {
        stack = DevStack.startKeepingData(var, PARTS);
    }

    @AfterAll
    static void end() {
        stack.close();
    }

    @Test
    @Order(1)
    void takesDataInEveryPart() throws Exception {
        try (DynamoDbClient dynamoDb = Clients.dynamoDb(stack)) {
            dynamoDb.createTable(table -> table.tableName("manga-products")
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("isbn")
                            .keyType(KeyType.HASH)
                            .build())
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("isbn")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .billingMode(BillingMode.PAY_PER_REQUEST));
            dynamoDb.putItem(
                    put -> put.tableName("manga-products").item(Map.of("isbn", AttributeValue.fromS("9784071000015"))));
        }
        try (S3Client s3 = Clients.s3(stack)) {
            s3.createBucket(bucket -> bucket.bucket("catalog-sync-staging"));
            s3.putObject(
                    put -> put.bucket("catalog-sync-staging").key("batch-sync/1/raw/a.csv"),
                    RequestBody.fromString("行"));
        }
        try (SqsClient sqs = Clients.sqs(stack)) {
            String queue =
                    sqs.createQueue(create -> create.queueName("manga-index")).queueUrl();
            sqs.createQueue(create -> create.queueName("kept"));
            sqs.sendMessage(
                    send -> send.queueUrl(queue.replace("manga-index", "kept")).messageBody("残る"));
        }
        assertThat(http("PUT", PartName.OPENSEARCH, "/manga-catalog-1", INDEX)).contains("\"acknowledged\":true");
        assertThat(http("PUT", PartName.OPENSEARCH, "/manga-catalog-1/_doc/1?refresh=true", DOCUMENT))
                .contains("\"result\":\"created\"");
        assertThat(RedisLine.ask(stack.address(PartName.REDIS), "SET kept yes")).isEqualTo("+OK");
    }

    @Test
    @Order(2)
    void findsByVectorAndByJapaneseText() throws Exception {
        assertThat(http("POST", PartName.OPENSEARCH, "/manga-catalog-1/_search", KNN))
                .contains("\"value\":1");
        assertThat(http(
                        "POST",
                        PartName.OPENSEARCH,
                        "/manga-catalog-1/_search",
                        "{\"query\":{\"match\":{\"title\":\"冒険\"}}}"))
                .contains("\"value\":1");
    }

    @Test
    @Order(3)
    void deliversEventsThatARuleMatchesInTheirEnvelope() {
        try (EventBridgeClient events = Clients.events(stack);
                SqsClient sqs = Clients.sqs(stack)) {
            String queue = sqs.getQueueUrl(get -> get.queueName("manga-index")).queueUrl();
            events.createEventBus(create -> create.name(BUS));
            events.putRule(
                    rule -> rule.name("to-index")
                            .eventBusName(BUS)
                            .eventPattern(
                                    "{\"detail-type\":[{\"prefix\":\"inventory.\"}],\"detail\":{\"new_quantity\":[{\"numeric\":[\"=\",0]}]}}"));
            events.putTargets(put -> put.rule("to-index")
                    .eventBusName(BUS)
                    .targets(Target.builder().id("index").arn(arnOf(sqs, queue)).build()));

            PutEventsResponse response = events.putEvents(put -> put.entries(
                    event("{\"isbn\":\"97840\",\"new_quantity\":0}"),
                    event("{\"isbn\":\"97841\",\"new_quantity\":3}")));

            assertThat(response.failedEntryCount()).isZero();
            List<Message> messages = sqs.receiveMessage(
                            receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
                    .messages();
            assertThat(messages)
                    .singleElement()
                    .satisfies(message -> assertThat(message.body())
                            .contains(
                                    "\"version\":\"0\"",
                                    "\"source\":\"manga-assist.inventory\"",
                                    "\"detail-type\":\"inventory.depleted\"",
                                    "\"region\":\"ap-northeast-1\"",
                                    "\"detail\":{\"isbn\":\"97840\",\"new_quantity\":0}"));
        }
    }

    @Test
    @Order(4)
    void refusesBadEventsOneByOneAndTooManyAltogether() {
        try (EventBridgeClient events = Clients.events(stack)) {
            PutEventsResponse response = events.putEvents(put -> put.entries(
                    event("{\"new_quantity\":7}"),
                    event("{broken"),
                    event("{}").toBuilder().source(null).build(),
                    event("{}").toBuilder().eventBusName("nowhere").build()));

            assertThat(response.failedEntryCount()).isEqualTo(3);
            assertThat(response.entries().getFirst().eventId()).isNotNull();
            assertThat(response.entries())
                    .extracting("errorCode")
                    .containsExactly(null, "MalformedDetail", "InvalidArgument", "InvalidArgument");
            assertThatThrownBy(
                            () -> events.putEvents(put -> put.entries(java.util.Collections.nCopies(11, event("{}")))))
                    .isInstanceOf(EventBridgeException.class)
                    .hasMessageContaining("less than or equal to 10");
            assertThatThrownBy(() ->
                            events.putEvents(put -> put.entries(event("{\"pad\":\"" + "x".repeat(256 * 1024) + "\"}"))))
                    .isInstanceOf(EventBridgeException.class)
                    .hasMessageContaining("over the limit");
            assertThatThrownBy(() ->
                            events.putRule(rule -> rule.name("bad").eventPattern("{\"detail\":{\"a\":\"no list\"}}")))
                    .isInstanceOf(InvalidEventPatternException.class);
        }
    }

    @Test
    @Order(5)
    void embedsThroughTheWireFormatOfTitan() {
        try (BedrockRuntimeClient bedrock = Clients.bedrock(stack)) {
            String answer = bedrock.invokeModel(invoke -> invoke.modelId(TITAN)
                            .body(SdkBytes.fromUtf8String(
                                    "{\"inputText\":\"虹の船 42\",\"dimensions\":256,\"normalize\":true}")))
                    .body()
                    .asUtf8String();

            assertThat(answer).startsWith("{\"embedding\":[").contains("\"inputTextTokenCount\":");
            assertThat(answer.split(",")).hasSize(257);
            assertThatThrownBy(() -> bedrock.invokeModel(invoke -> invoke.modelId(TITAN)
                            .body(SdkBytes.fromUtf8String("{\"dimensions\":300,\"inputText\":\"a\"}"))))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("300 is not a valid enum value");
            assertThatThrownBy(() -> bedrock.invokeModel(invoke -> invoke.modelId("amazon.unknown-v9:0")
                            .body(SdkBytes.fromUtf8String("{\"inputText\":\"a\"}"))))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("model identifier is invalid");
        }
    }

    @Test
    @Order(6)
    void throttlesAsManyCallsAsATestAsksFor() throws Exception {
        http("POST", PartName.BEDROCK, "/dev-stack/throttle/1", "");

        try (BedrockRuntimeClient bedrock = Clients.bedrockWithoutRetries(stack)) {
            SdkBytes body = SdkBytes.fromUtf8String("{\"inputText\":\"虹\"}");
            assertThatThrownBy(() ->
                            bedrock.invokeModel(invoke -> invoke.modelId(TITAN).body(body)))
                    .isInstanceOf(ThrottlingException.class);
            assertThat(bedrock.invokeModel(invoke -> invoke.modelId(TITAN).body(body))
                            .body()
                            .asUtf8String())
                    .startsWith("{\"embedding\"");
        }
    }

    @Test
    @Order(7)
    void keepsDataInEveryPartAcrossARestart() throws Exception {
        stack.close();
        assertThat(Processes.bearing(var)).isEmpty();
        stack = DevStack.startKeepingData(var, PARTS);

        try (DynamoDbClient dynamoDb = Clients.dynamoDb(stack);
                S3Client s3 = Clients.s3(stack);
                SqsClient sqs = Clients.sqs(stack);
                EventBridgeClient events = Clients.events(stack)) {
            assertThat(dynamoDb.scan(scan -> scan.tableName("manga-products")).count())
                    .isOne();
            assertThat(s3.getObjectAsBytes(
                                    get -> get.bucket("catalog-sync-staging").key("batch-sync/1/raw/a.csv"))
                            .asUtf8String())
                    .isEqualTo("行");
            String kept = sqs.getQueueUrl(get -> get.queueName("kept")).queueUrl();
            assertThat(sqs.receiveMessage(receive -> receive.queueUrl(kept)).messages())
                    .extracting(Message::body)
                    .containsExactly("残る");
            assertThat(events.listTargetsByRule(list -> list.rule("to-index").eventBusName(BUS))
                            .targets())
                    .hasSize(1);
        }
        assertThat(http("GET", PartName.OPENSEARCH, "/manga-catalog-1/_count", ""))
                .contains("\"count\":1");
        assertThat(RedisLine.ask(stack.address(PartName.REDIS), "GET kept")).isEqualTo("$3");
    }

    private static final String INDEX = """
            {"settings":{"index":{"knn":true,"number_of_replicas":0}},
             "mappings":{"properties":{
               "title":{"type":"text","analyzer":"kuromoji"},
               "embedding":{"type":"knn_vector","dimension":4,"method":{"name":"hnsw","engine":"lucene","space_type":"cosinesimil"}}}}}
            """;
    private static final String DOCUMENT = "{\"title\":\"銀河の冒険者たち\",\"embedding\":[0.1,0.2,0.3,0.4]}";
    private static final String KNN = "{\"query\":{\"knn\":{\"embedding\":{\"vector\":[0.1,0.2,0.3,0.4],\"k\":1}}}}";

    private static PutEventsRequestEntry event(String detail) {
        return PutEventsRequestEntry.builder()
                .eventBusName(BUS)
                .source("manga-assist.inventory")
                .detailType("inventory.depleted")
                .detail(detail)
                .build();
    }

    private static String arnOf(SqsClient sqs, String queue) {
        return java.util.Objects.requireNonNull(
                sqs.getQueueAttributes(get -> get.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .get(QueueAttributeName.QUEUE_ARN));
    }

    private static String http(String method, PartName part, String path, String body)
            throws IOException, InterruptedException {
        URI address = stack.address(part).resolve(path);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
