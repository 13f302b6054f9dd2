package org.catalogsync.stores.objects;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object to its end over as many connections as that takes: where one breaks, the next begins at the byte that is due, on condition that the object is still the same.
 *
 * <p>Long downloads do break; without this a reader of a large file would have to start from its first byte again.
 */
final class ResumingStream extends InputStream {
    private static final int MOST_BREAKS_WITHOUT_A_BYTE = 5;

    /** Opens the object at a byte; {@code etag} is null the first time, later what the first answer said. */
    interface Opener {
        Opened at(long offset, @Nullable String etag);
    }

    /**
     * @param body the bytes from the asked offset
     * @param abort gives the connection up without reading the rest
     * @param etag the store's tag of the content
     * @param end the object's size
     */
    record Opened(InputStream body, Runnable abort, String etag, long end) {}

    private final Opener opener;
    private Opened connection;
    private long position;
    private int breaks;

    private ResumingStream(Opener opener, Opened first) {
        this.opener = opener;
        this.connection = first;
    }

    static ResumingStream open(Opener opener) {
        return new ResumingStream(opener, opener.at(0, null));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (true) {
            try {
                int n = connection.body().read(into, offset, length);
                if (n >= 0 || position == connection.end()) {
                    position += Math.max(n, 0);
                    breaks = 0;
                    return n;
                }
                resume(new IOException("the connection ended at byte " + position + " of " + connection.end()));
            } catch (IOException e) {
                resume(e);
            }
        }
    }

    private void resume(IOException broken) throws IOException {
        if (++breaks > MOST_BREAKS_WITHOUT_A_BYTE) {
            throw broken;
        }
        connection.abort().run();
        connection = opener.at(position, connection.etag());
    }

    @Override
    public int available() throws IOException {
        return connection.body().available();
    }

    @Override
    public void close() throws IOException {
        if (position < connection.end()) {
            // Closing would read the rest of the object to reuse the connection.
            connection.abort().run();
        } else {
            connection.body().close();
        }
    }
}
