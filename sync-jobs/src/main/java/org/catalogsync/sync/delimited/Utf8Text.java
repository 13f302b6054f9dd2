package org.catalogsync.sync.delimited;

import java.nio.charset.StandardCharsets;
import org.catalogsync.model.legacy.LegacyText;

/** UTF-8, decoded here because the JDK's decoder either replaces malformed bytes silently or costs a CharBuffer per field. */
final class Utf8Text implements FieldText {
    private char[] scratch = new char[256];
    private boolean malformed;

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
            return LegacyText.decode(bytes, from, to, StandardCharsets.UTF_8).text();
        }
        return new String(scratch, 0, length);
    }

    @Override
    public boolean malformed() {
        return malformed;
    }

    /** How many chars stand in the scratch space now, or -1 for bytes that are no UTF-8. */
    private int decode(byte[] bytes, int from, int to) {
        char[] chars = scratch;
        int length = 0;
        int at = from;
        while (at < to) {
            int lead = bytes[at];
            if (lead >= 0) {
                chars[length++] = (char) lead;
                at++;
            } else if ((lead & 0xF0) == 0xE0) {
                int threeBytes = at + 2 < to ? threeBytes(lead, bytes[at + 1], bytes[at + 2]) : -1;
                if (threeBytes < 0) {
                    return -1;
                }
                chars[length++] = (char) threeBytes;
                at += 3;
            } else if ((lead & 0xE0) == 0xC0) {
                if (lead < (byte) 0xC2 || at + 1 >= to || !continues(bytes[at + 1])) {
                    return -1;
                }
                chars[length++] = (char) (((lead & 0x1F) << 6) | (bytes[at + 1] & 0x3F));
                at += 2;
            } else {
                int codePoint = at + 3 < to ? fourBytes(lead, bytes[at + 1], bytes[at + 2], bytes[at + 3]) : -1;
                if (codePoint < 0) {
                    return -1;
                }
                chars[length++] = Character.highSurrogate(codePoint);
                chars[length++] = Character.lowSurrogate(codePoint);
                at += 4;
            }
        }
        return length;
    }

    private static int threeBytes(int lead, int second, int third) {
        int unit = ((lead & 0x0F) << 12) | ((second & 0x3F) << 6) | (third & 0x3F);
        boolean wellFormed = continues(second) && continues(third) && unit >= 0x800 && (unit & 0xF800) != 0xD800;
        return wellFormed ? unit : -1;
    }

    private static int fourBytes(int lead, int second, int third, int fourth) {
        int codePoint = ((lead & 0x07) << 18) | ((second & 0x3F) << 12) | ((third & 0x3F) << 6) | (fourth & 0x3F);
        boolean wellFormed = (lead & 0xF8) == 0xF0
                && continues(second)
                && continues(third)
                && continues(fourth)
                && Character.isSupplementaryCodePoint(codePoint);
        return wellFormed ? codePoint : -1;
    }

    private static boolean continues(int next) {
        return (next & 0xC0) == 0x80;
    }
}
