package org.catalogsync.devstack.erp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Text as it stands between the tags of a document in windows-31j. */
final class XmlBytes {
    /** What Japanese printers set for a character that they do not have; XML has no way to write most controls at all. */
    private static final int GETA = 0x81AC;

    private XmlBytes() {}

    /** A text; characters that windows-31j lacks become references. */
    static byte[] of(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() * 2);
        text.codePoints().forEach(character -> write(character, out));
        return out.toByteArray();
    }

    /** Bytes that are in windows-31j already, or should be: what stands for nothing stays as it is. No byte that has to be escaped is ever the second one of a character. */
    static byte[] ofBytes(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 16);
        for (byte one : bytes) {
            if (one >= 0) {
                ascii(one, out);
            } else {
                out.write(one);
            }
        }
        return out.toByteArray();
    }

    private static void write(int character, ByteArrayOutputStream out) {
        int code = Windows31j.code(character);
        if (code >= 0 && code < 0x80) {
            ascii(code, out);
        } else if (code >= 0) {
            Windows31j.write(code, out);
        } else if (isInXml(character)) {
            out.writeBytes(("&#" + character + ";").getBytes(StandardCharsets.US_ASCII));
        } else {
            Windows31j.write(GETA, out);
        }
    }

    private static void ascii(int one, ByteArrayOutputStream out) {
        switch (one) {
            case '&' -> out.writeBytes("&amp;".getBytes(StandardCharsets.US_ASCII));
            case '<' -> out.writeBytes("&lt;".getBytes(StandardCharsets.US_ASCII));
            case '>' -> out.writeBytes("&gt;".getBytes(StandardCharsets.US_ASCII));
            case '\t', '\n', '\r' -> out.write(one);
            default -> {
                if (one < ' ') {
                    Windows31j.write(GETA, out);
                } else {
                    out.write(one);
                }
            }
        }
    }

    /** XML 1.0 has neither halves of pairs nor the last two of the plane, not even as references. */
    private static boolean isInXml(int character) {
        boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return !half && character != 0xFFFE && character != 0xFFFF;
    }
}
