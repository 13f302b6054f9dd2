package org.catalogsync.stores.embeddings;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.stores.Parallel;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.StoresSettings.VectorWrites;
import org.catalogsync.stores.aws.AwsClients;
import org.catalogsync.stores.aws.Tables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Vectors by hash of model, shape and text, as little-endian floats. A vector once kept never changes, so reads need no consistency and writes no condition. */
final class VectorTable implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VectorTable.class);
    private static final int KEYS_PER_CALL = 100;
    private static final String HASH = "text_hash";
    private static final String VECTOR = "vector";
    private static final String MODEL = "model";
    private static final String DIMENSIONS = "dimensions";

    private final DynamoDbClient dynamo;
    private final Tables tables;
    private final String table;
    private final String model;
    private final int dimensions;
    private final VectorWrites writes;
    private final Retry retry;

    private VectorTable(
            DynamoDbClient dynamo, String table, String model, int dimensions, VectorWrites writes, Retry retry) {
        this.dynamo = dynamo;
        this.tables = new Tables(dynamo, retry);
        this.table = table;
        this.model = model;
        this.dimensions = dimensions;
        this.writes = writes;
        this.retry = retry;
    }

    static VectorTable open(
            AwsClients aws, String table, String model, int dimensions, VectorWrites writes, Retry retry) {
        return new VectorTable(aws.open("DYNAMODB", DynamoDbClient.builder()), table, model, dimensions, writes, retry);
    }

    void createIfAbsent() {
        tables.createIfAbsent(table, HASH);
    }

    /** The vectors that are kept for these hashes. */
    Map<String, float[]> find(Collection<String> hashes, int concurrency) {
        List<List<String>> batches = new ArrayList<>();
        List<String> all = List.copyOf(hashes);
        for (int from = 0; from < all.size(); from += KEYS_PER_CALL) {
            batches.add(all.subList(from, Math.min(all.size(), from + KEYS_PER_CALL)));
        }
        Map<String, float[]> found = HashMap.newHashMap(all.size());
        Parallel.map(concurrency, batches, this::findBatch).forEach(found::putAll);
        return found;
    }

    private Map<String, float[]> findBatch(List<String> hashes) {
        Map<String, float[]> found = HashMap.newHashMap(hashes.size());
        for (Map<String, AttributeValue> item : tables.getAll(table, HASH, hashes, false)) {
            AttributeValue hash = item.get(HASH);
            AttributeValue bytes = item.get(VECTOR);
            if (hash == null) {
                continue;
            }
            if (bytes == null
                    || bytes.b() == null
                    || bytes.b().asByteArrayUnsafe().length != dimensions * Float.BYTES) {
                LOG.warn("table {}: vector of {} has not {} floats; it is computed again", table, hash.s(), dimensions);
                continue;
            }
            found.put(hash.s(), decode(bytes.b().asByteArrayUnsafe()));
        }
        return found;
    }

    /** How many vectors one write takes. */
    int batchSize() {
        return switch (writes) {
            case BATCHES -> 25;
            case TRANSACTIONS -> 100;
        };
    }

    /** Keeps up to {@link #batchSize()} vectors. */
    void keep(Map<String, float[]> byHash) {
        List<Map<String, AttributeValue>> items = byHash.entrySet().stream()
                .map(vector -> item(vector.getKey(), vector.getValue()))
                .toList();
        String what = "keep " + items.size() + " vectors in " + table;
        switch (writes) {
            case BATCHES -> keepInBatch(what, items);
            case TRANSACTIONS -> keepInTransaction(what, items);
        }
    }

    private void keepInBatch(String what, List<Map<String, AttributeValue>> items) {
        List<WriteRequest> left = items.stream()
                .map(item ->
                        WriteRequest.builder().putRequest(p -> p.item(item)).build())
                .toList();
        Retry.Attempts attempts = retry.attempts(what);
        while (!left.isEmpty()) {
            Map<String, List<WriteRequest>> request = Map.of(table, left);
            try {
                left = dynamo.batchWriteItem(b -> b.requestItems(request))
                        .unprocessedItems()
                        .getOrDefault(table, List.of());
                if (!left.isEmpty()) {
                    attempts.backOff(Retry.Kind.PARTIAL, null);
                }
            } catch (RuntimeException e) {
                attempts.backOff(e);
            }
        }
    }

    private void keepInTransaction(String what, List<Map<String, AttributeValue>> items) {
        List<TransactWriteItem> puts = items.stream()
                .map(item -> TransactWriteItem.builder()
                        .put(p -> p.tableName(table).item(item))
                        .build())
                .toList();
        retry.call(what, () -> dynamo.transactWriteItems(t -> t.transactItems(puts)));
    }

    private Map<String, AttributeValue> item(String hash, float[] vector) {
        return Map.of(
                HASH, AttributeValue.fromS(hash),
                MODEL, AttributeValue.fromS(model),
                DIMENSIONS, AttributeValue.fromN(Integer.toString(dimensions)),
                VECTOR, AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(encode(vector))));
    }

    static byte[] encode(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    static float[] decode(byte[] bytes) {
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }

    @Override
    public void close() {
        dynamo.close();
    }
}
