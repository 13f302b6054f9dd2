package org.catalogsync.stores;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where the stores are and what they are called, from ordinary environment variables; validated at start-up.
 *
 * @param profile {@code dev} or {@code aws} ({@code CATALOG_SYNC_PROFILE}, default dev)
 * @param region {@code AWS_REGION}, default ap-northeast-1
 * @param endpoints AWS endpoints by service as named in {@code AWS_ENDPOINT_URL_<SERVICE>}; absent ones are the service's own
 * @param openSearch {@code OPENSEARCH_URL}
 * @param redis {@code REDIS_URL}, else {@code redis://REDIS_HOST:REDIS_PORT}
 * @param stagingBucket {@code STAGING_BUCKET}, default catalog-sync-staging
 * @param productsTable {@code PRODUCTS_TABLE}, default manga-products
 * @param embeddingsTable {@code EMBEDDINGS_TABLE}, default manga-embeddings
 * @param stateTable {@code SYNC_STATE_TABLE}, default manga-sync-state
 * @param catalogAlias {@code CATALOG_ALIAS}, default manga-catalog
 * @param eventBus {@code INVENTORY_EVENT_BUS}, default manga-assist-inventory
 * @param embeddingModel {@code EMBEDDING_MODEL}, default amazon.titan-embed-text-v2:0
 * @param embeddingDimensions {@code EMBEDDING_DIMENSIONS}, 256, 512 or 1024; default 256 in dev and 1024 in aws
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
        String embeddingsTable,
        String stateTable,
        String catalogAlias,
        String eventBus,
        String embeddingModel,
        int embeddingDimensions,
        Duration deadline) {

    public enum Profile {
        DEV,
        AWS
    }

    public Optional<URI> endpoint(String service) {
        return Optional.ofNullable(endpoints.get(service));
    }
}
