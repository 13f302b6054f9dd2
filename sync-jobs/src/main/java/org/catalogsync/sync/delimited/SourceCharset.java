package org.catalogsync.sync.delimited;

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

    FieldText newFieldText() {
        return switch (this) {
            case UTF_8 -> new Utf8Text();
            case WINDOWS_31J -> new Windows31jText();
        };
    }

    @Override
    public String toString() {
        return label;
    }
}
