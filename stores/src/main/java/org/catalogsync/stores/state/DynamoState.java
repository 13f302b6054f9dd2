package org.catalogsync.stores.state;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.aws.AwsClients;
import org.catalogsync.stores.aws.Tables;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Sync state in DynamoDB: one item a record, with its fields as a map and a version that every replacement must name. */
public final class DynamoState implements SyncState, AutoCloseable {
    private static final String NAME = "name";
    private static final String FIELDS = "fields";
    private static final String VERSION = "version";

    /** Which call wrote the record: tells the echo of a call from another's that wrote the same. */
    private static final String WRITTEN_BY = "written_by";

    private final DynamoDbClient dynamo;
    private final String table;
    private final Retry retry;

    private DynamoState(DynamoDbClient dynamo, String table, Retry retry) {
        this.dynamo = dynamo;
        this.table = table;
        this.retry = retry;
    }

    public static DynamoState open(AwsClients aws, String table, Retry retry) {
        return new DynamoState(aws.open("DYNAMODB", DynamoDbClient.builder()), table, retry);
    }

    @Override
    public void createIfAbsent() {
        new Tables(dynamo, retry).createIfAbsent(table, NAME);
    }

    @Override
    public Optional<Entry> find(String name) {
        try {
            GetItemResponse answer = read(name);
            return answer.hasItem() ? Optional.of(entry(name, answer.item())) : Optional.empty();
        } catch (ResourceNotFoundException noTable) {
            return Optional.empty();
        }
    }

    private GetItemResponse read(String name) {
        return retry.call(
                "find " + name,
                () -> dynamo.getItem(g -> g.tableName(table)
                        .key(Map.of(NAME, AttributeValue.fromS(name)))
                        .consistentRead(true)));
    }

    private Entry entry(String name, Map<String, AttributeValue> item) {
        AttributeValue fields = item.get(FIELDS);
        AttributeValue version = item.get(VERSION);
        if (fields == null || !fields.hasM() || version == null || version.n() == null) {
            throw new IllegalStateException("record '" + name + "' of table " + table
                    + ": expected attributes fields (M) and version (N), found " + item);
        }
        Map<String, String> texts = new TreeMap<>();
        fields.m().forEach((field, value) -> texts.put(field, value.s()));
        return new Entry(name, texts, Long.parseLong(version.n()));
    }

    @Override
    public boolean replace(String name, Map<String, String> fields, long expectedVersion) {
        Retry.Attempts attempts = retry.attempts("replace " + name);
        AttributeValue call = AttributeValue.fromS(UUID.randomUUID().toString());
        while (true) {
            try {
                dynamo.putItem(put(name, fields, expectedVersion, call));
                return true;
            } catch (ConditionalCheckFailedException e) {
                // What stands in the way may be our own: an answer was lost, or something on the way sent the request
                // twice.
                return call.equals(read(name).item().get(WRITTEN_BY));
            } catch (RuntimeException e) {
                attempts.backOff(e);
            }
        }
    }

    private PutItemRequest put(String name, Map<String, String> fields, long expectedVersion, AttributeValue call) {
        Map<String, AttributeValue> values = fields.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> AttributeValue.fromS(field.getValue())));
        PutItemRequest.Builder put = PutItemRequest.builder()
                .tableName(table)
                .item(Map.of(
                        NAME, AttributeValue.fromS(name),
                        FIELDS, AttributeValue.fromM(values),
                        VERSION, AttributeValue.fromN(Long.toString(expectedVersion + 1)),
                        WRITTEN_BY, call))
                .expressionAttributeNames(Map.of("#version", VERSION));
        if (expectedVersion == 0) {
            return put.conditionExpression("attribute_not_exists(#version)").build();
        }
        return put.conditionExpression("#version = :seen")
                .expressionAttributeValues(Map.of(":seen", AttributeValue.fromN(Long.toString(expectedVersion))))
                .build();
    }

    @Override
    public void close() {
        dynamo.close();
    }
}
