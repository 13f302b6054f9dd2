package org.catalogsync.stores.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.catalogsync.stores.Retry;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** What DynamoDB asks of every table with one text key: creation that waits until it is active, and batch reads that ask again for what was left out. */
public final class Tables {
    private static final int KEYS_PER_CALL = 100;

    private final DynamoDbClient dynamo;
    private final Retry retry;

    public Tables(DynamoDbClient dynamo, Retry retry) {
        this.dynamo = dynamo;
        this.retry = retry;
    }

    /** Creates an on-demand table where it is missing and waits until it is active. */
    public void createIfAbsent(String table, String key) {
        Retry.Attempts attempts = retry.attempts("create table " + table);
        while (true) {
            try {
                if (active(table)) {
                    return;
                }
                attempts.backOff(Retry.Kind.UNAVAILABLE, null);
            } catch (ResourceNotFoundException e) {
                create(table, key);
            } catch (RuntimeException e) {
                attempts.backOff(e);
            }
        }
    }

    private boolean active(String table) {
        return dynamo.describeTable(d -> d.tableName(table)).table().tableStatus() == TableStatus.ACTIVE;
    }

    private void create(String table, String key) {
        try {
            dynamo.createTable(c -> c.tableName(table)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(KeySchemaElement.builder()
                            .attributeName(key)
                            .keyType(KeyType.HASH)
                            .build())
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName(key)
                            .attributeType(ScalarAttributeType.S)
                            .build()));
        } catch (ResourceInUseException e) {
            // Another process was faster.
        }
    }

    /** Has DynamoDB forget each item some time after the second that the attribute names. */
    public void expireBy(String table, String attribute) {
        retry.call("switch on TTL of " + table, () -> {
            if (!expires(table)) {
                dynamo.updateTimeToLive(u -> u.tableName(table)
                        .timeToLiveSpecification(t -> t.enabled(true).attributeName(attribute)));
            }
            return table;
        });
    }

    private boolean expires(String table) {
        TimeToLiveStatus status = dynamo.describeTimeToLive(d -> d.tableName(table))
                .timeToLiveDescription()
                .timeToLiveStatus();
        return status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING;
    }

    /** The raw items of these distinct keys; absent keys are left out. */
    public List<Map<String, AttributeValue>> getAll(
            String table, String key, Collection<String> keys, boolean consistent) {
        List<Map<String, AttributeValue>> items = new ArrayList<>(keys.size());
        List<Map<String, AttributeValue>> batch = new ArrayList<>(KEYS_PER_CALL);
        for (String value : keys) {
            batch.add(Map.of(key, AttributeValue.fromS(value)));
            if (batch.size() == KEYS_PER_CALL) {
                items.addAll(getBatch(table, List.copyOf(batch), consistent));
                batch.clear();
            }
        }
        items.addAll(getBatch(table, batch, consistent));
        return items;
    }

    private List<Map<String, AttributeValue>> getBatch(
            String table, List<Map<String, AttributeValue>> keys, boolean consistent) {
        List<Map<String, AttributeValue>> items = new ArrayList<>(keys.size());
        List<Map<String, AttributeValue>> left = keys;
        Retry.Attempts attempts = retry.attempts("get " + keys.size() + " items of " + table);
        while (!left.isEmpty()) {
            try {
                BatchGetItemResponse answer = dynamo.batchGetItem(request(table, left, consistent));
                items.addAll(answer.responses().getOrDefault(table, List.of()));
                KeysAndAttributes rest = answer.unprocessedKeys().get(table);
                left = rest == null ? List.of() : rest.keys();
                if (!left.isEmpty()) {
                    attempts.backOff(Retry.Kind.PARTIAL, null);
                }
            } catch (RuntimeException e) {
                attempts.backOff(e);
            }
        }
        return items;
    }

    private static Consumer<software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest.Builder> request(
            String table, List<Map<String, AttributeValue>> keys, boolean consistent) {
        KeysAndAttributes wanted = KeysAndAttributes.builder()
                .keys(keys)
                .consistentRead(consistent)
                .build();
        return g -> g.requestItems(Map.of(table, wanted));
    }
}
