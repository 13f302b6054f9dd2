package org.catalogsync.stores.products;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.Parallel;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.StoresSettings.ProductWrites;
import org.catalogsync.stores.aws.AwsClients;
import org.catalogsync.stores.aws.Tables;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** The product table in DynamoDB. Every read is strongly consistent, every write conditional on the rev that was read. */
public final class DynamoProducts implements ProductTable, AutoCloseable {
    private static final int COUNT_SEGMENTS = 64;
    private static final int COUNT_THREADS = 4;

    private final DynamoDbClient dynamo;
    private final String table;
    private final Retry retry;
    private final Tables tables;
    private final BatchWriter writer;

    private DynamoProducts(DynamoDbClient dynamo, String table, ProductWrites writes, Retry retry) {
        this.dynamo = dynamo;
        this.table = table;
        this.retry = retry;
        this.tables = new Tables(dynamo, retry);
        ConditionalWrites sender = switch (writes) {
            case STATEMENTS -> new StatementWrites(dynamo, table);
            case TRANSACTIONS -> new TransactionWrites(dynamo, table);
        };
        this.writer = new BatchWriter(table, sender, this::stored, retry);
    }

    public static DynamoProducts open(AwsClients aws, String table, ProductWrites writes, Retry retry) {
        return new DynamoProducts(aws.open("DYNAMODB", DynamoDbClient.builder()), table, writes, retry);
    }

    @Override
    public void createIfAbsent() {
        tables.createIfAbsent(table, ItemCodec.ISBN);
        tables.expireBy(table, ItemCodec.EXPIRES_AT);
    }

    @Override
    public Optional<StoredItem> get(Isbn isbn) {
        Map<String, AttributeValue> key = Map.of(ItemCodec.ISBN, AttributeValue.fromS(isbn.value()));
        var answer = retry.call(
                "get " + isbn,
                () -> dynamo.getItem(g -> g.tableName(table).key(key).consistentRead(true)));
        return answer.hasItem() ? Optional.of(ItemCodec.decode(table, answer.item())) : Optional.empty();
    }

    @Override
    public Map<Isbn, StoredItem> getAll(Collection<Isbn> isbns) {
        List<String> keys = isbns.stream().distinct().map(Isbn::value).toList();
        Map<Isbn, StoredItem> items = HashMap.newHashMap(keys.size());
        for (Map<String, AttributeValue> raw : stored(keys)) {
            StoredItem item = ItemCodec.decode(table, raw);
            items.put(item.isbn(), item);
        }
        return items;
    }

    @Override
    public Looked look(Collection<Isbn> isbns) {
        Map<Isbn, StoredItem> items = new HashMap<>();
        Map<Isbn, Flawed> flawed = new HashMap<>();
        for (Map<String, AttributeValue> raw :
                stored(isbns.stream().distinct().map(Isbn::value).toList())) {
            ItemCodec.judge(
                    table, raw, item -> items.put(item.isbn(), item), flaw -> flawed.put(new Isbn(flaw.key()), flaw));
        }
        return new Looked(items, flawed);
    }

    private List<Map<String, AttributeValue>> stored(List<String> keys) {
        return tables.getAll(table, ItemCodec.ISBN, keys, true);
    }

    @Override
    public Survey survey(int segment, int segments, @Nullable String from) {
        ScanResponse page = page(segment, segments, from);
        List<StoredItem> items = new ArrayList<>(page.count());
        List<Flawed> flawed = new ArrayList<>();
        page.items().forEach(raw -> ItemCodec.judge(table, raw, items::add, flawed::add));
        return new Survey(items, flawed, next(page));
    }

    @Override
    public boolean deleteStray(Flawed seen) {
        Long rev = seen.rev();
        if (rev == null) {
            return false;
        }
        DeleteItemRequest.Builder delete = DeleteItemRequest.builder()
                .tableName(table)
                .key(Map.of(ItemCodec.ISBN, AttributeValue.fromS(seen.key())));
        if (rev == ProductWrite.ABSENT) {
            delete.conditionExpression("attribute_not_exists(" + ItemCodec.REV + ")");
        } else {
            delete.conditionExpression("attribute_not_exists(" + ItemCodec.ISBN + ") OR " + ItemCodec.REV + " = :rev")
                    .expressionAttributeValues(Map.of(":rev", AttributeValue.fromN(rev.toString())));
        }
        try {
            retry.call("delete '" + seen.key() + "' of " + table, () -> dynamo.deleteItem(delete.build()));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Override
    public Page scan(int segment, int segments, @Nullable String from) {
        ScanResponse page = page(segment, segments, from);
        List<StoredItem> items =
                page.items().stream().map(raw -> ItemCodec.decode(table, raw)).toList();
        return new Page(items, next(page));
    }

    private ScanResponse page(int segment, int segments, @Nullable String from) {
        return retry.call(
                "scan segment " + segment + " of " + table,
                () -> dynamo.scan(scanRequest(segment, segments, from).build()));
    }

    private ScanRequest.Builder scanRequest(int segment, int segments, @Nullable String from) {
        ScanRequest.Builder request = ScanRequest.builder()
                .tableName(table)
                .segment(segment)
                .totalSegments(segments)
                .consistentRead(true);
        return from == null ? request : request.exclusiveStartKey(Map.of(ItemCodec.ISBN, AttributeValue.fromS(from)));
    }

    /** The last key read is all that DynamoDB needs to go on, in this process or another. */
    private static @Nullable String next(ScanResponse page) {
        AttributeValue last = page.lastEvaluatedKey().get(ItemCodec.ISBN);
        return last == null ? null : last.s();
    }

    @Override
    public List<WriteOutcome> write(List<ProductWrite> writes) {
        Set<Isbn> keys = HashSet.newHashSet(writes.size());
        for (ProductWrite write : writes) {
            if (!keys.add(write.item().isbn())) {
                throw new IllegalArgumentException(
                        "two writes of " + write.item().isbn() + " in one call: their order would be left to chance");
            }
        }
        return writer.write(writes);
    }

    @Override
    public Counts count() {
        // Many small segments: the embedded table reads a large segment in quadratic time.
        List<Integer> segments = IntStream.range(0, COUNT_SEGMENTS).boxed().toList();
        return Parallel.map(COUNT_THREADS, segments, this::count).stream()
                .reduce(new Counts(0, 0), (a, b) -> new Counts(a.live() + b.live(), a.tombstones() + b.tombstones()));
    }

    private Counts count(int segment) {
        long all = 0;
        long tombstones = 0;
        String from = null;
        do {
            String start = from;
            ScanResponse page = retry.call(
                    "count " + table,
                    () -> dynamo.scan(scanRequest(segment, COUNT_SEGMENTS, start)
                            .select(Select.COUNT)
                            .filterExpression("#deleted = :true")
                            .expressionAttributeNames(Map.of("#deleted", ItemCodec.DELETED))
                            .expressionAttributeValues(Map.of(":true", AttributeValue.fromBool(true)))
                            .build()));
            all += page.scannedCount();
            tombstones += page.count();
            from = next(page);
        } while (from != null);
        return new Counts(all - tombstones, tombstones);
    }

    @Override
    public void close() {
        dynamo.close();
    }
}
