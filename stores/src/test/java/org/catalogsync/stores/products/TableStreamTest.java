package org.catalogsync.stores.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.catalogsync.stores.products.ProductTable.ProductWrite.ABSENT;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.groups.Tuple;
import org.catalogsync.devstack.DevStack;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.fault.FaultyProxy;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.InvalidSettings;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.Samples;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.aws.AwsClients;
import org.catalogsync.stores.products.ProductTable.ProductWrite;
import org.catalogsync.stores.products.TableStream.Begin;
import org.catalogsync.stores.products.TableStream.Kind;
import org.catalogsync.stores.products.TableStream.Reading;
import org.catalogsync.stores.products.TableStream.Shard;
import org.catalogsync.stores.products.TableStream.Write;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** A DynamoDB of its own: a server that holds records of one stream is slow to write tables with streams, and all other tests would wait for it. */
class TableStreamTest {
    @TempDir
    static Path var;

    private static DevStack parts;

    private final Map<String, String> environment = new HashMap<>();
    private FaultyProxy proxy;
    private Stores stores;

    @BeforeAll
    static void start() {
        parts = DevStack.start(var, PartName.DYNAMODB);
    }

    @AfterAll
    static void end() {
        parts.close();
    }

    @BeforeEach
    void open() {
        proxy = FaultyProxy.to(parts.address(PartName.DYNAMODB));
        environment.putAll(parts.environment());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", proxy.url());
        environment.put("PRODUCTS_TABLE", "stream-" + Long.toString(System.nanoTime(), 36));
        stores = Stores.of(StoresSettings.fromEnvironment(environment));
        stores.products().createIfAbsent();
    }

    @AfterEach
    void close() {
        stores.close();
        proxy.close();
    }

    @Test
    void tellsWritesByAnyWriterWithWhatTheyReplaced() {
        stores.tableStream().switchOnIfOff();
        Isbn isbn = Samples.isbn();
        write(new ProductWrite(Samples.live(isbn, 5), ABSENT));
        write(new ProductWrite(Samples.live(isbn, 6), 5));
        write(new ProductWrite(Samples.tombstone(isbn, 7), 6));
        byHand(dynamo -> dynamo.putItem(p -> p.tableName(table()).item(Map.of("isbn", text(isbn.value())))));
        byHand(dynamo -> dynamo.deleteItem(d -> d.tableName(table()).key(Map.of("isbn", text(isbn.value())))));

        assertThat(read(null))
                .extracting(Write::key, Write::kind, Write::before, Write::after)
                .containsExactly(
                        told(isbn, Kind.INSERTED, null, Samples.live(isbn, 5)),
                        told(isbn, Kind.MODIFIED, Samples.live(isbn, 5), Samples.live(isbn, 6)),
                        told(isbn, Kind.MODIFIED, Samples.live(isbn, 6), Samples.tombstone(isbn, 7)),
                        told(isbn, Kind.MODIFIED, Samples.tombstone(isbn, 7), null),
                        told(isbn, Kind.REMOVED, null, null));
    }

    @Test
    void goesOnBehindTheWriteThatIsDone() {
        stores.tableStream().switchOnIfOff();
        List<Isbn> isbns = Samples.isbns(3);
        isbns.forEach(isbn -> write(new ProductWrite(Samples.live(isbn, 5), ABSENT)));
        Write first = read(null).getFirst();

        assertThat(read(first.sequence()))
                .extracting(Write::key)
                .containsExactly(isbns.get(1).value(), isbns.get(2).value());
    }

    @Test
    void beginsWithTheFirstWriteAfterItIsSwitchedOnOnce() {
        write(new ProductWrite(Samples.live(Samples.isbn(), 5), ABSENT));
        stores.tableStream().switchOnIfOff();
        List<Shard> shards = stores.tableStream().shards();

        stores.tableStream().switchOnIfOff();

        stores.tableStream().requireBothImages();
        assertThat(stores.tableStream().shards()).isNotEmpty().isEqualTo(shards);
        assertThat(read(null)).isEmpty();
    }

    @Test
    void refusesATableWithoutAStreamOrWithHalfOfOne() {
        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> stores.tableStream().requireBothImages())
                .withMessageContainingAll(table(), "hints-from", "NEW_AND_OLD_IMAGES", "found no stream");

        byHand(dynamo -> dynamo.updateTable(u -> u.tableName(table())
                .streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY))));
        stores.tableStream().switchOnIfOff();

        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> stores.tableStream().requireBothImages())
                .withMessageContainingAll(table(), "NEW_AND_OLD_IMAGES", "found KEYS_ONLY");
    }

    @Test
    void listsTheShardsOfEveryPage() {
        stores.tableStream().switchOnIfOff();
        proxy.answer("DescribeStream", 200, page("shard-1", null, "shard-1"))
                .answer("DescribeStream", 200, page("shard-2", "shard-1", null));

        assertThat(stores.tableStream().shards())
                .containsExactly(new Shard("shard-1", null), new Shard("shard-2", "shard-1"));
        assertThat(proxy.seen("DescribeStream").getLast().text()).contains("\"ExclusiveStartShardId\":\"shard-1\"");
    }

    @Test
    void saysWhatIsNoLongerThere() {
        TableStream stream = stores.tableStream();
        stream.switchOnIfOff();
        String shard = stream.shards().getFirst().id();
        String iterator = ((Begin.At) stream.begin(shard, null)).iterator();

        proxy.answer("GetRecords", 400, fault("ExpiredIteratorException"));
        assertThat(stream.read(iterator)).isEqualTo(new Reading.Expired());
        proxy.answer("GetRecords", 400, fault("TrimmedDataAccessException"));
        assertThat(stream.read(iterator)).isEqualTo(new Reading.Trimmed());
        proxy.answer("GetRecords", 400, fault("ResourceNotFoundException"));
        assertThat(stream.read(iterator)).isEqualTo(new Reading.Gone());
        proxy.answer("GetShardIterator", 400, fault("TrimmedDataAccessException"));
        assertThat(stream.begin(shard, "1")).isEqualTo(new Begin.Trimmed());
        proxy.answer("GetShardIterator", 400, fault("ResourceNotFoundException"));
        assertThat(stream.begin(shard, "1")).isEqualTo(new Begin.Gone());
    }

    @Test
    void waitsOutThrottles() {
        stores.tableStream().switchOnIfOff();
        proxy.answer("DescribeStream", 400, fault("LimitExceededException"))
                .answer("GetRecords", 400, fault("ThrottlingException"));

        assertThat(read(null)).isEmpty();

        assertThat(stores.retries().snapshot().of("table-stream", Retry.Kind.THROTTLED))
                .isEqualTo(2);
    }

    private void write(ProductWrite write) {
        assertThat(stores.products().write(List.of(write))).containsExactly(ProductTable.WriteOutcome.WRITTEN);
    }

    /** What the first shard tells until now. */
    private List<Write> read(@Nullable String after) {
        TableStream stream = stores.tableStream();
        List<Write> all = new ArrayList<>();
        String next = ((Begin.At) stream.begin(stream.shards().getFirst().id(), after)).iterator();
        int before = -1;
        while (next != null && all.size() > before) {
            before = all.size();
            Reading.Writes read = (Reading.Writes) stream.read(next);
            all.addAll(read.writes());
            next = read.next();
        }
        return all;
    }

    private String table() {
        return stores.settings().productsTable();
    }

    private void byHand(Consumer<DynamoDbClient> act) {
        try (AwsClients aws = new AwsClients(stores.settings());
                DynamoDbClient dynamo = aws.open("DYNAMODB", DynamoDbClient.builder())) {
            act.accept(dynamo);
        }
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static Tuple told(Isbn isbn, Kind kind, @Nullable StoredItem before, @Nullable StoredItem after) {
        return tuple(isbn.value(), kind, before, after);
    }

    private static String page(String shard, @Nullable String parent, @Nullable String last) {
        return "{\"StreamDescription\":{\"Shards\":[{\"ShardId\":\"" + shard + "\""
                + (parent == null ? "" : ",\"ParentShardId\":\"" + parent + "\"") + "}]"
                + (last == null ? "" : ",\"LastEvaluatedShardId\":\"" + last + "\"") + "}}";
    }

    private static String fault(String code) {
        return "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"m\"}";
    }
}
