package org.catalogsync.stores.objects;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Objects in one bucket. Throws {@link org.catalogsync.stores.StoreUnavailable} when retries within the deadline did not help. */
public interface ObjectStore {

    /** Creates the bucket where it is missing. */
    void createIfAbsent();

    /** Writes or replaces an object; it is visible whole or not at all. */
    StoredObject put(String key, byte[] body);

    /** Writes or replaces an object from a file of any size, in parts where it is large. */
    StoredObject put(String key, Path file);

    /** Streams an object; the caller closes it. Throws {@link ObjectMissing}. */
    InputStream open(String key);

    /** Reads {@code length} bytes from {@code offset}; throws {@link ObjectMissing} or, when the object is shorter, IllegalArgumentException. */
    byte[] read(String key, long offset, int length);

    /** Reads an object whole; for small ones. Throws {@link ObjectMissing}. */
    byte[] read(String key);

    Optional<StoredObject> find(String key);

    /** Visits every object below the prefix in key order, page by page. Throws {@link ObjectMissing} where there is no such bucket. */
    void list(String prefix, Consumer<StoredObject> visitor);

    /** The first so many objects below the prefix whose keys come behind {@code after}, in key order; fewer only where there are no more. Throws {@link ObjectMissing} where there is no such bucket. */
    default List<StoredObject> behind(String prefix, String after, int most) {
        List<StoredObject> found = new ArrayList<>();
        list(prefix, object -> {
            if (found.size() < most && object.key().compareTo(after) > 0) {
                found.add(object);
            }
        });
        return found;
    }

    void delete(String key);

    /**
     * What a store says of an object.
     *
     * @param key the object's name
     * @param bytes its size
     * @param etag the store's tag of this content
     * @param modified when it was last written, null in the answer to a put
     */
    record StoredObject(
            String key, long bytes, String etag, @Nullable Instant modified) {}

    /** There is no such object. */
    final class ObjectMissing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public ObjectMissing(String bucket, String key) {
            super("no object s3://" + bucket + "/" + key);
        }
    }
}
