package org.catalogsync.cdc.kinesis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.RetryCounters;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.aws.AwsClients;
import org.catalogsync.stores.aws.AwsFailures;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts records on a stream, for development and for tests; in production that is the replication's part. */
public final class StreamWriter implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PER_CALL = 500;
    private static final int CALL_BYTES = 4 << 20;

    private final AwsClients aws;
    private final KinesisClient kinesis;
    private final String stream;
    private final RetryCounters retries = new RetryCounters();
    private final Retry retry;

    private StreamWriter(AwsClients aws, String stream, Duration deadline) {
        this.aws = aws;
        this.kinesis = aws.open("KINESIS", KinesisClient.builder());
        this.stream = stream;
        this.retry = new Retry("kinesis", deadline, retries, AwsFailures::classify);
    }

    public static StreamWriter open(StoresSettings settings, String stream) {
        return new StreamWriter(new AwsClients(settings), stream, settings.deadline());
    }

    /** Makes the stream where it is missing and waits until it takes records. */
    public void createIfAbsent(int shards) {
        try {
            kinesis.createStream(c -> c.streamName(stream).shardCount(shards));
        } catch (ResourceInUseException | LimitExceededException exists) {
            // It is there, or it cannot be made: the wait below tells which.
        }
        Retry.Attempts attempts = retry.attempts("wait for the stream " + stream);
        while (!active()) {
            attempts.backOff(Retry.Kind.UNAVAILABLE, null);
        }
    }

    private boolean active() {
        try {
            return kinesis.describeStreamSummary(d -> d.streamName(stream))
                            .streamDescriptionSummary()
                            .streamStatus()
                    == StreamStatus.ACTIVE;
        } catch (ResourceNotFoundException notYet) {
            return false;
        }
    }

    /** How many calls were made again until now. */
    public long retried() {
        return retries.snapshot().total();
    }

    /** Puts the records in order; of a call only those that failed are put again, so records of one key may change places as they do with any producer. */
    public void put(List<byte[]> records) {
        List<PutRecordsRequestEntry> call = new ArrayList<>();
        int bytes = 0;
        for (byte[] record : records) {
            if (call.size() == PER_CALL || bytes + record.length > CALL_BYTES) {
                putCall(call);
                call = new ArrayList<>();
                bytes = 0;
            }
            call.add(PutRecordsRequestEntry.builder()
                    .partitionKey(partitionKey(record))
                    .data(SdkBytes.fromByteArray(record))
                    .build());
            bytes += record.length;
        }
        putCall(call);
    }

    private void putCall(List<PutRecordsRequestEntry> entries) {
        List<PutRecordsRequestEntry> left = entries;
        Retry.Attempts attempts = retry.attempts("put " + entries.size() + " records on " + stream);
        while (!left.isEmpty()) {
            try {
                left = putOnce(left);
                if (!left.isEmpty()) {
                    attempts.backOff(Retry.Kind.PARTIAL, null);
                }
            } catch (RuntimeException e) {
                attempts.backOff(e);
            }
        }
    }

    private List<PutRecordsRequestEntry> putOnce(List<PutRecordsRequestEntry> entries) {
        PutRecordsResponse answer = kinesis.putRecords(p -> p.streamName(stream).records(entries));
        List<PutRecordsRequestEntry> again = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (answer.records().get(i).errorCode() != null) {
                again.add(entries.get(i));
            }
        }
        return again;
    }

    /** The row's key, so that changes of one row share a shard; of what is no row, anything that spreads. */
    private static String partitionKey(byte[] record) {
        try {
            JsonNode isbn = JSON.readTree(record).path("data").path("ISBN");
            if (isbn.isString() && !isbn.asString().isEmpty()) {
                return isbn.asString();
            }
        } catch (JacksonException noJson) {
            // Told by the consumer.
        }
        CRC32 crc = new CRC32();
        crc.update(record);
        return HexFormat.of().toHexDigits(crc.getValue());
    }

    @Override
    public void close() {
        kinesis.close();
        aws.close();
    }
}
