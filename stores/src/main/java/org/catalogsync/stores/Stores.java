package org.catalogsync.stores;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.catalogsync.stores.aws.AwsClients;
import org.catalogsync.stores.aws.AwsFailures;
import org.catalogsync.stores.cache.AnswerCache;
import org.catalogsync.stores.cache.RedisCache;
import org.catalogsync.stores.conversations.Conversations;
import org.catalogsync.stores.conversations.DynamoConversations;
import org.catalogsync.stores.embeddings.Embeddings;
import org.catalogsync.stores.embeddings.TitanEmbeddings;
import org.catalogsync.stores.events.EventBridgeBus;
import org.catalogsync.stores.events.EventBus;
import org.catalogsync.stores.fullload.DmsFullLoad;
import org.catalogsync.stores.fullload.FullLoadTask;
import org.catalogsync.stores.index.CatalogueIndex;
import org.catalogsync.stores.index.OpenSearchIndex;
import org.catalogsync.stores.objects.ObjectStore;
import org.catalogsync.stores.objects.S3Objects;
import org.catalogsync.stores.products.DynamoProducts;
import org.catalogsync.stores.products.DynamoTableStream;
import org.catalogsync.stores.products.ProductTable;
import org.catalogsync.stores.products.TableStream;
import org.catalogsync.stores.queues.MessageQueue;
import org.catalogsync.stores.queues.SqsQueue;
import org.catalogsync.stores.state.DynamoState;
import org.catalogsync.stores.state.SyncState;

/**
 * The stores of one process. Each is opened when it is first asked for, so a command reaches only what it uses; all are safe for use by many threads. Closing this closes them.
 */
public final class Stores implements AutoCloseable {
    private final StoresSettings settings;
    private final RetryCounters retries = new RetryCounters();
    private final Map<String, Pace> paces = new HashMap<>();
    private final Map<String, AutoCloseable> opened = new HashMap<>();
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();

    private Stores(StoresSettings settings) {
        this.settings = settings;
    }

    /** Opens nothing yet. */
    public static Stores of(StoresSettings settings) {
        return new Stores(settings);
    }

    public StoresSettings settings() {
        return settings;
    }

    /** How often the stores made us wait, for progress lines and reports. */
    public RetryCounters retries() {
        return retries;
    }

    /** The staging bucket. */
    public ObjectStore objects() {
        return objects(settings.stagingBucket());
    }

    /** Another bucket, such as the one that holds an export. */
    public ObjectStore objects(String bucket) {
        return once("objects " + bucket, S3Objects.class, () -> S3Objects.open(aws(), bucket, awsRetry("objects")));
    }

    public ProductTable products() {
        return once(
                "products",
                DynamoProducts.class,
                () -> DynamoProducts.open(
                        aws(), settings.productsTable(), settings.productWrites(), awsRetry("products")));
    }

    /** The product table's own stream of its writes. */
    public TableStream tableStream() {
        return once(
                "table-stream",
                DynamoTableStream.class,
                () -> DynamoTableStream.open(
                        aws(), settings.productsTable(), retry("table-stream", DynamoTableStream::classify)));
    }

    public SyncState state() {
        return once(
                "state", DynamoState.class, () -> DynamoState.open(aws(), settings.stateTable(), awsRetry("state")));
    }

    public Embeddings embeddings() {
        return once(
                "embeddings",
                TitanEmbeddings.class,
                () -> TitanEmbeddings.open(aws(), settings, awsRetry("embeddings"), awsRetry("vectors")));
    }

    public CatalogueIndex index() {
        return once(
                "index",
                OpenSearchIndex.class,
                () -> OpenSearchIndex.open(settings, aws(), retry("index", OpenSearchIndex::classify)));
    }

    public AnswerCache cache() {
        return once("cache", RedisCache.class, () -> RedisCache.open(settings, retry("cache", RedisCache::classify)));
    }

    public EventBus events() {
        return once("events", EventBridgeBus.class, () -> EventBridgeBus.open(aws(), settings, awsRetry("events")));
    }

    /** A queue by name, with its dead letters in {@code <name>-dlq}; FIFO where the name ends in {@code .fifo}, with its dead letters in {@code <base>-dlq.fifo}. */
    public MessageQueue queue(String name) {
        return once("queue " + name, SqsQueue.class, () -> SqsQueue.open(aws(), name, awsRetry("queues")));
    }

    /** What the chat remembers, in that table. */
    public Conversations conversations(String table) {
        return once(
                "conversations " + table,
                DynamoConversations.class,
                () -> DynamoConversations.open(aws(), table, awsRetry("conversations")));
    }

    /** A task of AWS DMS, by its identifier or ARN. */
    public FullLoadTask fullLoad(String task) {
        return once("full-load " + task, DmsFullLoad.class, () -> DmsFullLoad.open(aws(), task, awsRetry("full-load")));
    }

    private AwsClients aws() {
        return once("aws", AwsClients.class, () -> new AwsClients(settings));
    }

    private Retry awsRetry(String store) {
        return retry(store, AwsFailures::classify);
    }

    private Retry retry(String store, Function<RuntimeException, Optional<Retry.Kind>> classifier) {
        return new Retry(store, settings.deadline(), retries, classifier, paceOf(store));
    }

    /** One pace a store: two buckets are as much one store as two threads are. */
    private synchronized Pace paceOf(String store) {
        return paces.computeIfAbsent(store, name -> new Pace());
    }

    private synchronized <T extends AutoCloseable> T once(String name, Class<T> type, Supplier<T> open) {
        AutoCloseable known = opened.get(name);
        if (known == null) {
            known = open.get();
            opened.put(name, known);
            closing.push(known);
        }
        return type.cast(known);
    }

    /** Closes what was opened, the youngest first; every one is closed even if another fails to. */
    @Override
    public synchronized void close() {
        IllegalStateException failure = null;
        while (!closing.isEmpty()) {
            try {
                closing.pop().close();
            } catch (Exception e) {
                failure = failure == null ? new IllegalStateException("a store did not close", e) : failure;
            }
        }
        opened.clear();
        if (failure != null) {
            throw failure;
        }
    }
}
