package org.catalogsync.stores.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.fault.FaultyProxy;
import org.catalogsync.stores.EmbeddedParts;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the object store does when calls fail before or after the server acted. */
class FailingObjectsTest {
    private static final String SLOW_DOWN =
            "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>";
    private static final String DENIED = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";

    private final String folder = "faults/" + Long.toString(System.nanoTime(), 36) + "/";
    private FaultyProxy proxy;
    private Stores stores;
    private ObjectStore objects;

    @BeforeEach
    void openThroughProxy() {
        Map<String, String> environment = new HashMap<>(EmbeddedParts.environment(PartName.S3));
        proxy = FaultyProxy.to(URI.create(String.valueOf(environment.get("AWS_ENDPOINT_URL_S3"))));
        environment.put("AWS_ENDPOINT_URL_S3", proxy.url());
        stores = Stores.of(StoresSettings.fromEnvironment(environment));
        objects = stores.objects();
        objects.createIfAbsent();
    }

    @AfterEach
    void close() {
        stores.close();
        proxy.close();
    }

    @Test
    void waitsWhenAskedToSlowDown() {
        proxy.answer("PUT", 503, SLOW_DOWN).answer("PUT", 503, SLOW_DOWN);

        objects.put(folder + "slow", "body".getBytes(UTF_8));

        assertThat(objects.read(folder + "slow")).asString(UTF_8).isEqualTo("body");
        assertThat(stores.retries().snapshot().of("objects", Retry.Kind.THROTTLED))
                .isEqualTo(2);
    }

    @Test
    void putsAgainWhenTheAnswerWasLost() {
        proxy.cutAfter("PUT", () -> {});

        objects.put(folder + "cut", "body".getBytes(UTF_8));

        assertThat(objects.read(folder + "cut")).asString(UTF_8).isEqualTo("body");
        assertThat(stores.retries().snapshot().of("objects", Retry.Kind.UNAVAILABLE))
                .isEqualTo(1);
    }

    @Test
    void goesOnReadingWhereTheConnectionBroke() throws IOException {
        byte[] body = new byte[1 << 20];
        new Random(1).nextBytes(body);
        objects.put(folder + "long", body);
        proxy.truncate("GET", 300_000).truncate("GET", 200_000);

        try (InputStream stream = objects.open(folder + "long")) {
            assertThat(stream.readAllBytes()).isEqualTo(body);
        }

        assertThat(proxy.seen("GET")).hasSize(3);
    }

    @Test
    void doesNotMixTwoVersionsOfAnObjectThatIsReplacedWhileItIsRead() throws IOException {
        objects.put(folder + "replaced", new byte[1 << 20]);
        proxy.truncate("GET", 300_000);

        try (InputStream stream = objects.open(folder + "replaced")) {
            assertThat(stream.readNBytes(100_000)).hasSize(100_000);
            objects.put(folder + "replaced", "new".getBytes(UTF_8));

            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(stream::readAllBytes)
                    .withMessageContaining("was replaced while it was read");
        }
    }

    @Test
    void leavesNoPartsBehindWhenAPartIsRefused(@TempDir Path scratch) throws IOException {
        Path file = scratch.resolve("large");
        Files.write(file, new byte[17 << 20]);
        proxy.answer("partNumber=2", 403, DENIED);

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> objects.put(folder + "refused", file))
                .withMessageContaining("Access Denied");

        assertThat(proxy.seen("DELETE"))
                .singleElement()
                .satisfies(abort -> assertThat(abort.operation()).contains("uploadId"));
        assertThat(objects.find(folder + "refused")).isEmpty();
    }

    @Test
    void keepsTheObjectWhenTheAnswerToTheCompletionWasLost(@TempDir Path scratch) throws IOException {
        Path file = scratch.resolve("large");
        Files.write(file, new byte[17 << 20]);
        proxy.cutAfter("POST /catalog-sync-staging/" + folder + "completed?uploadId", () -> {});

        objects.put(folder + "completed", file);

        assertThat(objects.find(folder + "completed").orElseThrow().bytes()).isEqualTo(17 << 20);
    }
}
