package org.catalogsync.cdc.kinesis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.catalogsync.cdc.doctor.Sampled;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.RetryCounters;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.aws.AwsClients;
import org.catalogsync.stores.aws.AwsFailures;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Looks at the newest records of a stream beside whoever consumes it: no lease, no checkpoint, and few reads. */
public final class StreamSample implements AutoCloseable {
    /** How far back a look begins, until there is enough; Kinesis cannot be read backwards. */
    private static final List<Duration> BACK = List.of(Duration.ofMinutes(2), Duration.ofHours(1));

    /** Reads of one shard from one beginning. A shard gives five reads a second, and its consumer takes nearly all. */
    private static final int MOST_READS = 10;

    private static final int PER_READ = 1_000;
    private static final Duration BETWEEN_READS = Duration.ofMillis(500);
    private static final int MOST_SHARDS = 16;

    private final AwsClients aws;
    private final KinesisClient kinesis;
    private final String stream;
    private final Retry retry;
    private final Clock clock;

    private StreamSample(StoresSettings settings, String stream, Clock clock) {
        this.aws = new AwsClients(settings);
        this.kinesis = aws.open("KINESIS", KinesisClient.builder());
        this.stream = stream;
        this.retry = new Retry("kinesis", settings.deadline(), new RetryCounters(), AwsFailures::classify);
        this.clock = clock;
    }

    public static StreamSample open(StoresSettings settings, String stream) {
        return new StreamSample(settings, stream, Clock.systemUTC());
    }

    /** The newest records, at most so many, in the order of their arrival; none where the stream holds none or is not there. A shard with more than {@value #MOST_READS} reads' worth of newer ones gives somewhat older ones. */
    public List<Sampled> newest(int count) {
        List<Shard> shards = openShards();
        List<Sampled> sample = new ArrayList<>();
        for (Shard shard : shards) {
            sample.addAll(newest(shard.shardId(), count));
        }
        sample.sort(Comparator.comparing(Sampled::arrived));
        return sample.subList(Math.max(0, sample.size() - count), sample.size());
    }

    private List<Shard> openShards() {
        try {
            return retry
                    .call("list the shards of " + stream, () -> kinesis.listShards(l -> l.streamName(stream)))
                    .shards()
                    .stream()
                    .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                    .limit(MOST_SHARDS)
                    .toList();
        } catch (ResourceNotFoundException none) {
            return List.of();
        }
    }

    private Deque<Sampled> newest(String shard, int count) {
        for (Duration back : BACK) {
            Deque<Sampled> found = read(shard, Optional.of(clock.instant().minus(back)), count);
            if (found.size() >= count) {
                return found;
            }
        }
        return read(shard, Optional.empty(), count);
    }

    private Deque<Sampled> read(String shard, Optional<Instant> from, int count) {
        Deque<Sampled> newest = new ArrayDeque<>();
        String iterator = iterator(shard, from);
        for (int reads = 0; reads < MOST_READS && iterator != null; reads++) {
            String at = iterator;
            GetRecordsResponse answer = retry.call(
                    "look at " + shard,
                    () -> kinesis.getRecords(g -> g.shardIterator(at).limit(PER_READ)));
            for (Record record : answer.records()) {
                newest.addLast(new Sampled(
                        record.partitionKey(), record.data().asByteArray(), record.approximateArrivalTimestamp()));
                if (newest.size() > count) {
                    newest.removeFirst();
                }
            }
            Long behind = answer.millisBehindLatest();
            iterator = behind == null || behind == 0 || !pause() ? null : answer.nextShardIterator();
        }
        return newest;
    }

    private String iterator(String shard, Optional<Instant> from) {
        GetShardIteratorRequest.Builder request =
                GetShardIteratorRequest.builder().streamName(stream).shardId(shard);
        from.ifPresentOrElse(
                at -> request.shardIteratorType(ShardIteratorType.AT_TIMESTAMP).timestamp(at),
                () -> request.shardIteratorType(ShardIteratorType.TRIM_HORIZON));
        return retry.call("find a place in " + shard, () -> kinesis.getShardIterator(request.build()))
                .shardIterator();
    }

    private static boolean pause() {
        try {
            Thread.sleep(BETWEEN_READS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        kinesis.close();
        aws.close();
    }
}
