package org.catalogsync.cdc;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.catalogsync.cdc.fanout.QueueWorker;
import org.catalogsync.cdc.index.IndexUpdater;
import org.catalogsync.cdc.invalidate.CacheInvalidator;
import org.catalogsync.cdc.observe.StreamCounts;
import org.catalogsync.cdc.observe.StreamCounts.End;
import org.catalogsync.cdc.observe.Traces;
import org.catalogsync.cdc.relay.HintRelay;
import org.catalogsync.cdc.shards.ShardLeases;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.follow.GenerationRegister;
import org.catalogsync.stores.follow.IndexFollower;
import org.catalogsync.stores.queues.MessageQueue;
import org.jspecify.annotations.Nullable;

/**
 * What follows a write: by rules of the bus, or by the product table's own stream, hints go to two queues, and from there to the index and to the cache. In production the bus, its rules, the queues and the table's stream
 * belong to the infrastructure code; in development they are made here.
 */
public final class FanOut implements AutoCloseable {
    private static final String INDEX_RULE = "catalog-index";
    private static final String INVALIDATE_RULE = "catalog-invalidate";

    /** Every written item. */
    static final String INDEX_PATTERN = """
            {"source": ["manga-assist.catalog"], "detail-type": ["catalog.item.changed", "catalog.item.deleted"]}""";

    /** Only what an answer could show: a write that raised nothing but the version leaves the cached answers right. */
    static final String INVALIDATE_PATTERN = """
            {"source": ["manga-assist.catalog"], "detail-type": ["catalog.item.changed", "catalog.item.deleted"],
             "detail": {"content_changed": [true]}}""";

    /** A message that failed so often is not unlucky but wrong; an outage costs no receive ({@link QueueWorker}). */
    private static final int MOST_RECEIVES = 10;

    private final Stores stores;
    private final StreamSettings settings;
    private final List<QueueWorker> workers;

    /** Null where the bus brings the hints. */
    private final @Nullable HintRelay relay;

    public FanOut(Stores stores, StreamSettings settings, Lags lags, StreamCounts counts, Traces traces, Clock clock) {
        this.stores = stores;
        this.settings = settings;
        IndexFollower follower = new IndexFollower(
                new GenerationRegister(stores.state()), stores.products(), stores.embeddings(), stores.index());
        this.workers = List.of(
                new QueueWorker(
                        "index",
                        stores.queue(settings.indexQueue()),
                        new IndexUpdater(follower, lags.opensearch(), clock),
                        failed -> counts.count(End.RETURNED, failed),
                        traces.hints(settings.indexQueue(), "opensearch")),
                new QueueWorker(
                        "invalidate",
                        stores.queue(settings.invalidateQueue()),
                        new CacheInvalidator(stores.cache(), lags.redis(), clock),
                        failed -> counts.count(End.RETURNED, failed),
                        traces.hints(settings.invalidateQueue(), "redis")));
        this.relay = settings.hintsFrom() == HintsFrom.TABLE_STREAM ? relay(stores, settings, counts) : null;
    }

    private static HintRelay relay(Stores stores, StreamSettings settings, StreamCounts counts) {
        String table = stores.settings().productsTable();
        return new HintRelay(
                stores.tableStream(),
                table,
                stores.state(),
                new ShardLeases(
                        stores.state(), "table:" + table, UUID.randomUUID().toString(), System::nanoTime),
                stores.queue(settings.indexQueue()),
                stores.queue(settings.invalidateQueue()),
                counts);
    }

    /** Makes, for development, everything that production's infrastructure code makes. */
    public void prepare() {
        stores.products().createIfAbsent();
        stores.state().createIfAbsent();
        stores.embeddings().createIfAbsent();
        stores.objects().createIfAbsent();
        stores.events().createIfAbsent();
        String index = queue(settings.indexQueue());
        String invalidate = queue(settings.invalidateQueue());
        switch (settings.hintsFrom()) {
            case BUS -> {
                stores.events().route(INDEX_RULE, INDEX_PATTERN, index);
                stores.events().route(INVALIDATE_RULE, INVALIDATE_PATTERN, invalidate);
            }
            case TABLE_STREAM -> {
                // First: what is written between the two calls is hinted twice and not never.
                stores.tableStream().switchOnIfOff();
                // Made by an earlier start, they would bring every hint a second time.
                stores.events().unroute(INDEX_RULE);
                stores.events().unroute(INVALIDATE_RULE);
            }
        }
    }

    private String queue(String name) {
        MessageQueue queue = stores.queue(name);
        queue.createIfAbsent(MOST_RECEIVES);
        return queue.arn();
    }

    /** Throws where the hints cannot come from where the settings say ({@link org.catalogsync.stores.InvalidSettings}). */
    public void check() {
        if (settings.hintsFrom() == HintsFrom.TABLE_STREAM) {
            stores.tableStream().requireBothImages();
        }
    }

    public void start() {
        workers.forEach(worker -> worker.start(settings.queueWorkers()));
        if (relay != null) {
            relay.start();
        }
    }

    /** Whether the hints of all that was written before this moment ({@link System#nanoTime}) are on the queues, as far as can be known: the bus delivers in its own time. */
    public boolean relayed(long nanos) {
        return relay == null || relay.relayed(nanos);
    }

    /** How many hints are received here and not yet done. */
    public int inHand() {
        return workers.stream().mapToInt(QueueWorker::inHand).sum();
    }

    /** Finishes the hints under way. */
    @Override
    public void close() {
        if (relay != null) {
            relay.close();
        }
        workers.forEach(QueueWorker::close);
    }
}
