package org.catalogsync.stores.products;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Transactions of up to 100 writes: all or nothing, so after a cancellation the writes that were not refused are sent again. */
final class TransactionWrites implements ConditionalWrites {
    private static final String CONDITION_FAILED = "ConditionalCheckFailed";
    private static final String INNOCENT = "None";

    private final DynamoDbClient dynamo;
    private final String table;

    TransactionWrites(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public int batchSize() {
        return 100;
    }

    @Override
    public List<Sent> send(List<PendingWrite> batch) {
        List<TransactWriteItem> actions = batch.stream()
                .map(write -> TransactWriteItem.builder().update(update(write)).build())
                .toList();
        try {
            dynamo.transactWriteItems(t -> t.transactItems(actions));
            return batch.stream().<Sent>map(write -> Sent.WRITTEN).toList();
        } catch (TransactionCanceledException e) {
            return e.cancellationReasons().stream()
                    .map(TransactionWrites::cancelled)
                    .toList();
        }
    }

    /** An update and not a put, so that both ways leave an attribute alone that somebody else added. */
    private Update update(PendingWrite write) {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        List<String> sets = new ArrayList<>();
        List<String> removals = new ArrayList<>();
        for (int i = 0; i < ItemCodec.ATTRIBUTES.size(); i++) {
            String attribute = ItemCodec.ATTRIBUTES.get(i);
            AttributeValue value = write.item.get(attribute);
            names.put("#a" + i, attribute);
            if (value == null) {
                removals.add("#a" + i);
            } else {
                sets.add("#a" + i + "=:a" + i);
                values.put(":a" + i, value);
            }
        }
        names.put("#rev", ItemCodec.REV);
        if (!write.expectsAbsence()) {
            values.put(":seen", AttributeValue.fromN(Long.toString(write.expectedRev)));
        }
        return Update.builder()
                .tableName(table)
                .key(Map.of(ItemCodec.ISBN, write.item.get(ItemCodec.ISBN)))
                .updateExpression("SET " + String.join(",", sets) + " REMOVE " + String.join(",", removals))
                .conditionExpression(write.expectsAbsence() ? "attribute_not_exists(#rev)" : "#rev=:seen")
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build();
    }

    private static Sent cancelled(CancellationReason reason) {
        return switch (reason.code()) {
            case CONDITION_FAILED -> Sent.REFUSED;
            case null -> Sent.UNDONE;
            case INNOCENT -> Sent.UNDONE;
            default -> new Sent.Failed(reason.code(), reason.message());
        };
    }
}
