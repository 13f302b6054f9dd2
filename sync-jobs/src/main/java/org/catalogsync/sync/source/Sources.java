package org.catalogsync.sync.source;

import java.nio.file.Path;
import java.util.function.Function;
import org.catalogsync.stores.objects.ObjectStore;
import org.jspecify.annotations.Nullable;

/** Opens sources by their specification. */
public final class Sources {
    private static final String FILES = "files:";
    private static final String S3 = "s3://";

    private Sources() {}

    /**
     * Lists the files, finds what they are declared to be, and proves that none is missing as far as their names can tell. Reads no data.
     *
     * @param spec {@code files:DIR} or {@code files:s3://BUCKET/PREFIX}
     * @param declaration what the files are, where no {@code source.yaml} lies beside them
     * @param buckets the object store of a bucket
     * @throws UnusableInput if there is no such source, nothing in it, something missing from it, or no valid declaration of it
     */
    public static Source open(String spec, @Nullable Path declaration, Function<String, ObjectStore> buckets) {
        if (!spec.startsWith(FILES) || spec.length() == FILES.length()) {
            throw new UnusableInput(
                    UnusableInput.Code.SOURCE_MISSING,
                    "not a source",
                    spec,
                    "files:DIR, files:s3://BUCKET/PREFIX, soap, soap:LIST or dms:TASK",
                    "'" + spec + "'");
        }
        String place = spec.substring(FILES.length());
        return place.startsWith(S3)
                ? openObjects(place.substring(S3.length()), declaration, buckets)
                : DirectorySource.open(Path.of(place), declaration);
    }

    private static Source openObjects(String path, @Nullable Path declaration, Function<String, ObjectStore> buckets) {
        int slash = path.indexOf('/');
        String bucket = slash < 0 ? path : path.substring(0, slash);
        String prefix = slash < 0 ? "" : path.substring(slash + 1);
        boolean whole = prefix.isEmpty() || prefix.endsWith("/");
        return ObjectPrefixSource.open(buckets.apply(bucket), bucket, whole ? prefix : prefix + "/", declaration);
    }
}
