package org.catalogsync.sync.staging;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.catalogsync.stores.objects.ObjectStore;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Lines of JSON sorted by bucket in one object, with the offset at which each bucket starts: one put writes all buckets of a block, one ranged read gets one bucket of it.
 */
public final class BucketedLines {
    private static final JsonFactory JSON =
            JsonFactory.builder().rootValueSeparator("\n").build();

    private final ByteArrayOutputStream[] bytes;
    private final JsonGenerator[] generators;
    private final long[] lines;

    public BucketedLines(int buckets) {
        bytes = new ByteArrayOutputStream[buckets];
        generators = new JsonGenerator[buckets];
        lines = new long[buckets];
        for (int i = 0; i < buckets; i++) {
            bytes[i] = new ByteArrayOutputStream(1024);
            generators[i] = JSON.createGenerator(ObjectWriteContext.empty(), bytes[i]);
        }
    }

    /** Appends one line, written by {@code line} as one JSON object. */
    public void add(int bucket, Consumer<JsonGenerator> line) {
        line.accept(generators[bucket]);
        lines[bucket]++;
    }

    /** Writes all buckets as one object; this value is spent afterwards. */
    public Index put(ObjectStore objects, String key) {
        long[] offsets = new long[bytes.length + 1];
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; i++) {
            generators[i].close();
            if (bytes[i].size() > 0) {
                bytes[i].write('\n');
            }
            whole.writeBytes(bytes[i].toByteArray());
            offsets[i + 1] = whole.size();
        }
        if (whole.size() > 0) {
            objects.put(key, whole.toByteArray());
        }
        return new Index(key, offsets, lines);
    }

    /**
     * Where each bucket lies.
     *
     * @param key the object
     * @param offsets bucket i is the bytes from offsets[i] to offsets[i + 1]; an object of no lines at all is not written
     * @param lines how many lines each bucket has
     */
    @SuppressWarnings("ArrayRecordComponent") // a value only ever written to and read from JSON
    public record Index(String key, long[] offsets, long[] lines) {

        /** The lines of one bucket, as bytes. */
        public byte[] read(ObjectStore objects, int bucket) {
            int length = Math.toIntExact(offsets[bucket + 1] - offsets[bucket]);
            return length == 0 ? new byte[0] : objects.read(key, offsets[bucket], length);
        }

        public long total() {
            long sum = 0;
            for (long n : lines) {
                sum += n;
            }
            return sum;
        }
    }
}
