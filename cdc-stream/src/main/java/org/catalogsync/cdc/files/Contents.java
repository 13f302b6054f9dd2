package org.catalogsync.cdc.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.catalogsync.stores.StoreUnavailable;

/** The bytes of a change file, unpacked. An {@link IOException} of theirs is about what they hold; a broken connection is the store's. */
final class Contents {
    /** DMS closes a file at some 32 MB, a transaction kept in one file apart. More than this is no file of its. */
    static final long MOST_UNPACKED = 8L << 30;

    private Contents() {}

    static InputStream of(String key, InputStream stored) throws IOException {
        InputStream ofStore = new OfStore(key, stored);
        return FileNames.isZipped(key) ? new Bounded(new GZIPInputStream(ofStore, 1 << 13), MOST_UNPACKED) : ofStore;
    }

    private static final class OfStore extends FilterInputStream {
        private final String key;

        OfStore(String key, InputStream in) {
            super(in);
            this.key = key;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            try {
                return super.read(into, offset, length);
            } catch (IOException e) {
                throw new StoreUnavailable("objects: " + key + " could not be read to its end: " + e.getMessage(), e);
            }
        }

        /** Asked by the unpacker whether another member follows; only a read can tell. */
        @Override
        public int available() {
            return 1;
        }
    }

    /** Few bytes may unpack to endlessly many. */
    static final class Bounded extends FilterInputStream {
        private final long most;
        private long left;

        Bounded(InputStream in, long most) {
            super(in);
            this.most = most;
            left = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n = super.read(into, offset, length);
            left -= Math.max(n, 0);
            if (left < 0) {
                throw new IOException("unpacks to more than " + most + " bytes");
            }
            return n;
        }
    }
}
