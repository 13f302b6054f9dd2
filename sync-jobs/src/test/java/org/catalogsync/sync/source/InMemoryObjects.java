package org.catalogsync.sync.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.catalogsync.stores.objects.ObjectStore;

/** A bucket in memory. */
final class InMemoryObjects implements ObjectStore {
    private final String bucket;
    private final TreeMap<String, byte[]> objects = new TreeMap<>();

    InMemoryObjects(String bucket) {
        this.bucket = bucket;
    }

    @Override
    public void createIfAbsent() {}

    @Override
    public StoredObject put(String key, byte[] body) {
        objects.put(key, body.clone());
        return describe(key);
    }

    @Override
    public StoredObject put(String key, Path file) {
        try {
            return put(key, Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public InputStream open(String key) {
        return new ByteArrayInputStream(read(key));
    }

    @Override
    public byte[] read(String key, long offset, int length) {
        return Arrays.copyOfRange(read(key), (int) offset, (int) offset + length);
    }

    @Override
    public byte[] read(String key) {
        byte[] body = objects.get(key);
        if (body == null) {
            throw new ObjectMissing(bucket, key);
        }
        return body;
    }

    @Override
    public Optional<StoredObject> find(String key) {
        return objects.containsKey(key) ? Optional.of(describe(key)) : Optional.empty();
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> visitor) {
        objects.tailMap(prefix).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .map(this::describe)
                .forEach(visitor);
    }

    @Override
    public void delete(String key) {
        objects.remove(key);
    }

    private StoredObject describe(String key) {
        return new StoredObject(key, read(key).length, Integer.toHexString(Arrays.hashCode(read(key))));
    }
}
