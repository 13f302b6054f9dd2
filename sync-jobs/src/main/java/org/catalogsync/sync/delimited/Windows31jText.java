package org.catalogsync.sync.delimited;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.catalogsync.model.legacy.LegacyText;

/** windows-31j by a table that the JDK's own decoder fills once, so that both agree on every byte pair. */
final class Windows31jText implements FieldText {
    /** No mapping yields a noncharacter, so it can stand for "no character". */
    private static final char NONE = '\uFFFF';

    private static final int FIRST_NON_ASCII = 0x80;
    private static final char[] ONE_BYTE = new char[256];
    /** By first byte from 0x80, then second byte. */
    private static final char[] TWO_BYTES = new char[FIRST_NON_ASCII << 8];

    static {
        CharsetDecoder decoder = LegacyText.WINDOWS_31J.newDecoder();
        for (int lead = 0; lead < ONE_BYTE.length; lead++) {
            ONE_BYTE[lead] = decoded(decoder, (byte) lead);
        }
        for (int pair = 0; pair < TWO_BYTES.length; pair++) {
            int lead = FIRST_NON_ASCII + (pair >> 8);
            TWO_BYTES[pair] = ONE_BYTE[lead] == NONE ? decoded(decoder, (byte) lead, (byte) pair) : NONE;
        }
    }

    private char[] scratch = new char[256];
    private boolean malformed;

    private static char decoded(CharsetDecoder decoder, byte... bytes) {
        CharBuffer one = CharBuffer.allocate(2);
        boolean whole =
                !decoder.reset().decode(ByteBuffer.wrap(bytes), one, true).isError() && one.position() == 1;
        return whole ? one.get(0) : NONE;
    }

    /** Whether two bytes have the shape of one character, be it one that exists or not. */
    static boolean isPair(byte first, byte second) {
        int lead = first & 0xFF;
        int trail = second & 0xFF;
        boolean leads = (lead >= 0x81 && lead <= 0x9F) || (lead >= 0xE0 && lead <= 0xFC);
        return leads && trail >= 0x40 && trail <= 0xFC && trail != 0x7F;
    }

    private static int pair(byte first, byte second) {
        return (first & 0x7F) << 8 | (second & 0xFF);
    }

    @Override
    public String of(byte[] bytes, int from, int to) {
        malformed = false;
        if (Words.ascii(bytes, from, to)) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        if (scratch.length < to - from) {
            scratch = new char[Math.max(to - from, 2 * scratch.length)];
        }
        int length = decode(bytes, from, to);
        if (length < 0) {
            malformed = true;
            return LegacyText.decode(bytes, from, to, LegacyText.WINDOWS_31J).text();
        }
        return new String(scratch, 0, length);
    }

    @Override
    public boolean malformed() {
        return malformed;
    }

    /** How many chars stand in the scratch space now, or -1 for bytes that are no windows-31j. */
    private int decode(byte[] bytes, int from, int to) {
        char[] chars = scratch;
        int length = 0;
        int at = from;
        while (at < to) {
            byte first = bytes[at++];
            char character = ONE_BYTE[first & 0xFF];
            if (character == NONE) {
                character = at < to ? TWO_BYTES[pair(first, bytes[at++])] : NONE;
                if (character == NONE) {
                    return -1;
                }
            }
            chars[length++] = character;
        }
        return length;
    }
}
