package org.catalogsync.sync.staging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.catalogsync.stores.objects.ObjectStore;

/** Objects in memory, for tests of what is written and not of S3. */
public final class InMemoryObjects implements ObjectStore {
    private final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

    @Override
    public void createIfAbsent() {}

    @Override
    public StoredObject put(String key, byte[] body) {
        objects.put(key, body.clone());
        return describe(key, body);
    }

    @Override
    public StoredObject put(String key, Path file) {
        try {
            return put(key, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream open(String key) {
        return new ByteArrayInputStream(read(key));
    }

    @Override
    public byte[] read(String key, long offset, int length) {
        byte[] body = read(key);
        if (offset + length > body.length) {
            throw new IllegalArgumentException(key + " is shorter");
        }
        return Arrays.copyOfRange(body, (int) offset, (int) offset + length);
    }

    @Override
    public byte[] read(String key) {
        byte[] body = objects.get(key);
        if (body == null) {
            throw new ObjectMissing("memory", key);
        }
        return body.clone();
    }

    @Override
    public Optional<StoredObject> find(String key) {
        return Optional.ofNullable(objects.get(key)).map(body -> describe(key, body));
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> visitor) {
        for (Map.Entry<String, byte[]> entry : objects.tailMap(prefix, true).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                return;
            }
            visitor.accept(describe(entry.getKey(), entry.getValue()));
        }
    }

    @Override
    public void delete(String key) {
        objects.remove(key);
    }

    private static StoredObject describe(String key, byte[] body) {
        return new StoredObject(key, body.length, Integer.toHexString(Arrays.hashCode(body)), null);
    }
}
