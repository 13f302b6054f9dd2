package org.catalogsync.chat.compose;

/**
 * Tokens of one call: what the model counted, or, where its stream was ended before it could say so, what they are reckoned to be.
 */
public record Usage(long input, long output) {
    static final Usage NONE = new Usage(0, 0);

    private static final double LETTERS_A_TOKEN = 3.5;
    private static final double TOKENS_A_SIGN = 1.3;

    /** Rather too many than too few. */
    static long reckoned(String text) {
        long ascii = text.codePoints().filter(c -> c < 128).count();
        long others = text.codePoints().count() - ascii;
        return (long) Math.ceil(ascii / LETTERS_A_TOKEN + others * TOKENS_A_SIGN);
    }
}
