package org.catalogsync.stores.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.catalogsync.stores.products.ProductTable.ProductWrite.ABSENT;
import static org.catalogsync.stores.products.ProductTable.WriteOutcome.CONFLICT;
import static org.catalogsync.stores.products.ProductTable.WriteOutcome.WRITTEN;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.fault.FaultyProxy;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.EmbeddedParts;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.Samples;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.aws.AwsClients;
import org.catalogsync.stores.products.ProductTable.ProductWrite;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the product table does when calls fail before or after the server acted. */
class FailingProductsTest {
    private static final String THROTTLED =
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException\",\"message\":\"slow down\"}";

    private final Map<String, String> environment = new HashMap<>(EmbeddedParts.environment(PartName.DYNAMODB));
    private FaultyProxy proxy;
    private Stores direct;

    @BeforeEach
    void openProxy() {
        direct = Stores.of(StoresSettings.fromEnvironment(environment));
        direct.products().createIfAbsent();
        proxy = FaultyProxy.to(URI.create(String.valueOf(environment.get("AWS_ENDPOINT_URL_DYNAMODB"))));
    }

    @AfterEach
    void close() {
        direct.close();
        proxy.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"statements", "transactions"})
    void knowsItsOwnWriteWhoseAnswerWasLost(String writes) {
        Isbn created = Samples.isbn();
        Isbn changed = Samples.isbn();
        direct.products().write(List.of(new ProductWrite(Samples.live(changed, 5), ABSENT)));
        proxy.cutAfter("DynamoDB_20120810." + operation(writes), () -> {});

        try (Stores stores = throughProxy(writes, "PT30S")) {
            assertThat(stores.products()
                            .write(List.of(
                                    new ProductWrite(Samples.live(created, 6), ABSENT),
                                    new ProductWrite(Samples.live(changed, 6), 5))))
                    .containsExactly(WRITTEN, WRITTEN);
            assertThat(stores.retries().snapshot().of("products", Retry.Kind.UNAVAILABLE))
                    .isEqualTo(1);
        }

        assertThat(direct.products().get(created)).contains(Samples.live(created, 6));
        assertThat(direct.products().get(changed)).contains(Samples.live(changed, 6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"statements", "transactions"})
    void knowsItsOwnWriteThatArrivedTwice(String writes) {
        Isbn created = Samples.isbn();
        Isbn changed = Samples.isbn();
        direct.products().write(List.of(new ProductWrite(Samples.live(changed, 5), ABSENT)));
        proxy.duplicate(operation(writes));

        try (Stores stores = throughProxy(writes, "PT30S")) {
            assertThat(stores.products()
                            .write(List.of(
                                    new ProductWrite(Samples.live(created, 6), ABSENT),
                                    new ProductWrite(Samples.live(changed, 6), 5))))
                    .containsExactly(WRITTEN, WRITTEN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"statements", "transactions"})
    void saysConflictWhenAnotherWriterCameAfterTheLostAnswer(String writes) {
        Isbn isbn = Samples.isbn();
        proxy.cutAfter(
                operation(writes), () -> direct.products().write(List.of(new ProductWrite(Samples.live(isbn, 9), 6))));

        try (Stores stores = throughProxy(writes, "PT30S")) {
            assertThat(stores.products().write(List.of(new ProductWrite(Samples.live(isbn, 6), ABSENT))))
                    .containsExactly(CONFLICT);
        }

        assertThat(direct.products().get(isbn)).contains(Samples.live(isbn, 9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"statements", "transactions"})
    void waitsOutAThrottle(String writes) {
        Isbn isbn = Samples.isbn();
        proxy.answer(operation(writes), 400, THROTTLED).answer(operation(writes), 400, THROTTLED);

        try (Stores stores = throughProxy(writes, "PT30S")) {
            assertThat(stores.products().write(List.of(new ProductWrite(Samples.live(isbn, 6), ABSENT))))
                    .containsExactly(WRITTEN);
            assertThat(stores.retries().snapshot().of("products", Retry.Kind.THROTTLED))
                    .isEqualTo(2);
        }
    }

    @Test
    void givesUpAtTheDeadlineAndSaysWhy() {
        for (int i = 0; i < 1_000; i++) {
            proxy.answer("GetItem", 400, THROTTLED);
        }

        try (Stores stores = throughProxy("statements", "PT0.3S")) {
            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(() -> stores.products().get(Samples.isbn()))
                    .withMessageContaining("products")
                    .withMessageContaining("throttled")
                    .withMessageContaining("PT0.3S");
        }
    }

    @Test
    void sendsOnlyTheThrottledStatementsAgain() {
        List<Isbn> isbns = Samples.isbns(2);
        proxy.answer(
                "BatchExecuteStatement",
                200,
                "{\"Responses\":[{\"TableName\":\"t\"},{\"Error\":{\"Code\":\"ThrottlingError\",\"Message\":\"slow down\"}}]}");

        try (Stores stores = throughProxy("statements", "PT30S")) {
            assertThat(stores.products()
                            .write(isbns.stream()
                                    .map(isbn -> new ProductWrite(Samples.live(isbn, 6), ABSENT))
                                    .toList()))
                    .containsExactly(WRITTEN, WRITTEN);
        }

        List<FaultyProxy.Seen> calls = proxy.seen("BatchExecuteStatement");
        assertThat(calls).hasSize(2);
        assertThat(calls.getLast().text())
                .contains(isbns.getLast().value())
                .doesNotContain(isbns.getFirst().value());
    }

    @Test
    void sendsACancelledTransactionAgainWhenOneOfItsItemsWasThrottled() {
        List<Isbn> isbns = Samples.isbns(2);
        proxy.answer(
                "TransactWriteItems",
                400,
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\",\"Message\":\"cancelled\","
                        + "\"CancellationReasons\":[{\"Code\":\"None\"},{\"Code\":\"ThrottlingError\"}]}");

        try (Stores stores = throughProxy("transactions", "PT30S")) {
            assertThat(stores.products()
                            .write(isbns.stream()
                                    .map(isbn -> new ProductWrite(Samples.live(isbn, 6), ABSENT))
                                    .toList()))
                    .containsExactly(WRITTEN, WRITTEN);
            assertThat(stores.retries().snapshot().of("products", Retry.Kind.THROTTLED))
                    .isEqualTo(1);
        }
    }

    @Test
    void namesTheItemThatTheTableWillNotTake() {
        Isbn isbn = Samples.isbn();
        proxy.answer(
                "BatchExecuteStatement",
                200,
                "{\"Responses\":[{\"Error\":{\"Code\":\"ValidationError\",\"Message\":\"Item size has exceeded\"}}]}");

        try (Stores stores = throughProxy("statements", "PT30S")) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> stores.products().write(List.of(new ProductWrite(Samples.live(isbn, 6), ABSENT))))
                    .withMessageContaining(isbn.value())
                    .withMessageContaining("Item size has exceeded");
        }
    }

    @Test
    void asksAgainForUnprocessedKeysAlone() {
        List<Isbn> isbns = Samples.isbns(2);
        direct.products()
                .write(isbns.stream()
                        .map(isbn -> new ProductWrite(Samples.live(isbn, 6), ABSENT))
                        .toList());
        proxy.answer(
                "BatchGetItem",
                200,
                "{\"Responses\":{},\"UnprocessedKeys\":{\"manga-products\":{\"Keys\":[{\"isbn\":{\"S\":\""
                        + isbns.getFirst() + "\"}},{\"isbn\":{\"S\":\"" + isbns.getLast()
                        + "\"}}],\"ConsistentRead\":true}}}");

        try (Stores stores = throughProxy("statements", "PT30S")) {
            assertThat(stores.products().getAll(isbns)).containsOnlyKeys(isbns);
            assertThat(stores.retries().snapshot().of("products", Retry.Kind.PARTIAL))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"statements", "transactions"})
    void treatsAnItemWithoutRevAsRevZero(String writes) {
        Isbn isbn = Samples.isbn();
        put(isbn, "rev", null);

        try (Stores stores = throughProxy(writes, "PT30S")) {
            assertThat(stores.products().get(isbn).orElseThrow().stamp().rev()).isZero();
            assertThat(stores.products().write(List.of(new ProductWrite(Samples.live(isbn, 6), ABSENT))))
                    .containsExactly(WRITTEN);
            assertThat(stores.products().get(isbn)).contains(Samples.live(isbn, 6));
        }
    }

    @Test
    void namesTheAttributeOfAMalformedItem() {
        Isbn isbn = Samples.isbn();
        put(isbn, "quantity_available", AttributeValue.fromS("many"));

        assertThatExceptionOfType(MalformedItem.class)
                .isThrownBy(() -> direct.products().get(isbn))
                .withMessageContaining("manga-products")
                .withMessageContaining(isbn.value())
                .withMessageContaining("quantity_available")
                .withMessageContaining("many");
    }

    @Test
    void givesAMalformedItemToThoseWhoJudgeTheTable() {
        Isbn isbn = Samples.isbn();
        put(isbn, "quantity_available", AttributeValue.fromS("many"));

        ProductTable.Looked looked = direct.products().look(List.of(isbn));

        assertThat(looked.items()).isEmpty();
        assertThat(looked.flawed()).containsOnlyKeys(isbn);
        ProductTable.Flawed flawed = Objects.requireNonNull(looked.flawed().get(isbn));
        assertThat(flawed.rev()).isEqualTo(5);
        assertThat(flawed.attribute()).isEqualTo("quantity_available");
        assertThat(flawed.version()).isEqualTo(Samples.live(isbn, 5).stamp().sourceVersion());
        assertThat(direct.products().deleteStray(new ProductTable.Flawed(isbn.value(), 4L, null, "", "", "")))
                .as("a rev that was not seen")
                .isFalse();
        assertThat(direct.products().deleteStray(flawed)).isTrue();
        assertThat(direct.products().get(isbn)).isEmpty();
    }

    /** An item as ours with one attribute replaced or left out, written past the adapter. */
    private void put(Isbn isbn, String attribute, @Nullable AttributeValue value) {
        Map<String, AttributeValue> item = ItemCodec.encode(Samples.live(isbn, 5));
        if (value == null) {
            item.remove(attribute);
        } else {
            item.put(attribute, value);
        }
        try (var aws = new AwsClients(direct.settings());
                DynamoDbClient dynamo = aws.open("DYNAMODB", DynamoDbClient.builder())) {
            dynamo.putItem(p -> p.tableName(direct.settings().productsTable()).item(item));
        }
    }

    private Stores throughProxy(String writes, String deadline) {
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", proxy.url());
        environment.put("PRODUCT_WRITES", writes);
        environment.put("STORE_DEADLINE", Duration.parse(deadline).toString());
        return Stores.of(StoresSettings.fromEnvironment(environment));
    }

    private static String operation(String writes) {
        return writes.equals("statements") ? "BatchExecuteStatement" : "TransactWriteItems";
    }
}
