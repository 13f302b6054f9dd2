package org.catalogsync.stores.products;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementError;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;

/** PartiQL batches of up to 25 statements, each with its own condition and its own outcome. */
final class StatementWrites implements ConditionalWrites {
    private static final String CONDITION_FAILED = "ConditionalCheckFailed";
    private static final String DUPLICATE = "DuplicateItem";

    private final DynamoDbClient dynamo;
    private final String table;

    StatementWrites(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public int batchSize() {
        return 25;
    }

    @Override
    public List<Sent> send(List<PendingWrite> batch) {
        List<BatchStatementResponse> answers = dynamo.batchExecuteStatement(
                        b -> b.statements(batch.stream().map(this::statement).toList()))
                .responses();
        List<Sent> sent = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            sent.add(outcome(batch.get(i), answers.get(i).error()));
        }
        return sent;
    }

    private BatchStatementRequest statement(PendingWrite write) {
        return write.expectsAbsence() && !write.present ? insert(write) : update(write);
    }

    private BatchStatementRequest insert(PendingWrite write) {
        List<AttributeValue> parameters = new ArrayList<>();
        String fields = write.item.entrySet().stream()
                .map(attribute -> {
                    parameters.add(attribute.getValue());
                    return "'" + attribute.getKey() + "':?";
                })
                .collect(Collectors.joining(","));
        return request("INSERT INTO \"" + table + "\" VALUE {" + fields + "}", parameters);
    }

    private BatchStatementRequest update(PendingWrite write) {
        List<AttributeValue> parameters = new ArrayList<>();
        StringBuilder statement = new StringBuilder("UPDATE \"" + table + "\"");
        for (String attribute : ItemCodec.ATTRIBUTES) {
            AttributeValue value = write.item.get(attribute);
            if (value != null) {
                statement.append(" SET \"").append(attribute).append("\"=?");
                parameters.add(value);
            }
        }
        for (String attribute : ItemCodec.ATTRIBUTES) {
            if (!write.item.containsKey(attribute)) {
                statement.append(" REMOVE \"").append(attribute).append('"');
            }
        }
        statement.append(" WHERE \"isbn\"=? AND \"rev\"");
        parameters.add(AttributeValue.fromS(write.isbn));
        if (write.expectsAbsence()) {
            statement.append(" IS MISSING");
        } else {
            statement.append("=?");
            parameters.add(AttributeValue.fromN(Long.toString(write.expectedRev)));
        }
        return request(statement.toString(), parameters);
    }

    private static BatchStatementRequest request(String statement, List<AttributeValue> parameters) {
        return BatchStatementRequest.builder()
                .statement(statement)
                .parameters(parameters)
                .build();
    }

    private static Sent outcome(PendingWrite write, @Nullable BatchStatementError error) {
        if (error == null) {
            return Sent.WRITTEN;
        }
        String code = error.codeAsString();
        if (code.equals(DUPLICATE)) {
            // The key is there; an item without rev may still be replaced, which only an update can do.
            write.present = true;
            return Sent.UNDONE;
        }
        return code.equals(CONDITION_FAILED) ? Sent.REFUSED : new Sent.Failed(code, error.message());
    }
}
