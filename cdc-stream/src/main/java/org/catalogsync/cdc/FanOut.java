package org.catalogsync.cdc;

import java.time.Clock;
import java.util.List;
import org.catalogsync.cdc.fanout.QueueWorker;
import org.catalogsync.cdc.index.IndexUpdater;
import org.catalogsync.cdc.invalidate.CacheInvalidator;
import org.catalogsync.cdc.observe.StreamCounts;
import org.catalogsync.cdc.observe.StreamCounts.End;
import org.catalogsync.cdc.observe.Traces;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.events.EventBus;
import org.catalogsync.stores.follow.GenerationRegister;
import org.catalogsync.stores.follow.IndexFollower;
import org.catalogsync.stores.queues.MessageQueue;

/**
 * What follows a write: by rules of the bus hints go to two queues, and from there to the index and to the cache. In production the bus, its rules and the queues belong to the infrastructure code; in development they are
 * made here.
 */
public final class FanOut implements AutoCloseable {
    /** Every written item. */
    static final String INDEX_PATTERN = """
            {"source": ["manga-assist.catalog"], "detail-type": ["catalog.item.changed", "catalog.item.deleted"]}""";

    /** Only what an answer could show: a write that raised nothing but the version leaves the cached answers right. */
    static final String INVALIDATE_PATTERN = """
            {"source": ["manga-assist.catalog"], "detail-type": ["catalog.item.changed", "catalog.item.deleted"],
             "detail": {"content_changed": [true]}}""";

    /** A message that failed so often is not unlucky but wrong. While a store is away nothing is received, so an outage alone does not get a message there. */
    private static final int MOST_RECEIVES = 10;

    private final Stores stores;
    private final StreamSettings settings;
    private final List<QueueWorker> workers;

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
    }

    /** Makes, for development, everything that production's infrastructure code makes. */
    public void prepare() {
        stores.products().createIfAbsent();
        stores.state().createIfAbsent();
        stores.embeddings().createIfAbsent();
        stores.objects().createIfAbsent();
        EventBus events = stores.events();
        events.createIfAbsent();
        events.route("catalog-index", INDEX_PATTERN, queue(settings.indexQueue()));
        events.route("catalog-invalidate", INVALIDATE_PATTERN, queue(settings.invalidateQueue()));
    }

    private String queue(String name) {
        MessageQueue queue = stores.queue(name);
        queue.createIfAbsent(MOST_RECEIVES);
        return queue.arn();
    }

    public void start() {
        workers.forEach(worker -> worker.start(settings.queueWorkers()));
    }

    /** Finishes the hints under way. */
    @Override
    public void close() {
        workers.forEach(QueueWorker::close);
    }
}
