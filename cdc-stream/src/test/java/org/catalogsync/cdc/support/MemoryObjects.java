package org.catalogsync.cdc.support;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.catalogsync.stores.objects.ObjectStore;

/** Objects in memory. */
public final class MemoryObjects implements ObjectStore {
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

    @Override
    public void createIfAbsent() {
        // It is there.
    }

    @Override
    public StoredObject put(String key, byte[] body) {
        objects.put(key, body.clone());
        return new StoredObject(key, body.length, "etag", null);
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
    public byte[] read(String key, long offset, int length) {
        return Arrays.copyOfRange(read(key), Math.toIntExact(offset), Math.toIntExact(offset + length));
    }

    @Override
    public InputStream open(String key) {
        return new ByteArrayInputStream(read(key));
    }

    @Override
    public Optional<StoredObject> find(String key) {
        return Optional.ofNullable(objects.get(key))
                .map(body -> new StoredObject(key, body.length, "etag", Instant.EPOCH));
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> visitor) {
        objects.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .sorted()
                .forEach(key -> find(key).ifPresent(visitor));
    }

    @Override
    public void delete(String key) {
        objects.remove(key);
    }

    @Override
    public StoredObject put(String key, Path file) {
        throw new UnsupportedOperationException();
    }
}
