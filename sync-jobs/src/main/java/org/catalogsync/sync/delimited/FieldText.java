package org.catalogsync.sync.delimited;

/** Makes texts of a field's bytes. Keeps scratch space, so one instance serves one cursor. */
interface FieldText {

    /** The text of {@code bytes[from, to)}; where they do not all decode, the readable rendering of {@link org.catalogsync.model.legacy.LegacyText}, and {@link #malformed()} holds. */
    String of(byte[] bytes, int from, int to);

    /** Whether the last text was made of bytes that do not all decode. */
    boolean malformed();
}
