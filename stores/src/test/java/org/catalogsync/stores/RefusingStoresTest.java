package org.catalogsync.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.fault.Chance;
import org.catalogsync.devstack.fault.CuttingProxy;
import org.catalogsync.devstack.fault.Dialect;
import org.catalogsync.devstack.fault.FaultyProxy;
import org.catalogsync.devstack.fault.Mishap;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.events.EventBus.Event;
import org.catalogsync.stores.index.CatalogueIndex.IndexDocument;
import org.catalogsync.stores.products.ProductTable.ProductWrite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every store against the refusals of its service, in the service's own words: now and then, and for ever. */
class RefusingStoresTest {
    private static final String RUN = Long.toString(System.nanoTime(), 36);

    /** A service, how it is reached, and work for the store before it. */
    private enum Refusing {
        PRODUCTS(Dialect.DYNAMODB, PartName.DYNAMODB, "AWS_ENDPOINT_URL_DYNAMODB", "products", stores -> {
            List<Isbn> isbns = Samples.isbns(30);
            stores.products()
                    .write(isbns.stream()
                            .map(isbn -> new ProductWrite(Samples.live(isbn, 6), ProductWrite.ABSENT))
                            .toList());
            assertThat(stores.products().getAll(isbns)).hasSize(30);
            isbns.forEach(isbn -> assertThat(stores.products().get(isbn)).isPresent());
        }),
        STATE(Dialect.DYNAMODB, PartName.DYNAMODB, "AWS_ENDPOINT_URL_DYNAMODB", "state", stores -> {
            for (int i = 0; i < 20; i++) {
                assertThat(stores.state().replace(RUN + "-" + System.nanoTime(), Map.of("a", "b"), 0))
                        .isTrue();
            }
        }),
        OBJECTS(Dialect.S3, PartName.S3, "AWS_ENDPOINT_URL_S3", "objects", stores -> {
            for (int i = 0; i < 10; i++) {
                String key = RUN + "/" + i;
                stores.objects().put(key, new byte[] {1});
                assertThat(stores.objects().read(key)).hasSize(1);
                // A refusal of HEAD has no body, so no code.
                assertThat(stores.objects().find(key)).isPresent();
            }
        }),
        INDEX(Dialect.OPENSEARCH, PartName.OPENSEARCH, "OPENSEARCH_URL", "index", stores -> {
            String generation = stores.index().generationName(1);
            stores.index().createGeneration(generation, 256);
            for (int i = 0; i < 8; i++) {
                List<IndexDocument> documents = Samples.isbns(4).stream()
                        .map(isbn -> new IndexDocument(isbn, Samples.product(isbn), 1, null, null))
                        .toList();
                stores.index().index(generation, documents);
            }
            stores.index().refresh(generation);
            assertThat(stores.index().count(generation)).isEqualTo(32);
        }),
        EMBEDDINGS(Dialect.BEDROCK, PartName.BEDROCK, "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "embeddings", stores -> {
            List<String> texts = IntStream.range(0, 20)
                    .mapToObj(i -> System.nanoTime() + " 巻" + i)
                    .toList();
            assertThat(stores.embeddings().embed(texts).byText()).hasSize(20);
        }),
        EVENTS(Dialect.EVENTBRIDGE, PartName.EVENTS, "AWS_ENDPOINT_URL_EVENTBRIDGE", "events", stores -> {
            Event event = new Event("test", "refusals", "{}", Instant.EPOCH);
            for (int i = 0; i < 8; i++) {
                stores.events().publish(Collections.nCopies(10, event));
            }
        }),
        QUEUES(Dialect.SQS, PartName.SQS, "AWS_ENDPOINT_URL_SQS", "queues", stores -> {
            for (int i = 0; i < 8; i++) {
                stores.queue("refusals-" + RUN).send(Collections.nCopies(10, "message"));
            }
        });

        private final Dialect dialect;
        private final PartName part;
        private final String address;
        private final String store;
        private final Consumer<Stores> work;

        Refusing(Dialect dialect, PartName part, String address, String store, Consumer<Stores> work) {
            this.dialect = dialect;
            this.part = part;
            this.address = address;
            this.store = store;
            this.work = work;
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitsOutThrottles(Refusing service) {
        try (Behind behind = new Behind(service, "PT60S")) {
            behind.proxy.chance(service.dialect, new Chance(3, 0.4, EnumSet.of(Mishap.THROTTLED)));

            service.work.accept(behind.stores);

            assertThat(behind.retried(Retry.Kind.THROTTLED))
                    .isEqualTo((long) behind.proxy.mishaps().getOrDefault(Mishap.THROTTLED, 0));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Refusing.class,
            names = {"PRODUCTS", "INDEX", "EVENTS", "QUEUES"})
    void sendsWhatWasLeftUndoneAgain(Refusing service) {
        try (Behind behind = new Behind(service, "PT60S")) {
            behind.proxy.chance(service.dialect, new Chance(3, 0.4, EnumSet.of(Mishap.PARTIAL)));

            service.work.accept(behind.stores);

            assertThat(behind.retried(Retry.Kind.PARTIAL) + behind.retried(Retry.Kind.THROTTLED))
                    .isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesUpAtTheDeadlineWhereAServiceStaysOutOfOrder(Refusing service) {
        try (Behind behind = new Behind(service, "PT0.4S")) {
            behind.proxy.chance(service.dialect, Chance.BROKEN);

            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(() -> service.work.accept(behind.stores))
                    .withMessageContaining(service.store + ": ")
                    .withMessageContaining("unavailable after PT0.4S");
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesUpAtTheDeadlineWhereAServiceThrottlesForEver(Refusing service) {
        try (Behind behind = new Behind(service, "PT0.4S")) {
            behind.proxy.chance(service.dialect, new Chance(3, 1, EnumSet.of(Mishap.THROTTLED)));

            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(() -> service.work.accept(behind.stores))
                    .withMessageContaining("throttled after PT0.4S");
        }
    }

    @Test
    void givesUpAtTheDeadlineWhereNoAnswerComes() {
        try (Behind behind = new Behind(Refusing.PRODUCTS, "PT0.5S")) {
            behind.proxy.delay("GetItem", Duration.ofSeconds(3));

            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(() -> behind.stores.products().get(Samples.isbn()))
                    .withMessageContaining("without an answer after PT0.5S");
        }
    }

    @Test
    void invalidatesThoughConnectionsToTheCacheAreCut() throws IOException {
        Map<String, String> environment = new HashMap<>(EmbeddedParts.environment(PartName.REDIS));
        try (CuttingProxy proxy = CuttingProxy.to(URI.create(String.valueOf(environment.get("REDIS_URL"))))) {
            environment.put("REDIS_URL", proxy.url());
            try (Stores stores = Stores.of(StoresSettings.fromEnvironment(environment))) {
                Isbn isbn = Samples.isbn();
                String key = "inventory:{" + isbn + "}";
                stores.cache().fill(key, "7", stores.cache().token(List.of(isbn)), Duration.ofMinutes(5));
                proxy.chance(new Chance(5, 0.3, EnumSet.of(Mishap.CUT_BEFORE, Mishap.CUT_AFTER)));

                for (int i = 0; i < 10; i++) {
                    stores.cache().invalidate(List.of(isbn));
                }

                assertThat(stores.cache().get(key)).isEmpty();
                assertThat(proxy.mishaps()).isNotEmpty();
            }
        }
    }

    /** Stores of which one is reached through a proxy that does nothing yet. */
    private static final class Behind implements AutoCloseable {
        private final Refusing service;
        private final FaultyProxy proxy;
        private final Stores stores;

        Behind(Refusing service, String deadline) {
            this.service = service;
            Map<String, String> environment = new HashMap<>(EmbeddedParts.environment(service.part, PartName.DYNAMODB));
            environment.put("CATALOG_ALIAS", "refusals-" + Long.toString(System.nanoTime(), 36));
            try (Stores direct = Stores.of(StoresSettings.fromEnvironment(environment))) {
                prepare(direct);
            }
            this.proxy = FaultyProxy.to(URI.create(Objects.requireNonNull(environment.get(service.address))));
            environment.put(service.address, proxy.url());
            environment.put("STORE_DEADLINE", deadline);
            environment.put("PRODUCT_WRITES", "statements");
            this.stores = Stores.of(StoresSettings.fromEnvironment(environment));
        }

        private void prepare(Stores direct) {
            switch (service) {
                case PRODUCTS -> direct.products().createIfAbsent();
                case STATE -> direct.state().createIfAbsent();
                case OBJECTS -> direct.objects().createIfAbsent();
                case EMBEDDINGS -> direct.embeddings().createIfAbsent();
                case EVENTS -> direct.events().createIfAbsent();
                case QUEUES -> direct.queue("refusals-" + RUN).createIfAbsent(3);
                case INDEX -> {}
            }
        }

        long retried(Retry.Kind kind) {
            return stores.retries().snapshot().of(service.store, kind);
        }

        @Override
        public void close() {
            stores.close();
            proxy.close();
        }
    }
}
