package org.catalogsync.stores.products;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.InvalidSettings;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.aws.AwsClients;
import org.catalogsync.stores.aws.AwsFailures;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The product table's stream in DynamoDB Streams. */
public final class DynamoTableStream implements TableStream, AutoCloseable {
    private static final StreamViewType BOTH_IMAGES = StreamViewType.NEW_AND_OLD_IMAGES;

    private final DynamoDbClient dynamo;
    private final DynamoDbStreamsClient streams;
    private final String table;
    private final Retry retry;

    /** The stream whose shards were listed last. One that is switched off and on again is another. */
    private volatile @Nullable String latest;

    private DynamoTableStream(DynamoDbClient dynamo, DynamoDbStreamsClient streams, String table, Retry retry) {
        this.dynamo = dynamo;
        this.streams = streams;
        this.table = table;
        this.retry = retry;
    }

    public static DynamoTableStream open(AwsClients aws, String table, Retry retry) {
        return new DynamoTableStream(
                aws.open("DYNAMODB", DynamoDbClient.builder()),
                aws.open(StoresSettings.TABLE_STREAMS, DynamoDbStreamsClient.builder()),
                table,
                retry);
    }

    /** As of every AWS call; but here the exceeded limit is that of calls a second, not one of what an account may have. */
    public static Optional<Retry.Kind> classify(RuntimeException failure) {
        return failure instanceof LimitExceededException
                ? Optional.of(Retry.Kind.THROTTLED)
                : AwsFailures.classify(failure);
    }

    @Override
    public void switchOnIfOff() {
        Retry.Attempts attempts = retry.attempts("switch on the stream of " + table);
        while (true) {
            try {
                TableDescription found = describe();
                if (on(found) ? running(found) : switchOn(found)) {
                    return;
                }
                attempts.backOff(Retry.Kind.UNAVAILABLE, null);
            } catch (RuntimeException e) {
                attempts.backOff(e);
            }
        }
    }

    private TableDescription describe() {
        return dynamo.describeTable(d -> d.tableName(table)).table();
    }

    private static boolean on(TableDescription found) {
        return found.streamSpecification() != null
                && Boolean.TRUE.equals(found.streamSpecification().streamEnabled());
    }

    private boolean running(TableDescription found) {
        return found.tableStatus() == TableStatus.ACTIVE
                && streams.describeStream(d -> d.streamArn(found.latestStreamArn()))
                                .streamDescription()
                                .streamStatus()
                        == StreamStatus.ENABLED;
    }

    /** False: whether it runs is for the next look to see. */
    private boolean switchOn(TableDescription found) {
        if (found.tableStatus() == TableStatus.ACTIVE) {
            try {
                dynamo.updateTable(u -> u.tableName(table)
                        .streamSpecification(StreamSpecification.builder()
                                .streamEnabled(true)
                                .streamViewType(BOTH_IMAGES)
                                .build()));
            } catch (ResourceInUseException e) {
                // Another process was faster.
            }
        }
        return false;
    }

    @Override
    public void requireBothImages() {
        TableDescription found = retry.call("describe " + table, this::describe);
        String view = on(found) ? String.valueOf(found.streamSpecification().streamViewTypeAsString()) : "no stream";
        if (!view.equals(BOTH_IMAGES.toString())) {
            throw new InvalidSettings(
                    List.of("the source of hints: catalog-sync.cdc.hints-from is table-stream, so table " + table
                            + " is expected to have a stream with view type " + BOTH_IMAGES + ", found " + view));
        }
    }

    @Override
    public List<Shard> shards() {
        String arn = retry.call("describe " + table, this::describe).latestStreamArn();
        if (arn == null) {
            throw new IllegalStateException("table " + table + " has no stream any more");
        }
        latest = arn;
        List<Shard> shards = new ArrayList<>();
        String last = null;
        do {
            String from = last;
            StreamDescription page = retry.call(
                    "list the shards of " + table,
                    () -> streams.describeStream(d -> d.streamArn(arn).exclusiveStartShardId(from))
                            .streamDescription());
            page.shards().forEach(shard -> shards.add(new Shard(shard.shardId(), shard.parentShardId())));
            last = page.lastEvaluatedShardId();
        } while (last != null);
        return shards;
    }

    @Override
    public Begin begin(String shard, @Nullable String after) {
        try {
            return new Begin.At(retry.call(
                            "begin in " + shard + " of " + table, () -> streams.getShardIterator(place(shard, after)))
                    .shardIterator());
        } catch (TrimmedDataAccessException e) {
            return new Begin.Trimmed();
        } catch (ResourceNotFoundException e) {
            return new Begin.Gone();
        }
    }

    private GetShardIteratorRequest place(String shard, @Nullable String after) {
        return GetShardIteratorRequest.builder()
                .streamArn(latest)
                .shardId(shard)
                .shardIteratorType(
                        after == null ? ShardIteratorType.TRIM_HORIZON : ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                .sequenceNumber(after)
                .build();
    }

    @Override
    public Reading read(String iterator) {
        try {
            GetRecordsResponse answer =
                    retry.call("read the stream of " + table, () -> streams.getRecords(g -> g.shardIterator(iterator)));
            return new Reading.Writes(answer.records().stream().map(this::write).toList(), answer.nextShardIterator());
        } catch (ExpiredIteratorException e) {
            return new Reading.Expired();
        } catch (TrimmedDataAccessException e) {
            return new Reading.Trimmed();
        } catch (ResourceNotFoundException e) {
            return new Reading.Gone();
        }
    }

    private Write write(Record record) {
        StreamRecord told = record.dynamodb();
        AttributeValue key = told.keys().get(ItemCodec.ISBN);
        return new Write(
                key == null ? "" : String.valueOf(key.s()),
                told.sequenceNumber(),
                kind(record),
                item(told.oldImage()),
                item(told.newImage()));
    }

    private static Kind kind(Record record) {
        return switch (record.eventName()) {
            case INSERT -> Kind.INSERTED;
            case MODIFY -> Kind.MODIFIED;
            case REMOVE -> Kind.REMOVED;
            case UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalStateException(
                        "record of the table's stream: event name expected INSERT, MODIFY or REMOVE, found "
                                + record.eventNameAsString());
        };
    }

    private @Nullable StoredItem item(Map<String, AttributeValue> image) {
        if (image.isEmpty()) {
            return null;
        }
        try {
            return ItemCodec.decode(table, image);
        } catch (MalformedItem e) {
            // What it is does not matter to a hint; that it was written does.
            return null;
        }
    }

    @Override
    public void close() {
        streams.close();
        dynamo.close();
    }
}
