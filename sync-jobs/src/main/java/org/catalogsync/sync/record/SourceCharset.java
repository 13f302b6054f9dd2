package org.catalogsync.sync.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.catalogsync.model.legacy.LegacyText;

/** The charsets that a source may be written in. */
public enum SourceCharset {
    UTF_8("UTF-8", StandardCharsets.UTF_8),
    WINDOWS_31J("windows-31j", LegacyText.WINDOWS_31J);

    private final String label;
    private final Charset charset;

    SourceCharset(String label, Charset charset) {
        this.label = label;
        this.charset = charset;
    }

    /**
     * The charset of a declared name; every kind of Shift_JIS means windows-31j by policy.
     *
     * @throws IllegalArgumentException for another charset
     */
    public static SourceCharset named(String name) {
        return LegacyText.charset(name).equals(LegacyText.WINDOWS_31J) ? WINDOWS_31J : UTF_8;
    }

    public Charset charset() {
        return charset;
    }

    /** Whether all of these bytes are characters of this charset. */
    public boolean decodes(byte[] bytes) {
        try {
            charset.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException foreign) {
            return false;
        }
    }

    /** Whether {@code bytes[from, to)} end with the beginning of a character whose rest stands behind them. */
    public boolean endsWithinACharacter(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            at += length(bytes[at] & 0xFF);
        }
        return at > to;
    }

    /** How many bytes a character has that begins so. */
    private int length(int first) {
        return switch (this) {
            case WINDOWS_31J -> (first >= 0x81 && first <= 0x9F) || (first >= 0xE0 && first <= 0xFC) ? 2 : 1;
            case UTF_8 -> first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
        };
    }

    @Override
    public String toString() {
        return label;
    }
}
