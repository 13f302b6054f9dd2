package org.catalogsync.cdc.benchmark;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.catalogsync.cdc.kinesis.StreamWriter;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.aws.AwsClients;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody would write with the SDK in an afternoon: a thread a shard asks for records, parses their JSON and puts each into a table. No versions, no rules, no checkpoint, no events, nothing behind the table; the last to arrive
 * wins.
 */
final class PlainConsumer implements Contender, AutoCloseable {
    /** A shard allows five reads a second. */
    private static final Duration BETWEEN_READS = Duration.ofMillis(210);

    private static final int MOST_RECORDS = 1_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final AwsClients aws;
    private final KinesisClient kinesis;
    private final DynamoDbClient dynamo;
    private final StreamWriter writer;
    private final String stream;
    private final String table;
    private final AtomicLong done = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final Watching watching = new Watching();

    PlainConsumer(Map<String, String> environment, String name, int shards) {
        StoresSettings settings = StoresSettings.fromEnvironment(environment);
        this.stream = name + "-cdc";
        this.table = name + "-products";
        this.aws = new AwsClients(settings);
        this.kinesis = aws.open("KINESIS", KinesisClient.builder());
        this.dynamo = aws.open("DYNAMODB", DynamoDbClient.builder());
        this.writer = StreamWriter.open(settings, stream);
        writer.createIfAbsent(shards);
        createTable();
        for (Shard shard : kinesis.listShards(l -> l.streamName(stream)).shards()) {
            threads.add(Thread.ofVirtual().name("plain-", threads.size()).start(() -> follow(shard.shardId())));
        }
    }

    private void createTable() {
        dynamo.createTable(c -> c.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(k -> k.attributeName("isbn").keyType(KeyType.HASH))
                .attributeDefinitions(a -> a.attributeName("isbn").attributeType(ScalarAttributeType.S)));
    }

    private void follow(String shard) {
        @Nullable
        String iterator = kinesis.getShardIterator(
                        i -> i.streamName(stream).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        try {
            while (iterator != null) {
                long began = System.nanoTime();
                iterator = readOrStay(iterator);
                Thread.sleep(Math.max(
                        0, BETWEEN_READS.minusNanos(System.nanoTime() - began).toMillis()));
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads and puts once and gives back where to go on. After a call that failed the records come again. */
    private @Nullable String readOrStay(String iterator) {
        try {
            GetRecordsResponse answer =
                    kinesis.getRecords(g -> g.shardIterator(iterator).limit(MOST_RECORDS));
            putAll(answer);
            return answer.nextShardIterator();
        } catch (SdkClientException e) {
            Summary.say("plain consumer: %s", String.valueOf(e.getMessage()));
            return iterator;
        }
    }

    private void putAll(GetRecordsResponse answer) {
        List<KinesisClientRecord> records =
                answer.records().stream().map(KinesisClientRecord::fromRecord).toList();
        for (KinesisClientRecord record : new AggregatorUtil().deaggregate(records)) {
            JsonNode row = JSON.readTree(
                            StandardCharsets.UTF_8.decode(record.data()).toString())
                    .path("data");
            dynamo.putItem(p -> p.tableName(table).item(item(row)));
            done.incrementAndGet();
        }
    }

    private static Map<String, AttributeValue> item(JsonNode row) {
        Map<String, AttributeValue> item = new HashMap<>();
        row.properties().forEach(column -> {
            if (!column.getValue().isNull()) {
                item.put(column.getKey().toLowerCase(Locale.ROOT), value(column.getValue()));
            }
        });
        return item;
    }

    private static AttributeValue value(JsonNode cell) {
        return cell.isNumber() ? AttributeValue.fromN(cell.asString()) : AttributeValue.fromS(cell.asString());
    }

    @Override
    public String name() {
        return "plain consumer";
    }

    /** It has no cache. */
    @Override
    public void expect(Mark mark) {}

    @Override
    public void put(List<byte[]> records) {
        writer.put(records);
    }

    @Override
    public Map<Store, Future<Long>> watch(Mark mark) {
        Map<Store, Future<Long>> seen = new EnumMap<>(Store.class);
        seen.put(Store.DYNAMODB, watching.until(mark, () -> title(mark).equals(mark.title())));
        return seen;
    }

    private String title(Mark mark) {
        Map<String, AttributeValue> key =
                Map.of("isbn", AttributeValue.fromS(mark.isbn().value()));
        AttributeValue title = dynamo.getItem(g -> g.tableName(table).key(key).consistentRead(true))
                .item()
                .get("title");
        return title == null ? "" : title.s();
    }

    @Override
    public long done() {
        return done.get();
    }

    @Override
    public Map<String, Long> waiting() {
        return Map.of();
    }

    @Override
    public void close() {
        watching.close();
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.close();
        aws.close();
    }
}
