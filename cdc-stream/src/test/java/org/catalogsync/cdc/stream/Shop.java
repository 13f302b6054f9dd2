package org.catalogsync.cdc.stream;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.catalogsync.cdc.Application;
import org.catalogsync.cdc.command.Cdc;
import org.catalogsync.cdc.files.FileSource;
import org.catalogsync.cdc.files.FileTask;
import org.catalogsync.cdc.kinesis.StreamWriter;
import org.catalogsync.devstack.DevStack;
import org.catalogsync.devstack.PartName;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.aws.AwsClients;
import org.catalogsync.stores.follow.GenerationRegister;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A shop of its own on the shared parts: tables, index, queues, bus and stream under names that no other test has. */
public final class Shop implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final PartName[] PARTS = {
        PartName.DYNAMODB,
        PartName.OPENSEARCH,
        PartName.S3,
        PartName.SQS,
        PartName.EVENTS,
        PartName.REDIS,
        PartName.BEDROCK,
        PartName.KINESIS
    };
    private static final JsonMapper JSON = JsonMapper.shared();

    public final Map<String, String> environment;
    public final Stores stores;
    public final String stream;
    public final String generation;
    private final String name;
    private final StreamWriter writer;
    private final String[] ownSettings;
    private @Nullable ConfigurableApplicationContext running;

    public Shop(String name) {
        this(name, 1);
    }

    /** @param ownSettings further ones of the application and of commands, as {@code name=value}; they win over the shop's */
    public Shop(String name, int shards, String... ownSettings) {
        this(name, shards, Map.of(), ownSettings);
    }

    /** @param elsewhere where parts are that are not the shared ones */
    Shop(String name, int shards, Map<String, String> elsewhere, String... ownSettings) {
        this.name = name;
        this.ownSettings = ownSettings;
        DevStack parts = DevStack.shared(PARTS);
        environment = new TreeMap<>(parts.environment());
        environment.putAll(elsewhere);
        environment.put("PRODUCTS_TABLE", name + "-products");
        environment.put("SYNC_STATE_TABLE", name + "-state");
        environment.put("CATALOG_ALIAS", name);
        environment.put("INVENTORY_EVENT_BUS", name + "-bus");
        environment.put("STAGING_BUCKET", name + "-staging");
        stream = name + "-cdc";
        StoresSettings settings = StoresSettings.fromEnvironment(environment);
        stores = Stores.of(settings);
        stores.state().createIfAbsent();
        stores.products().createIfAbsent();
        generation = stores.index().generationName(1);
        stores.index().createGeneration(generation, settings.embeddingDimensions());
        stores.index().refresh(generation);
        new GenerationRegister(stores.state()).add(generation);
        stores.index().swap(null, generation);
        writer = StreamWriter.open(settings, stream);
        writer.createIfAbsent(shards);
    }

    /** Settings under which the application of this shop runs. */
    String[] properties(String... more) {
        String[] own = {
            "server.port=0",
            "catalog-sync.cdc.stream=" + stream,
            "catalog-sync.cdc.index-queue=" + name + "-index",
            "catalog-sync.cdc.invalidate-queue=" + name + "-invalidate",
            "catalog-sync.cdc.dead-letter-queue=" + name + "-cdc-dlq",
            "spring.cloud.stream.kinesis.binder.checkpoint.table=" + name + "-checkpoints"
        };
        Map<String, String> settings = new LinkedHashMap<>();
        Stream.of(own, ownSettings, more).flatMap(Arrays::stream).forEach(setting -> {
            // Told twice, both values would hold, with a comma between them.
            settings.put(setting.substring(0, setting.indexOf('=')), setting);
        });
        return settings.values().toArray(String[]::new);
    }

    public ConfigurableApplicationContext start() {
        ConfigurableApplicationContext started = Application.start(environment, properties());
        running = started;
        return started;
    }

    /** Starts with files in the place of the stream, without the address of one. */
    void startOnFiles(String source) {
        running = Application.startOnFiles(
                withoutKinesis(), new FileTask(FileSource.parse(source).orElseThrow(), true), properties());
    }

    private Map<String, String> withoutKinesis() {
        Map<String, String> without = new TreeMap<>(environment);
        without.put("AWS_ENDPOINT_URL_KINESIS", "http://127.0.0.1:9");
        return without;
    }

    void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    public void put(byte[]... records) {
        writer.put(List.of(records));
    }

    Optional<StoredItem> item(String isbn) {
        return stores.products().get(new Isbn(isbn));
    }

    public JsonNode get(String path) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return path.equals("/metrics")
                    ? JSON.getNodeFactory().stringNode(answer.body())
                    : JSON.readTree(answer.body());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Splits the oldest open shard in two halves of its keys. */
    void splitFirstShard() {
        try (AwsClients aws = new AwsClients(stores.settings());
                KinesisClient kinesis = aws.open("KINESIS", KinesisClient.builder())) {
            Shard shard = kinesis.listShards(l -> l.streamName(stream)).shards().stream()
                    .filter(open -> open.sequenceNumberRange().endingSequenceNumber() == null)
                    .findFirst()
                    .orElseThrow();
            BigInteger from = new BigInteger(shard.hashKeyRange().startingHashKey());
            BigInteger to = new BigInteger(shard.hashKeyRange().endingHashKey());
            String middle = from.add(to).shiftRight(1).toString();
            kinesis.splitShard(
                    s -> s.streamName(stream).shardToSplit(shard.shardId()).newStartingHashKey(middle));
        }
    }

    /** Makes one of the two open shards with the lowest keys. */
    void mergeFirstShards() {
        try (AwsClients aws = new AwsClients(stores.settings());
                KinesisClient kinesis = aws.open("KINESIS", KinesisClient.builder())) {
            List<Shard> open = kinesis.listShards(l -> l.streamName(stream)).shards().stream()
                    .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                    .sorted(Comparator.comparing(
                            shard -> new BigInteger(shard.hashKeyRange().startingHashKey())))
                    .toList();
            kinesis.mergeShards(m -> m.streamName(stream)
                    .shardToMerge(open.get(0).shardId())
                    .adjacentShardToMerge(open.get(1).shardId()));
        }
    }

    long deadLetters() {
        return stores.queue(name + "-cdc-dlq").approximateDepth();
    }

    private @Nullable String port() {
        return running == null ? null : running.getEnvironment().getProperty("local.server.port");
    }

    /** What a command of the shop printed, and how it ended. */
    record Printed(int exit, String out, String err) {}

    Printed cdc(String... arguments) {
        return cdc(environment, arguments);
    }

    Printed cdcWithoutKinesis(String... arguments) {
        return cdc(withoutKinesis(), arguments);
    }

    /** Where one of the stores cannot be reached. */
    Printed cdcWithout(String service, String... arguments) {
        Map<String, String> without = withoutKinesis();
        without.put("AWS_ENDPOINT_URL_" + service, "http://127.0.0.1:9");
        without.put("STORE_DEADLINE", "PT1S");
        return cdc(without, arguments);
    }

    private Printed cdc(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> before = new TreeMap<>();
        for (String property : properties()) {
            String[] pair = property.split("=", 2);
            if (pair[0].startsWith("catalog-sync.")) {
                before.put(pair[0], String.valueOf(System.getProperty(pair[0])));
                System.setProperty(pair[0], pair[1]);
            }
        }
        try {
            int exit = Cdc.execute(
                    environment,
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    arguments);
            return new Printed(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            before.keySet().forEach(System::clearProperty);
        }
    }

    /** Waits until it holds; for what other processes do in their own time. */
    public static void await(String what, BooleanSupplier holds) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!holds.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not within " + PATIENCE + ": " + what);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted: " + what, e);
            }
        }
    }

    @Override
    public void close() {
        stop();
        writer.close();
        stores.close();
    }
}
