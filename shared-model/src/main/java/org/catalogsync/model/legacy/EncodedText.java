package org.catalogsync.model.legacy;

/**
 * Text as windows-31j bytes.
 *
 * @param bytes the bytes; a character that the charset lacks stands there as the geta mark 〓, as Japanese typesetters do
 * @param lost the characters that the charset lacks, in order, empty where all survived
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes go straight to a wire
public record EncodedText(byte[] bytes, String lost) {

    /** Whether every character survived. */
    public boolean isComplete() {
        return lost.isEmpty();
    }
}
