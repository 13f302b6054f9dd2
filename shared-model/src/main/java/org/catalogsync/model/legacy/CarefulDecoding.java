package org.catalogsync.model.legacy;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Decodes text that is known or suspected to hold bad bytes, and says where they are. */
final class CarefulDecoding {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final StringBuilder text = new StringBuilder();
    private final List<BadBytes> bad = new ArrayList<>();

    private CarefulDecoding(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    static DecodedText of(byte[] bytes, int from, int to, Charset charset) {
        CarefulDecoding decoding = new CarefulDecoding(bytes, from, to);
        if (charset.equals(LegacyText.WINDOWS_31J)) {
            decoding.windows31j();
        } else {
            decoding.standard(charset);
        }
        return new DecodedText(decoding.text.toString(), List.copyOf(decoding.bad));
    }

    /** Walks by the shape of the bytes: Java's own decoder takes only the first byte of 81 AD as bad and shows the second as ｭ. */
    private void windows31j() {
        for (int at = from; at < to; ) {
            int length = isPair(at) ? 2 : 1;
            String character = new String(bytes, at, length, LegacyText.WINDOWS_31J);
            if (character.indexOf('\uFFFD') < 0) {
                text.append(character);
            } else {
                report(at, length);
            }
            at += length;
        }
    }

    private boolean isPair(int at) {
        if (at + 1 >= to) {
            return false;
        }
        int lead = bytes[at] & 0xff;
        int trail = bytes[at + 1] & 0xff;
        boolean leads = (lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc);
        return leads && trail >= 0x40 && trail <= 0xfc && trail != 0x7f;
    }

    private void standard(Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        CharBuffer out = CharBuffer.allocate(to - from + 1);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            text.append(out.flip());
            out.clear();
            if (!result.isError()) {
                return;
            }
            report(in.position(), result.length());
            in.position(in.position() + result.length());
        }
    }

    private void report(int at, int length) {
        String hex = HEX.formatHex(bytes, at, at + length);
        bad.add(new BadBytes(at - from, hex));
        text.append('<').append(hex).append('>');
    }
}
