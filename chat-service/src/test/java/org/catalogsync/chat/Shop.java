package org.catalogsync.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.catalogsync.devstack.DevStack;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.bedrock.BedrockRuntime;
import org.catalogsync.devstack.erp.ErpSimulator;
import org.catalogsync.devstack.erp.Latency;
import org.catalogsync.devstack.erp.SimulatorSettings;
import org.catalogsync.devstack.fault.Chance;
import org.catalogsync.devstack.fault.CuttingProxy;
import org.catalogsync.devstack.fault.Dialect;
import org.catalogsync.devstack.fault.FaultyProxy;
import org.catalogsync.devstack.fault.Mishap;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.Revisions;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.follow.IndexDocuments;
import org.catalogsync.stores.index.CatalogueIndex;
import org.catalogsync.stores.products.ProductTable.ProductWrite;
import org.catalogsync.stores.state.SyncState;
import org.catalogsync.stores.state.Watermarks;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A shop over real parts: its catalogue in the stores as a night leaves it, the ERP and the model as the development stack has them, and before each of them a proxy that can take it away. One for all tests of this JVM.
 */
final class Shop {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String STATE = "chat-test-state";
    private static final String OLD_STATE = "chat-test-old-state";
    private static final Chance CUT = new Chance(0, 1, EnumSet.of(Mishap.CUT_BEFORE));

    /** Every version is older than any figure may be; what makes them fresh is the watermark. */
    final Instant versions = Instant.now().minus(Duration.ofDays(1));

    /** Up to when the read side is known to be what the ERP says. */
    final Instant watermark = Instant.now().minus(Duration.ofMinutes(1));

    /** The same where the nights have failed to come. */
    final Instant oldWatermark = Instant.now().minus(Duration.ofHours(3));

    final Stores stores;
    private final ErpSimulator erp;
    private final BedrockRuntime model;
    private final FaultyProxy dynamo;
    private final FaultyProxy search;
    private final CuttingProxy redis;
    private final CuttingProxy erpWay;
    private final CuttingProxy modelWay;
    private final Map<String, String> environment;

    private static final class Once {
        static final Shop SHOP = new Shop();
        static final RunningChat CHAT = SHOP.started(Map.of());
        static final RunningChat OLD = SHOP.started(Map.of("SYNC_STATE_TABLE", OLD_STATE));
    }

    /** Not in the class above: another thread's look would wait for that class, which is made here. */
    private RunningChat started(Map<String, String> settings) {
        RunningChat chat = start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(chat::close));
        Eventually.holds(() -> chat.titles().size() > 0);
        return chat;
    }

    static Shop open() {
        return Once.SHOP;
    }

    /** The chat over all of it, with its titles known. */
    static RunningChat chat() {
        return Once.CHAT;
    }

    /** Another one, for which the watermark is three hours old. */
    static RunningChat chatOfOldFigures() {
        return Once.OLD;
    }

    private Shop() {
        try {
            DevStack stack = DevStack.shared(PartName.DYNAMODB, PartName.OPENSEARCH, PartName.REDIS);
            model = BedrockRuntime.start(0);
            erp = ErpSimulator.start(SimulatorSettings.of(export().toString()).with(Latency.OFF));
            dynamo = FaultyProxy.to(stack.address(PartName.DYNAMODB));
            search = FaultyProxy.to(stack.address(PartName.OPENSEARCH));
            redis = CuttingProxy.to(stack.address(PartName.REDIS));
            erpWay = CuttingProxy.to(erp.endpoint());
            modelWay = CuttingProxy.to(model.endpoint());
            Map<String, String> direct = new HashMap<>(stack.environment());
            direct.putAll(names());
            direct.put("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", model.endpoint().toString());
            stores = Stores.of(StoresSettings.fromEnvironment(direct));
            environment = throughProxies(direct);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        modelLatencies(0, 0);
        fill();
    }

    private static Path export() throws IOException {
        Path file = Files.createTempFile("chat-test-erp", ".csv");
        file.toFile().deleteOnExit();
        return Files.writeString(file, Books.export());
    }

    private static Map<String, String> names() {
        return Map.of(
                "PRODUCTS_TABLE", "chat-test-products",
                "EMBEDDINGS_TABLE", "chat-test-embeddings",
                "SYNC_STATE_TABLE", STATE,
                "CATALOG_ALIAS", "chat-test-catalog",
                "CHAT_TABLE", "chat-test-talks");
    }

    private Map<String, String> throughProxies(Map<String, String> direct) {
        Map<String, String> settings = new HashMap<>(direct);
        settings.put("AWS_ENDPOINT_URL_DYNAMODB", dynamo.url());
        settings.put("OPENSEARCH_URL", search.url());
        settings.put("REDIS_URL", redis.url());
        settings.put("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", modelWay.url());
        settings.put("ERP_ENDPOINT", erpWay.url() + erp.endpoint().getPath());
        settings.put("ERP_AUTH_TOKEN", ErpSimulator.TOKEN);
        // So that an outage of the ERP that is over is noticed within the test's patience.
        settings.put("ERP_TIMEOUT", "PT1S");
        settings.put("ERP_BREAKER_REST", "PT1S");
        settings.put("CHAT_AUTH", "dev");
        settings.put("CHAT_PORT", "0");
        settings.put("CHAT_USER_RATE", "10000");
        settings.put("CHAT_USER_BURST", "1000");
        settings.put("CHAT_ITEM_RATE", "10000");
        settings.put("CHAT_CONNECTION_RATE", "100000");
        settings.put("CHAT_DRAIN", "PT0.1S");
        return settings;
    }

    private void fill() {
        stores.products().createIfAbsent();
        stores.embeddings().createIfAbsent();
        List<StoredItem> items = Books.ALL.stream().<StoredItem>map(this::live).toList();
        stores.products()
                .write(items.stream()
                        .map(item -> new ProductWrite(item, ProductWrite.ABSENT))
                        .toList());
        CatalogueIndex index = stores.index();
        String generation = index.generationName(1);
        index.createGeneration(generation, stores.embeddings().dimensions());
        index.index(generation, IndexDocuments.of(items, stores.embeddings()).documents());
        index.refresh(generation);
        index.swap(null, generation);
        night(STATE, watermark);
        night(OLD_STATE, oldWatermark);
    }

    private void night(String table, Instant watermark) {
        Map<String, String> settings = new HashMap<>(environment);
        settings.put("SYNC_STATE_TABLE", table);
        try (Stores own = Stores.of(StoresSettings.fromEnvironment(settings))) {
            SyncState state = own.state();
            state.createIfAbsent();
            state.replace(Watermarks.NIGHTLY, Map.of(Watermarks.WATERMARK, watermark.toString()), 0);
        }
    }

    private StoredItem.Live live(Product product) {
        return new StoredItem.Live(product, stamp(0, versions));
    }

    private static StoredItem.Stamp stamp(long before, Instant version) {
        Instant now = Instant.now();
        return new StoredItem.Stamp(
                Revisions.next(before, now), new SourceVersion.Nightly(version, 1), null, now, "update");
    }

    /** A chat over the same parts, with other settings. */
    RunningChat start(Map<String, String> settings) {
        return RunningChat.start(environment(settings));
    }

    Map<String, String> environment(Map<String, String> settings) {
        Map<String, String> own = new HashMap<>(environment);
        own.putAll(settings);
        return own;
    }

    /** Writes to the table, and tells nobody. */
    void write(Product product) {
        put(new StoredItem.Live(product, stamp(rev(product.isbn()), Instant.now())));
    }

    void delete(Isbn isbn) {
        Instant now = Instant.now();
        put(new StoredItem.Tombstone(isbn, stamp(rev(isbn), now), now.plus(Duration.ofDays(30))));
    }

    private void put(StoredItem item) {
        stores.products().write(List.of(new ProductWrite(item, rev(item.isbn()))));
    }

    private long rev(Isbn isbn) {
        return stores.products().get(isbn).map(item -> item.stamp().rev()).orElse(ProductWrite.ABSENT);
    }

    /** As whoever writes the table does after it. */
    void announce(Isbn isbn) {
        stores.cache().invalidate(List.of(isbn));
    }

    /** What lies in the table. */
    @Nullable
    Product stored(Isbn isbn) {
        return stores.products().get(isbn).orElse(null) instanceof StoredItem.Live live ? live.product() : null;
    }

    /** How many ISBNs the ERP has been asked for. */
    int askedOfTheErp() {
        return get(erp.at("/control/stats")).path("isbns").asInt();
    }

    void erpFails(String fault) {
        post(erp.at("/control/fault"), fault);
    }

    void model(String settings) {
        post(URI.create(model.endpoint() + "/dev-stack/model"), settings);
    }

    void modelLatencies(int firstMillis, int tokenMillis) {
        model(
                "{\"fault\":\"off\",\"first_token_p50_ms\":%d,\"first_token_p99_ms\":%d,\"classify_p50_ms\":0,\"classify_p99_ms\":0,\"token_ms\":%d}"
                        .formatted(firstMillis, firstMillis, tokenMillis));
    }

    /** What became of the streams of that kind: started, completed, cancelled, open. */
    int streams(String kind) {
        return get(URI.create(model.endpoint() + "/dev-stack/model/stats"))
                .path("streams")
                .path(kind)
                .asInt();
    }

    private static JsonNode get(URI uri) {
        return sent(HttpRequest.newBuilder(uri).build());
    }

    private static void post(URI uri, String json) {
        sent(HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(json)).build());
    }

    private static JsonNode sent(HttpRequest request) {
        try {
            return JsonMapper.shared()
                    .readTree(HTTP.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a test can take away from the chat. */
    enum Part {
        DYNAMODB,
        OPENSEARCH,
        REDIS,
        ERP,
        MODEL
    }

    /** Takes a part away: requests are refused, or their connections cut. */
    void takeAway(Part part) {
        set(part, true);
    }

    void giveBack(Part part) {
        set(part, false);
    }

    private void set(Part part, boolean away) {
        switch (part) {
            case DYNAMODB -> dynamo.chance(Dialect.DYNAMODB, away ? Chance.BROKEN : Chance.NONE);
            case OPENSEARCH -> search.chance(Dialect.OPENSEARCH, away ? Chance.BROKEN : Chance.NONE);
            case REDIS -> redis.chance(away ? CUT : Chance.NONE);
            case ERP -> erpWay.chance(away ? CUT : Chance.NONE);
            case MODEL -> modelWay.chance(away ? CUT : Chance.NONE);
        }
    }

    /** Every answer of DynamoDB comes so much later. */
    void dynamoLate(Duration by) {
        dynamo.late(by);
    }

    /** Every answer of OpenSearch comes so much later. */
    void searchLate(Duration by) {
        search.late(by);
    }

    /** All as it was. */
    void mend() {
        for (Part part : Part.values()) {
            giveBack(part);
        }
        dynamoLate(Duration.ZERO);
        searchLate(Duration.ZERO);
        erpFails("{\"kind\":\"off\"}");
        modelLatencies(0, 0);
    }

    static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
