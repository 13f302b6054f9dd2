package org.catalogsync.cdc.kinesis;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.catalogsync.cdc.shards.ShardLeases;
import org.catalogsync.cdc.watermark.ShardList;
import org.catalogsync.cdc.watermark.ShardProgress;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * The client through which the binder reads; it calls on the caller's thread. A read here waits: until this instance has the shard's lease, and then until there are records. The binder's own way would be to renew a lock before every read by a thread
 * that looks once a second, for one shard after another, and to rest for a second after every empty read (decision 94).
 *
 * <p>An iterator carries the number of the lease under which it was got. Under another one it has expired, which makes the binder begin behind the stored checkpoint: that is where whoever read the shard meanwhile has
 * come to.
 *
 * <p>The end of a shard is an answer of its own, behind the last record: who asks for it has handled all before. It is told to the leases here, since the binder's event of it has no publisher (decision 107).
 *
 * <p>What the reads and lists show on the way is told to {@link ShardProgress} and {@link ShardList}: no call is made for the watermark's sake.
 */
final class LeasedKinesis implements KinesisAsyncClient {
    /** Five reads a second are what a shard allows, with something to spare. */
    private static final Duration BETWEEN_READS = Duration.ofMillis(210);

    private static final Duration LOOK_FOR_LEASE = Duration.ofMillis(200);

    /** Stands in the place of an iterator behind a closed shard's last record. */
    private static final String END = "end";

    private final KinesisClient kinesis;
    private final ShardLeases leases;
    private final ShardProgress progress;
    private final ShardList list;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Long> lastReads = new ConcurrentHashMap<>();

    /** The pages of a list that is not read to its end yet. */
    private final Map<String, Shard> listing = new TreeMap<>();

    /** The last whole list. */
    private volatile Map<String, Shard> listed = Map.of();

    LeasedKinesis(KinesisClient kinesis, ShardLeases leases, ShardProgress progress, ShardList list) {
        this.kinesis = kinesis;
        this.leases = leases;
        this.progress = progress;
        this.list = list;
    }

    /** An iterator of Kinesis', the shard that it is for, and the lease. */
    private record Place(String shard, long term, String iterator) {
        static Place of(String text) {
            String[] parts = text.split(" ", 3);
            return new Place(parts[0], Long.parseLong(parts[1]), parts[2]);
        }

        Place at(String next) {
            return new Place(shard, term, next);
        }

        boolean isEnd() {
            return iterator.equals(END);
        }

        @Override
        public String toString() {
            return shard + " " + term + " " + iterator;
        }
    }

    @Override
    public CompletableFuture<GetShardIteratorResponse> getShardIterator(GetShardIteratorRequest request) {
        String shard = request.shardId();
        leases.want(shard);
        progress.again(shard);
        long term = leases.term(shard);
        if (term == 0) {
            // Any iterator would be old when the lease comes.
            return CompletableFuture.completedFuture(GetShardIteratorResponse.builder()
                    .shardIterator(new Place(shard, 0, "none").toString())
                    .build());
        }
        if (isBehindTheLast(shard, request.startingSequenceNumber())) {
            return CompletableFuture.completedFuture(GetShardIteratorResponse.builder()
                    .shardIterator(new Place(shard, term, END).toString())
                    .build());
        }
        return answered(() -> {
            GetShardIteratorResponse answer = kinesis.getShardIterator(request);
            return answer.shardIterator() == null
                    ? answer
                    : answer.toBuilder()
                            .shardIterator(new Place(shard, term, answer.shardIterator()).toString())
                            .build();
        });
    }

    /** Whether the checkpoint is that of the shard's end. The last number of kinesis-local's closed shards is below their first one and says nothing: there, only a read can tell. */
    private boolean isBehindTheLast(String shard, @Nullable String checkpoint) {
        Shard known = listed.get(shard);
        if (checkpoint == null || known == null || known.sequenceNumberRange().endingSequenceNumber() == null) {
            return false;
        }
        BigInteger first = new BigInteger(known.sequenceNumberRange().startingSequenceNumber());
        BigInteger last = new BigInteger(known.sequenceNumberRange().endingSequenceNumber());
        return last.compareTo(first) >= 0 && new BigInteger(checkpoint).compareTo(last) >= 0;
    }

    /** Holds the caller until there is something to tell. */
    @Override
    public CompletableFuture<GetRecordsResponse> getRecords(GetRecordsRequest request) {
        return answered(() -> read(request, Place.of(request.shardIterator())));
    }

    private static <T> CompletableFuture<T> answered(Supplier<T> call) {
        try {
            return CompletableFuture.completedFuture(call.get());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private GetRecordsResponse read(GetRecordsRequest request, Place from) {
        Place at = from;
        leases.yieldIfSurplus(at.shard);
        while (!at.isEnd()) {
            long term = leases.term(at.shard);
            if (term != 0 && term != at.term) {
                throw ExpiredIteratorException.builder()
                        .message("of another lease of " + at.shard)
                        .build();
            }
            if (closed(term == 0 ? LOOK_FOR_LEASE : untilNextRead(at.shard))) {
                return GetRecordsResponse.builder()
                        .nextShardIterator(at.toString())
                        .build();
            }
            if (term == 0) {
                continue;
            }
            long began = System.nanoTime();
            lastReads.put(at.shard, began);
            GetRecordsResponse answer = kinesis.getRecords(
                    request.toBuilder().shardIterator(at.iterator).build());
            tell(at, began, request.limit(), answer);
            at = at.at(Objects.requireNonNullElse(answer.nextShardIterator(), END));
            if (!answer.records().isEmpty()) {
                return answer.toBuilder().nextShardIterator(at.toString()).build();
            }
            leases.yieldIfSurplus(at.shard);
        }
        leases.ended(at.shard);
        return GetRecordsResponse.builder().millisBehindLatest(0L).build();
    }

    /**
     * An answer may be empty although there is more; only the distance from the tip says. It is in milliseconds, and so may be none between two records that one call has put: a full answer never counts as all.
     *
     * <p>Nor does one of a closed shard: what was committed before it was read may have come to a child.
     */
    private void tell(Place at, long began, @Nullable Integer limit, GetRecordsResponse answer) {
        boolean atTheTip = answer.nextShardIterator() != null && Objects.equals(answer.millisBehindLatest(), 0L);
        int count = answer.records().size();
        if (count > 0) {
            boolean wasAll = atTheTip && limit != null && count < limit;
            progress.read(at.shard, at.term, began, System.nanoTime(), wasAll);
        } else if (atTheTip) {
            progress.nothingLeft(at.shard, at.term, began);
        }
    }

    private Duration untilNextRead(String shard) {
        Long last = lastReads.get(shard);
        return last == null ? Duration.ZERO : BETWEEN_READS.minusNanos(System.nanoTime() - last);
    }

    private boolean closed(Duration wait) {
        try {
            return closing.await(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Lets waiting readers go, with nothing. */
    void stopWaiting() {
        closing.countDown();
    }

    @Override
    public CompletableFuture<ListShardsResponse> listShards(ListShardsRequest request) {
        return answered(() -> {
            ListShardsResponse answer = kinesis.listShards(request);
            collect(request.nextToken() == null, answer);
            return answer;
        });
    }

    /** Only a whole list counts: a shard that is missing in it would be waited for by nobody. */
    private void collect(boolean first, ListShardsResponse page) {
        synchronized (listing) {
            if (first) {
                listing.clear();
            }
            page.shards().forEach(shard -> listing.put(shard.shardId(), shard));
            if (page.nextToken() == null) {
                listed = Map.copyOf(listing);
                Map<String, List<String>> parents = new HashMap<>();
                listing.forEach((id, shard) -> parents.put(id, parents(shard)));
                list.listed(parents);
            }
        }
    }

    private static List<String> parents(Shard shard) {
        return Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * What is to be read, by the last list: every shard whose end nobody has told, even one that has a checkpoint of its end. The binder passes such a one over, and then nobody would ever tell, when a process died before it
     * had or was of a version that did not.
     */
    List<Shard> unfinished() {
        return listed.values().stream()
                .filter(shard -> leases.term(shard.shardId()) >= 0)
                .sorted(Comparator.comparing(Shard::shardId))
                .toList();
    }

    @Override
    public CompletableFuture<DescribeStreamSummaryResponse> describeStreamSummary(
            DescribeStreamSummaryRequest request) {
        return answered(() -> kinesis.describeStreamSummary(request));
    }

    @Override
    public String serviceName() {
        return kinesis.serviceName();
    }

    @Override
    public void close() {
        stopWaiting();
        kinesis.close();
    }
}
