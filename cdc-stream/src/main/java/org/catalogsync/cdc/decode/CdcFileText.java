package org.catalogsync.cdc.decode;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The characters of a file, such that one bad byte costs one row and not the file. Bytes that are no UTF-8 and carriage returns that end no line come out as low surrogates without a high one, which no UTF-8 can hold: the former to be found again in their
 * field, the latter since the reader of records would end a line there, which DMS does not.
 */
final class CdcFileText extends Reader {
    private static final char ESCAPED = 0xDC00;
    private static final int BUFFER = 1 << 13;

    private final InputStream in;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer decoded = CharBuffer.allocate(BUFFER).flip();
    private boolean atStart = true;
    private boolean atEnd;
    private boolean quoteOpen;

    CdcFileText(InputStream in) {
        this.in = in;
    }

    /** Whether the quotes so far are odd in number: one of them was never closed. */
    boolean isQuoteOpen() {
        return quoteOpen;
    }

    static boolean hasBadBytes(String field) {
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c >= ESCAPED + 0x80
                    && c <= ESCAPED + 0xFF
                    && (i == 0 || !Character.isHighSurrogate(field.charAt(i - 1)))) {
                return true;
            }
        }
        return false;
    }

    /** The field with its carriage returns put back. */
    static String restored(String field) {
        return field.indexOf(ESCAPED + '\r') < 0 ? field : withReturns(field);
    }

    private static String withReturns(String field) {
        StringBuilder restored = new StringBuilder(field);
        for (int i = 0; i < field.length(); i++) {
            boolean alone = i == 0 || !Character.isHighSurrogate(field.charAt(i - 1));
            if (field.charAt(i) == (char) (ESCAPED + '\r') && alone) {
                restored.setCharAt(i, '\r');
            }
        }
        return restored.toString();
    }

    @Override
    public int read(char[] to, int from, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int c = next();
            if (c < 0) {
                return count == 0 ? -1 : count;
            }
            to[from + count++] = (char) c;
            if (!decoded.hasRemaining() && count > 0) {
                return count;
            }
        }
        return count;
    }

    private int next() throws IOException {
        int c = peek();
        if (c < 0) {
            return -1;
        }
        decoded.get();
        if (c == '"') {
            quoteOpen = !quoteOpen;
        }
        if (c != '\r') {
            return c;
        }
        int after = peek();
        return after == '\n' || after < 0 ? c : ESCAPED + '\r';
    }

    private int peek() throws IOException {
        while (!decoded.hasRemaining()) {
            if (atEnd && !bytes.hasRemaining()) {
                return -1;
            }
            refill();
        }
        return decoded.get(decoded.position());
    }

    private void refill() throws IOException {
        bytes.compact();
        if (!atEnd) {
            int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
            atEnd = count < 0;
            bytes.position(bytes.position() + Math.max(count, 0));
        }
        bytes.flip();
        decoded.clear();
        CoderResult result = utf8.decode(bytes, decoded, atEnd);
        if (result.isError() && decoded.hasRemaining()) {
            for (int i = result.length(); i > 0 && decoded.hasRemaining(); i--) {
                decoded.put((char) (ESCAPED + (bytes.get() & 0xFF)));
            }
        }
        decoded.flip();
        if (atStart && decoded.hasRemaining()) {
            atStart = false;
            if (decoded.get(0) == '\uFEFF') {
                decoded.get();
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
