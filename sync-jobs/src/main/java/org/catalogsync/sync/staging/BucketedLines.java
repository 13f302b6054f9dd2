package org.catalogsync.sync.staging;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.catalogsync.stores.objects.ObjectStore;
import org.catalogsync.sync.source.UnusableInput;
import org.jspecify.annotations.Nullable;
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
        long[] checks = new long[bytes.length];
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; i++) {
            generators[i].close();
            if (bytes[i].size() > 0) {
                bytes[i].write('\n');
            }
            byte[] bucket = bytes[i].toByteArray();
            whole.writeBytes(bucket);
            checks[i] = crc32c(bucket);
            offsets[i + 1] = whole.size();
        }
        if (whole.size() > 0) {
            objects.put(key, whole.toByteArray());
        }
        return new Index(key, offsets, lines, checks);
    }

    private static long crc32c(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return crc.getValue();
    }

    /**
     * Where each bucket lies.
     *
     * @param key the object
     * @param offsets bucket i is the bytes from offsets[i] to offsets[i + 1]; an object of no lines at all is not written
     * @param lines how many lines each bucket has
     * @param checks CRC-32C of each bucket's bytes, so that an object altered after it was written is noticed before its rows are used; null in receipts of older runs
     */
    @SuppressWarnings("ArrayRecordComponent") // a value only ever written to and read from JSON
    public record Index(String key, long[] offsets, long[] lines, long @Nullable [] checks) {

        /** The lines of one bucket, as bytes. Throws {@link UnusableInput} where they are not the ones that were written. */
        public byte[] read(ObjectStore objects, int bucket) {
            int length = Math.toIntExact(offsets[bucket + 1] - offsets[bucket]);
            if (length == 0) {
                return new byte[0];
            }
            byte[] bytes;
            try {
                bytes = objects.read(key, offsets[bucket], length);
            } catch (IllegalArgumentException shorter) {
                throw changed(bucket, length, "a shorter object");
            }
            if (checks != null && checks[bucket] != crc32c(bytes)) {
                throw changed(bucket, length, "CRC-32C " + Long.toHexString(crc32c(bytes)));
            }
            return bytes;
        }

        private UnusableInput changed(int bucket, int length, String found) {
            return new UnusableInput(
                    UnusableInput.Code.FILE_CHANGED,
                    "a staged object is not what the run wrote",
                    key,
                    length + " bytes from offset " + offsets[bucket]
                            + (checks == null ? "" : ", CRC-32C " + Long.toHexString(checks[bucket])),
                    found);
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
