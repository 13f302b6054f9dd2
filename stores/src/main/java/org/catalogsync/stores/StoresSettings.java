package org.catalogsync.stores;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the stores are and what they are called, from ordinary environment variables; validated at start-up.
 *
 * @param profile {@code dev} or {@code aws} ({@code CATALOG_SYNC_PROFILE}, default dev)
 * @param region {@code AWS_REGION}, default ap-northeast-1
 * @param endpoints AWS endpoints by service as named in {@code AWS_ENDPOINT_URL_<SERVICE>}, and {@link #EVERY_SERVICE} for {@code AWS_ENDPOINT_URL}; absent ones are the service's own
 * @param openSearch {@code OPENSEARCH_URL}, in dev by default http://127.0.0.1:9200
 * @param redis {@code REDIS_URL}, else {@code redis://REDIS_HOST:REDIS_PORT}, in dev by default on 127.0.0.1; it may hold a password, which no message and no log shows
 * @param stagingBucket {@code STAGING_BUCKET}, default catalog-sync-staging
 * @param productsTable {@code PRODUCTS_TABLE}, default manga-products
 * @param productWrites {@code PRODUCT_WRITES}, {@code statements} or {@code transactions}; default transactions in dev and statements in aws
 * @param embeddingsTable {@code EMBEDDINGS_TABLE}, default manga-embeddings
 * @param vectorWrites {@code EMBEDDING_WRITES}, {@code batches} or {@code transactions}; default transactions in dev and batches in aws
 * @param stateTable {@code SYNC_STATE_TABLE}, default manga-sync-state
 * @param catalogAlias {@code CATALOG_ALIAS}, default manga-catalog
 * @param eventBus {@code INVENTORY_EVENT_BUS}, default manga-assist-inventory
 * @param eventBatchBytes {@code EVENT_BATCH_BYTES}, how large one PutEvents call may be; default 262144, an account may have 1048576
 * @param embeddingModel {@code EMBEDDING_MODEL}, default amazon.titan-embed-text-v2:0
 * @param embeddingDimensions {@code EMBEDDING_DIMENSIONS}, 256, 512 or 1024; default 256 in dev and 1024 in aws
 * @param embeddingConcurrency {@code EMBEDDING_CONCURRENCY}, how many texts of one call are embedded at once; default 16 in dev and 8 in aws
 * @param deadline {@code STORE_DEADLINE} (ISO-8601), how long one call may be retried; default PT60S
 */
public record StoresSettings(
        Profile profile,
        String region,
        Map<String, URI> endpoints,
        URI openSearch,
        URI redis,
        String stagingBucket,
        String productsTable,
        ProductWrites productWrites,
        String embeddingsTable,
        VectorWrites vectorWrites,
        String stateTable,
        String catalogAlias,
        String eventBus,
        int eventBatchBytes,
        String embeddingModel,
        int embeddingDimensions,
        int embeddingConcurrency,
        Duration deadline) {

    /** The key of {@link #endpoints} that stands for every service without one of its own. */
    public static final String EVERY_SERVICE = "*";

    /** The streams of tables, a service of its own beside {@code DYNAMODB}. */
    public static final String TABLE_STREAMS = "DYNAMODB_STREAMS";

    private static final Pattern CREDENTIALS = Pattern.compile("//[^/]*@");

    /** Where the stores run: parts on this machine, reached with made-up credentials, or an AWS account. */
    public enum Profile {
        DEV,
        AWS
    }

    /** How conditional writes reach the product table; decision 0020 says why there are two ways. */
    public enum ProductWrites {
        /** PartiQL batches of 25, each statement with its own condition. */
        STATEMENTS,
        /** Transactions of 100, sent again without the refused items; twice the price in production. */
        TRANSACTIONS
    }

    /** How computed vectors reach their table; decision 0020 as well. */
    public enum VectorWrites {
        /** Batches of 25 unconditional writes. */
        BATCHES,
        /** Transactions of 100; twice the price in production. */
        TRANSACTIONS
    }

    /** Reads and checks the settings; throws {@link InvalidSettings} with every variable that cannot be used. */
    public static StoresSettings fromEnvironment(Map<String, String> environment) {
        return new SettingsReader(environment).settings();
    }

    /** Where a service is, if not where AWS has it; {@code service} as in the variable's name, such as {@code DYNAMODB}. */
    public Optional<URI> endpoint(String service) {
        URI own = endpoints.get(service);
        if (own == null && profile == Profile.DEV && service.equals(TABLE_STREAMS)) {
            // The stand-in serves tables and streams on one port. In AWS an address of tables, such as an interface
            // endpoint, does not serve their streams: these have streams.dynamodb.<region>, which the SDK knows.
            own = endpoints.get("DYNAMODB");
        }
        return Optional.ofNullable(own != null ? own : endpoints.get(EVERY_SERVICE));
    }

    /** The address of Redis without its credentials. */
    public String redisAddress() {
        return withoutCredentials(redis.toString());
    }

    static String withoutCredentials(String url) {
        return CREDENTIALS.matcher(url).replaceFirst("//");
    }

    @Override
    public String toString() {
        return "StoresSettings[profile=" + profile + ", region=" + region + ", endpoints=" + endpoints + ", openSearch="
                + withoutCredentials(openSearch.toString()) + ", redis=" + redisAddress() + ", stagingBucket="
                + stagingBucket + ", productsTable=" + productsTable + ", productWrites=" + productWrites
                + ", embeddingsTable=" + embeddingsTable + ", vectorWrites=" + vectorWrites + ", stateTable="
                + stateTable + ", catalogAlias="
                + catalogAlias + ", eventBus=" + eventBus + ", eventBatchBytes=" + eventBatchBytes
                + ", embeddingModel=" + embeddingModel + ", embeddingDimensions=" + embeddingDimensions
                + ", embeddingConcurrency=" + embeddingConcurrency + ", deadline=" + deadline + "]";
    }
}
