package org.catalogsync.cdc.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Keeps the bytes of a file as they are read until they are asked for by their lines. A line ends at its line feed, which in UTF-8 is no part of another character. */
final class RawLines extends FilterInputStream {
    private byte[] kept = new byte[1 << 15];
    private int from;
    private int to;
    private long line = 1;

    RawLines(InputStream in) {
        super(in);
    }

    /** The bytes before the line that were not asked for yet. */
    byte[] before(long next) {
        int end = from;
        while (line < next && end < to) {
            if (kept[end++] == '\n') {
                line++;
            }
        }
        return take(end);
    }

    /** All bytes that were not asked for yet. */
    byte[] rest() {
        return take(to);
    }

    /** The whole lines that were not asked for yet. */
    byte[] wholeLines() {
        int end = to;
        while (end > from && kept[end - 1] != '\n') {
            end--;
        }
        return take(end);
    }

    private byte[] take(int end) {
        byte[] taken = Arrays.copyOfRange(kept, from, end);
        from = end;
        return taken;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int n = super.read(into, offset, length);
        if (n > 0) {
            makeRoom(n);
            System.arraycopy(into, offset, kept, to, n);
            to += n;
        }
        return n;
    }

    private void makeRoom(int more) {
        if (to + more <= kept.length) {
            return;
        }
        int held = to - from;
        byte[] roomy = held + more <= kept.length / 2 ? kept : new byte[Math.max(kept.length, 2 * (held + more))];
        System.arraycopy(kept, from, roomy, 0, held);
        kept = roomy;
        from = 0;
        to = held;
    }

    @Override
    public long skip(long n) throws IOException {
        throw new IOException("what is skipped cannot be kept");
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
