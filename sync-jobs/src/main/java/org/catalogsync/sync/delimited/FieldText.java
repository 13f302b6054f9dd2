package org.catalogsync.sync.delimited;

import org.catalogsync.sync.record.SourceCharset;

/** Makes texts of a field's bytes. Keeps scratch space, so one instance serves one cursor. */
public interface FieldText {

    /** For one cursor over bytes of this charset. */
    static FieldText of(SourceCharset charset) {
        return switch (charset) {
            case UTF_8 -> new Utf8Text();
            case WINDOWS_31J -> new Windows31jText();
        };
    }

    /** The text of {@code bytes[from, to)}; where they do not all decode, the readable rendering of {@link org.catalogsync.model.legacy.LegacyText}, and {@link #malformed()} holds. */
    String of(byte[] bytes, int from, int to);

    /** Whether the last text was made of bytes that do not all decode. */
    boolean malformed();
}
