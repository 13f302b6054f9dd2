package org.catalogsync.cdc.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.catalogsync.cdc.shards.ShardLeases;
import org.catalogsync.cdc.support.MemoryState;
import org.catalogsync.cdc.watermark.ShardList;
import org.catalogsync.cdc.watermark.ShardProgress;
import org.catalogsync.cdc.watermark.StreamWatermark;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** How a shard comes to its end for the binder, for the leases and for the watermark. */
class LeasedKinesisTest {
    private static final String PARENT = "shardId-000000000001";
    private static final String OTHER = "shardId-000000000002";
    private static final Duration MARGIN = Duration.ofSeconds(5);
    private static final String NOON = "2026-11-24T12:00:00Z";
    private static final String ONE = "2026-11-24T13:00:00Z";
    private static final String FIRST_NUMBER = "49600000000000000000000000000000000000000000000000000000";
    private static final String LAST_NUMBER = "49600000000000000000000000000000000000000000000000000009";

    private final Scripted stream = new Scripted();
    private final ShardLeases leases = new ShardLeases(new MemoryState(), "s", "me", System::nanoTime);
    private final ShardProgress progress = new ShardProgress(MARGIN);
    private final ShardList list = new ShardList();
    private final LeasedKinesis kinesis = new LeasedKinesis(stream, leases, progress, list);

    @BeforeEach
    void hasTheLease() {
        leases.want(PARENT);
        leases.start();
        String none = iterator(null);
        if (none.contains("none")) {
            assertThatThrownBy(() -> read(none)).hasCauseInstanceOf(ExpiredIteratorException.class);
        }
        assertThat(leases.term(PARENT)).isPositive();
    }

    @AfterEach
    void close() {
        kinesis.close();
        leases.close();
    }

    @Test
    void theEndIsToldBehindTheLastBatchAndNotWithIt() {
        stream.answers.add(answer(1, null));

        GetRecordsResponse batch = read(iterator(null));

        assertThat(batch.records()).hasSize(1);
        assertThat(leases.term(PARENT)).as("while the batch is at hand").isPositive();

        GetRecordsResponse end = read(batch.nextShardIterator());

        assertThat(end.records()).isEmpty();
        assertThat(end.nextShardIterator()).isNull();
        assertThat(leases.term(PARENT)).isNegative();
    }

    @Test
    void aLastBatchThatFailedComesAgainBeforeTheEnd() {
        stream.answers.add(answer(1, null));
        stream.answers.add(answer(1, null));
        read(iterator(null));

        GetRecordsResponse again = read(iterator(null));

        assertThat(again.records()).hasSize(1);
        assertThat(leases.term(PARENT)).isPositive();
    }

    @Test
    void aClosedShardThatHoldsNothingMoreIsAtItsEnd() {
        stream.answers.add(answer(0, null));

        assertThat(read(iterator(null)).nextShardIterator()).isNull();

        assertThat(leases.term(PARENT)).isNegative();
    }

    @Test
    void aCheckpointOfTheEndNeedsNoRead() {
        list(LAST_NUMBER);
        assertThat(kinesis.unfinished()).extracting(Shard::shardId).containsExactly(PARENT, OTHER);

        GetRecordsResponse end = read(iterator(LAST_NUMBER));

        assertThat(end.nextShardIterator()).isNull();
        assertThat(leases.term(PARENT)).isNegative();
        assertThat(stream.iterators).isEmpty();
        assertThat(kinesis.unfinished()).extracting(Shard::shardId).containsExactly(OTHER);
    }

    @Test
    void anEarlierCheckpointOrALastNumberThatIsNoneNeedsOne() {
        list(LAST_NUMBER);
        iterator(FIRST_NUMBER);
        list(String.valueOf(Long.MAX_VALUE));
        iterator(LAST_NUMBER);

        assertThat(stream.iterators).containsExactly(FIRST_NUMBER, LAST_NUMBER);
        assertThat(leases.term(PARENT)).isPositive();
    }

    @Test
    void theLastBatchOfAClosedShardSaysNothingOfWhatItsChildrenHold() {
        assertThat(momentAfterABatchBefore("more")).as("of an open shard").isEqualTo(ONE);
        assertThat(momentAfterABatchBefore(null)).isEqualTo(NOON);
    }

    /** At the tip of the shard, when another shard has come to one o'clock. */
    private String momentAfterABatchBefore(@Nullable String next) {
        StreamWatermark watermark = new StreamWatermark("s", progress, list, leases::term, MARGIN, System::nanoTime);
        Map<String, String> fields =
                new TreeMap<>(Map.of("source", "s", "shard." + PARENT, NOON, "shard." + OTHER, ONE));
        list(null);
        watermark.writeTo(fields);
        stream.answers.add(answer(1, next));
        read(iterator(null));
        progress.handled(PARENT, Optional.of(Instant.parse(NOON)), Instant.parse(ONE));
        watermark.writeTo(fields);
        return Objects.requireNonNull(fields.get("shard." + PARENT));
    }

    private String iterator(@Nullable String checkpoint) {
        return kinesis.getShardIterator(GetShardIteratorRequest.builder()
                        .shardId(PARENT)
                        .startingSequenceNumber(checkpoint)
                        .build())
                .join()
                .shardIterator();
    }

    private GetRecordsResponse read(String iterator) {
        return kinesis.getRecords(GetRecordsRequest.builder()
                        .shardIterator(iterator)
                        .limit(10)
                        .build())
                .join();
    }

    private static GetRecordsResponse answer(int records, @Nullable String next) {
        return GetRecordsResponse.builder()
                .records(Collections.nCopies(records, Record.builder().build()))
                .nextShardIterator(next)
                .millisBehindLatest(0L)
                .build();
    }

    private void list(@Nullable String last) {
        Shard parent = Shard.builder()
                .shardId(PARENT)
                .sequenceNumberRange(
                        range -> range.startingSequenceNumber(FIRST_NUMBER).endingSequenceNumber(last))
                .build();
        Shard other = Shard.builder().shardId(OTHER).build();
        stream.shards = List.of(other, parent);
        kinesis.listShards(ListShardsRequest.builder().build()).join();
    }

    /** Answers as it was told to. */
    private static final class Scripted implements KinesisClient {
        final Deque<GetRecordsResponse> answers = new ArrayDeque<>();
        final List<String> iterators = new ArrayList<>();
        List<Shard> shards = List.of();

        @Override
        public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
            Optional.ofNullable(request.startingSequenceNumber()).ifPresent(iterators::add);
            return GetShardIteratorResponse.builder().shardIterator("first").build();
        }

        @Override
        public GetRecordsResponse getRecords(GetRecordsRequest request) {
            return answers.remove();
        }

        @Override
        public ListShardsResponse listShards(ListShardsRequest request) {
            return ListShardsResponse.builder().shards(shards).build();
        }

        @Override
        public String serviceName() {
            return "kinesis";
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }
}
