package org.catalogsync.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.catalogsync.stores.StoresSettings.ProductWrites;
import org.catalogsync.stores.StoresSettings.Profile;
import org.catalogsync.stores.StoresSettings.VectorWrites;
import org.junit.jupiter.api.Test;

class StoresSettingsTest {

    @Test
    void defaultsToTheDevProfileOnThisMachine() {
        assertThat(StoresSettings.fromEnvironment(Map.of()))
                .isEqualTo(new StoresSettings(
                        Profile.DEV,
                        "ap-northeast-1",
                        Map.of(),
                        URI.create("http://127.0.0.1:9200"),
                        URI.create("redis://127.0.0.1:6379"),
                        "catalog-sync-staging",
                        "manga-products",
                        ProductWrites.TRANSACTIONS,
                        "manga-embeddings",
                        VectorWrites.TRANSACTIONS,
                        "manga-sync-state",
                        "manga-catalog",
                        "manga-assist-inventory",
                        262_144,
                        "amazon.titan-embed-text-v2:0",
                        256,
                        16,
                        Duration.ofSeconds(60)));
    }

    @Test
    void findsTheStreamsOfTablesBesideTheTablesInDevelopmentOnly() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_ENDPOINT_URL", "http://all.example",
                "AWS_ENDPOINT_URL_DYNAMODB", "http://tables.example",
                "OPENSEARCH_URL", "https://search.example",
                "REDIS_HOST", "cache.example"));
        assertThat(streams(environment)).contains(URI.create("http://tables.example"));

        environment.put("CATALOG_SYNC_PROFILE", "aws");
        assertThat(streams(environment)).contains(URI.create("http://all.example"));
        environment.remove("AWS_ENDPOINT_URL");
        assertThat(streams(environment)).isEmpty();

        environment.put("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", "http://streams.example");
        assertThat(streams(environment)).contains(URI.create("http://streams.example"));
    }

    private static Optional<URI> streams(Map<String, String> environment) {
        return StoresSettings.fromEnvironment(environment).endpoint(StoresSettings.TABLE_STREAMS);
    }

    @Test
    void hasOtherDefaultsInTheAwsProfile() {
        StoresSettings settings = StoresSettings.fromEnvironment(Map.of(
                "CATALOG_SYNC_PROFILE",
                "aws",
                "OPENSEARCH_URL",
                "https://search.example",
                "REDIS_HOST",
                "cache.example"));

        assertThat(settings.profile()).isEqualTo(Profile.AWS);
        assertThat(settings.productWrites()).isEqualTo(ProductWrites.STATEMENTS);
        assertThat(settings.vectorWrites()).isEqualTo(VectorWrites.BATCHES);
        assertThat(settings.embeddingDimensions()).isEqualTo(1024);
        assertThat(settings.embeddingConcurrency()).isEqualTo(8);
        assertThat(settings.redis()).isEqualTo(URI.create("redis://cache.example:6379"));
        assertThat(settings.endpoint("S3")).isEmpty();
    }

    @Test
    void mapsEveryVariable() {
        assertThat(StoresSettings.fromEnvironment(Map.ofEntries(
                        Map.entry("CATALOG_SYNC_PROFILE", "aws"),
                        Map.entry("AWS_REGION", "us-west-2"),
                        Map.entry("AWS_ENDPOINT_URL", "http://all:4566"),
                        Map.entry("AWS_ENDPOINT_URL_DYNAMODB", "http://dynamo:8000"),
                        Map.entry("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "https://bedrock"),
                        Map.entry("OPENSEARCH_URL", "https://search:9200/prefix"),
                        Map.entry("REDIS_URL", "rediss://user:secret@cache:6380"),
                        Map.entry("REDIS_HOST", "ignored"),
                        Map.entry("STAGING_BUCKET", "bucket"),
                        Map.entry("PRODUCTS_TABLE", "products"),
                        Map.entry("PRODUCT_WRITES", "transactions"),
                        Map.entry("EMBEDDINGS_TABLE", "vectors"),
                        Map.entry("EMBEDDING_WRITES", "transactions"),
                        Map.entry("SYNC_STATE_TABLE", "state"),
                        Map.entry("CATALOG_ALIAS", "catalog"),
                        Map.entry("INVENTORY_EVENT_BUS", "bus"),
                        Map.entry("EVENT_BATCH_BYTES", "1048576"),
                        Map.entry("EMBEDDING_MODEL", "model:1"),
                        Map.entry("EMBEDDING_DIMENSIONS", "512"),
                        Map.entry("EMBEDDING_CONCURRENCY", "3"),
                        Map.entry("STORE_DEADLINE", "PT2M"))))
                .isEqualTo(new StoresSettings(
                        Profile.AWS,
                        "us-west-2",
                        Map.of(
                                "*", URI.create("http://all:4566"),
                                "DYNAMODB", URI.create("http://dynamo:8000"),
                                "BEDROCK_RUNTIME", URI.create("https://bedrock")),
                        URI.create("https://search:9200/prefix"),
                        URI.create("rediss://user:secret@cache:6380"),
                        "bucket",
                        "products",
                        ProductWrites.TRANSACTIONS,
                        "vectors",
                        VectorWrites.TRANSACTIONS,
                        "state",
                        "catalog",
                        "bus",
                        1_048_576,
                        "model:1",
                        512,
                        3,
                        Duration.ofMinutes(2)));
    }

    @Test
    void prefersAServicesOwnEndpoint() {
        StoresSettings settings = StoresSettings.fromEnvironment(
                Map.of("AWS_ENDPOINT_URL", "http://all", "AWS_ENDPOINT_URL_S3", "http://s3"));

        assertThat(settings.endpoint("S3")).contains(URI.create("http://s3"));
        assertThat(settings.endpoint("SQS")).contains(URI.create("http://all"));
    }

    @Test
    void takesAnEmptyVariableForAnUnsetOne() {
        assertThat(StoresSettings.fromEnvironment(Map.of("REDIS_URL", "", "PRODUCTS_TABLE", " ")))
                .isEqualTo(StoresSettings.fromEnvironment(Map.of()));
    }

    @Test
    void tellsAllProblemsTogetherWithVariableExpectationAndFinding() {
        InvalidSettings invalid = catchThrowableOfType(
                InvalidSettings.class,
                () -> StoresSettings.fromEnvironment(Map.ofEntries(
                        Map.entry("CATALOG_SYNC_PROFILE", "prod"),
                        Map.entry("AWS_REGION", "tokyo"),
                        Map.entry("AWS_ENDPOINT_URL_S3", "localhost:9000"),
                        Map.entry("OPENSEARCH_URL", "search:9200"),
                        Map.entry("REDIS_HOST", "cache"),
                        Map.entry("REDIS_PORT", "70000"),
                        Map.entry("STAGING_BUCKET", "Bad_Bucket"),
                        Map.entry("PRODUCTS_TABLE", "a b"),
                        Map.entry("PRODUCT_WRITES", "maybe"),
                        Map.entry("EMBEDDING_DIMENSIONS", "300"),
                        Map.entry("STORE_DEADLINE", "60"))));

        assertThat(invalid.problems())
                .hasSize(10)
                .contains("the profile: CATALOG_SYNC_PROFILE expected dev or aws, found 'prod'")
                .contains(
                        "an AWS endpoint: AWS_ENDPOINT_URL_S3 expected http://host[:port] or https://host[:port], found 'localhost:9000'")
                .contains("the width of vectors: EMBEDDING_DIMENSIONS expected 256, 512 or 1024, found '300'")
                .contains(
                        "how long a store may be retried: STORE_DEADLINE expected a positive ISO-8601 duration such as PT60S, found '60'");
    }

    @Test
    void asksForTheAddressesThatAnAccountDoesNotImply() {
        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> StoresSettings.fromEnvironment(Map.of("CATALOG_SYNC_PROFILE", "aws")))
                .withMessageContaining("OPENSEARCH_URL is not set")
                .withMessageContaining("REDIS_URL or REDIS_HOST is not set");
    }

    @Test
    void refusesAServerlessVectorCollection() {
        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> StoresSettings.fromEnvironment(
                        Map.of("OPENSEARCH_URL", "https://abc.ap-northeast-1.aoss.amazonaws.com")))
                .withMessageContaining("external versions");
    }

    @Test
    void neverShowsAPassword() {
        StoresSettings settings = StoresSettings.fromEnvironment(Map.of(
                "REDIS_URL", "redis://:geheim@cache:6379", "OPENSEARCH_URL", "https://admin:geheim@search:9200"));

        assertThat(settings.toString()).doesNotContain("geheim").contains("redis://cache:6379");
        assertThat(settings.redisAddress()).isEqualTo("redis://cache:6379");
        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> StoresSettings.fromEnvironment(Map.of("REDIS_URL", "http://:geheim@cache")))
                .withMessageNotContaining("geheim");
    }

    @Test
    void callsNoAccountInTheDevProfile() {
        try (Stores stores = Stores.of(StoresSettings.fromEnvironment(Map.of()))) {
            assertThatExceptionOfType(InvalidSettings.class)
                    .isThrownBy(stores::products)
                    .withMessageContaining("AWS_ENDPOINT_URL_DYNAMODB");
        }
    }

    @Test
    void opensEachStoreOnceAndOnlyWhenItIsAskedFor() {
        try (Stores stores =
                Stores.of(StoresSettings.fromEnvironment(Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1")))) {
            assertThat(stores.objects()).isSameAs(stores.objects());
            assertThat(stores.objects("other")).isNotSameAs(stores.objects());
        }
    }
}
