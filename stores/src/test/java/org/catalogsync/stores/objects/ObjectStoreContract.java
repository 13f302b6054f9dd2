package org.catalogsync.stores.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.catalogsync.stores.Parallel;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.objects.ObjectStore.ObjectMissing;
import org.catalogsync.stores.objects.ObjectStore.StoredObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every object store must do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ObjectStoreContract {
    private final String folder = "contract/" + Long.toString(System.nanoTime(), 36) + "/";
    private Stores stores;
    private ObjectStore objects;

    abstract Stores open();

    @BeforeAll
    void openStore() {
        stores = open();
        objects = stores.objects();
        objects.createIfAbsent();
    }

    @AfterAll
    void close() {
        stores.close();
    }

    @Test
    void createsOnceHoweverOftenAsked() {
        objects.createIfAbsent();

        assertThat(objects.find(folder + "nothing")).isEmpty();
    }

    @Test
    void givesBackTheBytesThatWerePut() throws IOException {
        byte[] body = "海辺の観測所 42".getBytes(UTF_8);

        StoredObject stored = objects.put(folder + "日本語/a b+c.csv", body);

        assertThat(stored.bytes()).isEqualTo(body.length);
        assertThat(objects.read(stored.key())).isEqualTo(body);
        assertThat(objects.find(stored.key()).orElseThrow())
                .usingRecursiveComparison()
                .ignoringFields("modified")
                .isEqualTo(stored);
        assertThat(objects.find(stored.key()).orElseThrow().modified()).isNotNull();
        try (InputStream stream = objects.open(stored.key())) {
            assertThat(stream.readAllBytes()).isEqualTo(body);
        }
    }

    @Test
    void keepsAnEmptyObject() throws IOException {
        objects.put(folder + "empty", new byte[0]);

        assertThat(objects.read(folder + "empty")).isEmpty();
        try (InputStream stream = objects.open(folder + "empty")) {
            assertThat(stream.read()).isEqualTo(-1);
        }
    }

    @Test
    void replacesAnObject() {
        StoredObject first = objects.put(folder + "twice", "first".getBytes(UTF_8));
        StoredObject second = objects.put(folder + "twice", "second".getBytes(UTF_8));

        assertThat(objects.read(folder + "twice")).asString(UTF_8).isEqualTo("second");
        assertThat(second.etag()).isNotEqualTo(first.etag());
    }

    @Test
    void readsARange() {
        objects.put(folder + "digits", "0123456789".getBytes(UTF_8));

        assertThat(objects.read(folder + "digits", 3, 4)).asString(UTF_8).isEqualTo("3456");
        assertThat(objects.read(folder + "digits", 0, 10)).hasSize(10);
        assertThat(objects.read(folder + "digits", 9, 1)).asString(UTF_8).isEqualTo("9");
        assertThat(objects.read(folder + "digits", 4, 0)).isEmpty();
    }

    @Test
    void refusesARangeBeyondTheEnd() {
        objects.put(folder + "short", "0123456789".getBytes(UTF_8));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> objects.read(folder + "short", 8, 4))
                .withMessageContaining(folder + "short");
        assertThatIllegalArgumentException().isThrownBy(() -> objects.read(folder + "short", 10, 1));
    }

    @Test
    void saysThatAnObjectIsMissing() {
        String key = folder + "missing";

        assertThat(objects.find(key)).isEmpty();
        assertThatExceptionOfType(ObjectMissing.class)
                .isThrownBy(() -> objects.read(key))
                .withMessageContaining(key);
        assertThatExceptionOfType(ObjectMissing.class).isThrownBy(() -> objects.read(key, 0, 1));
        assertThatExceptionOfType(ObjectMissing.class)
                .isThrownBy(() -> objects.open(key).close());
    }

    @Test
    void putsALargeFileInParts(@TempDir Path scratch) throws IOException {
        Path file = scratch.resolve("large");
        byte[] body = new byte[(33 << 20) + 17];
        new Random(42).nextBytes(body);
        Files.write(file, body);

        StoredObject stored = objects.put(folder + "large", file);

        assertThat(stored.bytes()).isEqualTo(body.length);
        assertThat(objects.find(folder + "large").orElseThrow())
                .usingRecursiveComparison()
                .ignoringFields("modified")
                .isEqualTo(stored);
        try (InputStream stream = objects.open(folder + "large")) {
            assertThat(stream.readAllBytes()).isEqualTo(body);
        }
        assertThat(objects.read(folder + "large", (16 << 20) - 2, 4))
                .isEqualTo(java.util.Arrays.copyOfRange(body, (16 << 20) - 2, (16 << 20) + 2));
    }

    @Test
    void putsASmallFile(@TempDir Path scratch) throws IOException {
        Path file = Files.writeString(scratch.resolve("small"), "short");

        objects.put(folder + "small", file);

        assertThat(objects.read(folder + "small")).asString(UTF_8).isEqualTo("short");
    }

    @Test
    void letsAReaderStopEarly() throws IOException {
        objects.put(folder + "long", new byte[4 << 20]);

        try (InputStream stream = objects.open(folder + "long")) {
            assertThat(stream.readNBytes(10)).hasSize(10);
        }

        assertThat(objects.read(folder + "long", 0, 3)).hasSize(3);
    }

    @Test
    void listsKeysBelowAPrefixInOrder() {
        for (int i : new int[] {3, 1, 2}) {
            objects.put(folder + "list/" + i, new byte[i]);
        }
        objects.put(folder + "lisp", new byte[1]);

        List<StoredObject> listed = new ArrayList<>();
        objects.list(folder + "list/", listed::add);

        assertThat(listed)
                .extracting(StoredObject::key)
                .containsExactly(folder + "list/1", folder + "list/2", folder + "list/3");
        assertThat(listed).extracting(StoredObject::bytes).containsExactly(1L, 2L, 3L);
    }

    @Test
    void listsMoreThanOnePage() {
        List<Integer> numbers = IntStream.range(0, 1_005).boxed().toList();
        Parallel.map(8, numbers, i -> objects.put(folder + "pages/%04d".formatted(i), new byte[0]));

        List<String> listed = new ArrayList<>();
        objects.list(folder + "pages/", object -> listed.add(object.key()));

        assertThat(listed).hasSize(1_005).isSorted().doesNotHaveDuplicates();
        assertThat(objects.behind(folder + "pages/", folder + "pages/0001", 1_002))
                .extracting(StoredObject::key)
                .isEqualTo(listed.subList(2, 1_004));
    }

    @Test
    void listsTheFirstBehindAKey() {
        for (int i : new int[] {3, 1, 2, 4}) {
            objects.put(folder + "behind/" + i, new byte[i]);
        }

        assertThat(objects.behind(folder + "behind/", "", 2))
                .extracting(StoredObject::key)
                .containsExactly(folder + "behind/1", folder + "behind/2");
        assertThat(objects.behind(folder + "behind/", folder + "behind/2", 9))
                .extracting(StoredObject::bytes)
                .containsExactly(3L, 4L);
        assertThat(objects.behind(folder + "behind/", folder + "behind/4", 9)).isEmpty();
    }

    @Test
    void forgetsADeletedObject() {
        objects.put(folder + "gone", new byte[1]);

        objects.delete(folder + "gone");
        objects.delete(folder + "gone");

        assertThat(objects.find(folder + "gone")).isEmpty();
    }
}
