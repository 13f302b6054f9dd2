package org.catalogsync.sync.staging;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.catalogsync.stores.objects.ObjectStore;
import org.catalogsync.sync.run.WritePermit;

/** Objects that are written only with a permit, asked for at the last moment: a unit may have slept since it began. Reading is free. */
public final class GuardedObjects implements ObjectStore {
    private final ObjectStore objects;
    private final WritePermit permit;

    public GuardedObjects(ObjectStore objects, WritePermit permit) {
        this.objects = objects;
        this.permit = permit;
    }

    @Override
    public void createIfAbsent() {
        permit.check();
        objects.createIfAbsent();
    }

    @Override
    public StoredObject put(String key, byte[] body) {
        permit.check();
        return objects.put(key, body);
    }

    @Override
    public StoredObject put(String key, Path file) {
        permit.check();
        return objects.put(key, file);
    }

    @Override
    public void delete(String key) {
        permit.check();
        objects.delete(key);
    }

    @Override
    public InputStream open(String key) {
        return objects.open(key);
    }

    @Override
    public byte[] read(String key, long offset, int length) {
        return objects.read(key, offset, length);
    }

    @Override
    public byte[] read(String key) {
        return objects.read(key);
    }

    @Override
    public Optional<StoredObject> find(String key) {
        return objects.find(key);
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> visitor) {
        objects.list(prefix, visitor);
    }
}
