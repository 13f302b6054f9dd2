package org.catalogsync.erp;

/**
 * How large an answer may be. An answer of 20 rows has some 10 KB, five levels and no attributes; the limits bound the memory that a broken or hostile peer can make us spend.
 *
 * @param bytes of the body as it comes
 * @param depth of elements within each other
 * @param elements in all
 * @param fieldChars of one field's text
 * @param attributes of one element, namespace declarations included
 * @param tagChars of one tag, with all that stands in it
 */
public record AnswerLimits(int bytes, int depth, int elements, int fieldChars, int attributes, int tagChars) {
    public static final AnswerLimits DEFAULT = new AnswerLimits(1 << 20, 16, 2_000, 4_096, 32, 8_192);

    public AnswerLimits {
        if (bytes < 1 || depth < 1 || elements < 1 || fieldChars < 1 || attributes < 1 || tagChars < 1) {
            throw new IllegalArgumentException("limits are at least 1");
        }
    }

    /** The same with another bound on the body. */
    public AnswerLimits withBytes(int most) {
        return new AnswerLimits(most, depth, elements, fieldChars, attributes, tagChars);
    }
}
