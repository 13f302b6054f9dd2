package org.catalogsync.devstack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All that is on {@code manga-cdc}, from its beginning, in the order of the shard. */
final class CdcStream implements AutoCloseable {

    static final Pattern MICROSECONDS = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    static final Pattern POSITION =
            Pattern.compile("mysql-bin-changelog\\.(\\d{6}):(\\d+):-1:\\d+:0:mysql-bin-changelog\\.\\d{6}:\\d+");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KinesisClient kinesis;
    private final List<JsonNode> seen = new ArrayList<>();
    private final Map<JsonNode, String> partitionKeys = new IdentityHashMap<>();
    private String iterator = "";

    CdcStream(KinesisClient kinesis) {
        this.kinesis = kinesis;
    }

    /** Reads until what was read satisfies; returns all of it. */
    List<JsonNode> await(Predicate<List<JsonNode>> enough) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!enough.test(seen)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Still not there after " + PATIENCE.toSeconds() + " s; the last of "
                        + seen.size() + ": " + seen.subList(Math.max(0, seen.size() - 5), seen.size()));
            }
            if (!read()) {
                Thread.sleep(50);
            }
        }
        return List.copyOf(seen);
    }

    List<JsonNode> seen() {
        return List.copyOf(seen);
    }

    /** The records whose row bears that key after the change. */
    List<JsonNode> of(String isbn) {
        return seen.stream()
                .filter(record -> record.at("/data/ISBN").asString("").equals(isbn))
                .toList();
    }

    List<String> operations(String isbn) {
        return of(isbn).stream()
                .map(record -> record.at("/metadata/operation").asString())
                .toList();
    }

    List<JsonNode> ofTransaction(String id) {
        return seen.stream()
                .filter(record -> record.path("metadata")
                        .path("transaction-id")
                        .asString("")
                        .equals(id))
                .toList();
    }

    String partitionKey(JsonNode record) {
        return Objects.requireNonNull(partitionKeys.get(record));
    }

    /** A position as one number that sorts as it does. */
    static long place(JsonNode record) {
        Matcher position =
                POSITION.matcher(record.at("/metadata/stream-position").asString());
        if (!position.matches()) {
            throw new AssertionError("Not a position of MySQL's: " + record);
        }
        return Long.parseLong(position.group(1)) * 1_000_000_000L + Long.parseLong(position.group(2));
    }

    @Override
    public void close() {
        kinesis.close();
    }

    private boolean read() {
        try {
            if (iterator.isEmpty()) {
                iterator = kinesis.getShardIterator(get -> get.streamName("manga-cdc")
                                .shardId("shardId-000000000000")
                                .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                        .shardIterator();
            }
            GetRecordsResponse response = kinesis.getRecords(get -> get.shardIterator(iterator));
            iterator = response.nextShardIterator();
            response.records().forEach(this::add);
            return response.hasRecords() && !response.records().isEmpty();
        } catch (ResourceNotFoundException | ResourceInUseException notMadeYet) {
            return false;
        }
    }

    private void add(Record record) {
        JsonNode json = JsonMapper.shared().readTree(record.data().asByteArray());
        seen.add(json);
        partitionKeys.put(json, record.partitionKey());
    }
}
