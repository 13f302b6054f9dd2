package org.catalogsync.cdc.files;

import java.util.Optional;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.objects.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * Where the change files of one table are.
 *
 * @param bucket null for the staging bucket
 * @param prefix what their keys begin with
 */
public record FileSource(@Nullable String bucket, String prefix) {
    private static final String SCHEME = "s3:";

    /** Reads {@code s3:PREFIX} or {@code s3://BUCKET/PREFIX}; empty where the text is neither, or names no prefix: a whole bucket is no source. */
    public static Optional<FileSource> parse(String text) {
        if (!text.startsWith(SCHEME)) {
            return Optional.empty();
        }
        String place = text.substring(SCHEME.length());
        if (!place.startsWith("//")) {
            return place.isEmpty() || place.startsWith("/")
                    ? Optional.empty()
                    : Optional.of(new FileSource(null, place));
        }
        int end = place.indexOf('/', 2);
        return end <= 2 || end == place.length() - 1
                ? Optional.empty()
                : Optional.of(new FileSource(place.substring(2, end), place.substring(end + 1)));
    }

    ObjectStore open(Stores stores) {
        return bucket == null ? stores.objects() : stores.objects(bucket);
    }

    /** The place with its bucket: {@code s3://bucket/prefix}. */
    String address(Stores stores) {
        String named = bucket == null ? stores.settings().stagingBucket() : bucket;
        return SCHEME + "//" + named + "/" + prefix;
    }

    @Override
    public String toString() {
        return SCHEME + (bucket == null ? "" : "//" + bucket + "/") + prefix;
    }
}
