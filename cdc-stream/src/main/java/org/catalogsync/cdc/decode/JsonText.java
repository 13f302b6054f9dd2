package org.catalogsync.cdc.decode;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What must be known of a JSON text before and beside its tokens. */
final class JsonText {
    /** Zeros that a number may gain by being written out; the longest DECIMAL of any engine has 38 digits. */
    private static final int MAX_EXPONENT = 64;

    private JsonText() {}

    /** The characters, without the mark that some producers put first. */
    static CharBuffer decode(byte[] record) throws Unreadable {
        ByteBuffer bytes = ByteBuffer.wrap(record);
        CharBuffer chars = CharBuffer.allocate(record.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(bytes, chars, true);
        if (result.isError()) {
            int offset = bytes.position();
            throw new Unreadable("bad_encoding", "byte " + offset, "UTF-8", String.format("%02x", record[offset]));
        }
        chars.flip();
        if (chars.hasRemaining() && chars.get(0) == '\uFEFF') {
            chars.get();
        }
        return chars;
    }

    /** A number in plain digits, null where that would be absurdly long. A text without exponent stays as it is, since its zeros may mean something. */
    static @Nullable String plain(String number) {
        if (number.indexOf('e') < 0 && number.indexOf('E') < 0) {
            return number;
        }
        try {
            BigDecimal exact = new BigDecimal(number);
            if (Math.abs((long) exact.scale()) > MAX_EXPONENT) {
                return null;
            }
            // zeros behind the point of 3.0E2 tell of its form and nothing of its value
            return exact.scale() > 0 ? withoutZeros(exact) : exact.toPlainString();
        } catch (NumberFormatException beyondAnyExponent) {
            return null;
        }
    }

    private static String withoutZeros(BigDecimal exact) {
        BigDecimal shortest = exact.stripTrailingZeros();
        return (shortest.scale() < 0 ? shortest.setScale(0) : shortest).toPlainString();
    }
}
