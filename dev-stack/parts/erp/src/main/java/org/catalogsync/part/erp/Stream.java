package org.catalogsync.part.erp;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * The Kinesis stream of the task. A message that was handed over is sent, however long Kinesis is away; only the end of the
 * process gives up, and then the task sends it again after its next start.
 *
 * <p>Not for several threads at once.
 */
final class Stream {

    static final String NAME = "manga-cdc";

    private static final Logger LOG = LoggerFactory.getLogger(Stream.class);

    /** Less than the 500 that PutRecords takes: the mock of the stack answers a full one only after seconds. */
    private static final int MOST_RECORDS = 200;

    private static final int MOST_BYTES = 4_500_000;

    /** The mock of the stack takes long when it is full; to send again what it is still storing would fill it more. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final KinesisAddress address;
    private volatile boolean stopped;
    private URI connectedTo;
    private KinesisClient client;

    Stream(KinesisAddress address) {
        this.address = address;
    }

    /** Sends all, in this order for each partition key. */
    void send(List<Message> messages) throws InterruptedException {
        for (List<Message> batch : batches(messages)) {
            put(batch);
        }
    }

    /** Makes a send that waits for Kinesis give up. */
    void stop() {
        stopped = true;
    }

    /**
     * No partition key twice in one call: of two records of one key the first may be refused and the second accepted, and
     * sending the first again would turn them round.
     */
    static List<List<Message>> batches(List<Message> messages) {
        List<List<Message>> batches = new ArrayList<>();
        List<Message> batch = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        int bytes = 0;
        for (Message message : messages) {
            int size = message.bytes().length + message.partitionKey().length() * 3;
            if (keys.contains(message.partitionKey()) || batch.size() == MOST_RECORDS || bytes + size > MOST_BYTES) {
                batches.add(batch);
                batch = new ArrayList<>();
                keys.clear();
                bytes = 0;
            }
            batch.add(message);
            keys.add(message.partitionKey());
            bytes += size;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private void put(List<Message> batch) throws InterruptedException {
        List<Message> left = batch;
        Duration pause = Duration.ofMillis(50);
        boolean told = false;
        while (true) {
            String obstacle;
            try {
                left = refused(left);
                if (left.isEmpty()) {
                    return;
                }
                obstacle = left.size() + " of " + batch.size() + " records were refused";
            } catch (ResourceNotFoundException noStream) {
                create();
                continue;
            } catch (SdkException | IllegalStateException away) {
                obstacle = String.valueOf(away.getMessage());
                disconnect();
            }
            if (!told) {
                LOG.warn("Kinesis does not take the changes ({}); trying until it does", obstacle);
                told = true;
            }
            if (stopped) {
                throw new InterruptedException("Stopped before Kinesis took " + left.size() + " records");
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private List<Message> refused(List<Message> batch) {
        PutRecordsResponse response = connected()
                .putRecords(put -> put.streamName(NAME)
                        .records(batch.stream().map(Stream::entry).toList()));
        List<Message> refused = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            if (response.records().get(i).errorCode() != null) {
                refused.add(batch.get(i));
            }
        }
        return refused;
    }

    private static PutRecordsRequestEntry entry(Message message) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(message.partitionKey())
                .data(SdkBytes.fromByteArrayUnsafe(message.bytes()))
                .build();
    }

    private void create() throws InterruptedException {
        try {
            connected().createStream(create -> create.streamName(NAME).shardCount(1));
            LOG.info("The stream {} was made", NAME);
        } catch (ResourceInUseException madeMeanwhile) {
            LOG.info("The stream {} was made by another", NAME);
        } catch (SdkException | IllegalStateException away) {
            disconnect();
        }
        // A stream that is being made refuses records; the caller tries again.
        Thread.sleep(100);
    }

    private KinesisClient connected() {
        URI current = address.find().orElseThrow(() -> new IllegalStateException("the part kinesis was not started"));
        if (client == null || !current.equals(connectedTo)) {
            disconnect();
            client = KinesisClient.builder()
                    .endpointOverride(current)
                    .region(Region.AP_NORTHEAST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(
                            AwsBasicCredentials.create("catalogsyncdev", "catalogsyncdev")))
                    .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(PATIENCE))
                    .overrideConfiguration(
                            config -> config.apiCallTimeout(PATIENCE).retryStrategy(r -> r.maxAttempts(1)))
                    .build();
            connectedTo = current;
        }
        return client;
    }

    private void disconnect() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
