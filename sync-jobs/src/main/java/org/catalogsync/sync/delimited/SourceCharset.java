package org.catalogsync.sync.delimited;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The charsets that a source may be written in. */
public enum SourceCharset {
    UTF_8("UTF-8", StandardCharsets.UTF_8, Set.of("utf-8", "utf8")),
    /** What the ERP calls Shift_JIS: the JDK's own Shift_JIS would lose ㈱, ① and 﨑 without a word. */
    WINDOWS_31J(
            "windows-31j",
            Charset.forName("windows-31j"),
            Set.of("windows-31j", "shift_jis", "shift-jis", "sjis", "ms932", "cp932"));

    private final String label;
    private final Charset charset;
    private final Set<String> names;

    SourceCharset(String label, Charset charset, Set<String> names) {
        this.label = label;
        this.charset = charset;
        this.names = names;
    }

    /** The charset of a declared name; every alias of Shift_JIS means windows-31j by policy. */
    public static Optional<SourceCharset> named(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        for (SourceCharset candidate : values()) {
            if (candidate.names.contains(folded)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
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
