package org.catalogsync.model.legacy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The one encoding boundary: legacy bytes become text here and nowhere else. What calls itself Shift_JIS is windows-31j by policy, and bytes that stand for nothing are reported, never silently replaced.
 */
public final class LegacyText {
    /** What Japanese systems mean when they say Shift_JIS. */
    public static final Charset WINDOWS_31J = Charset.forName("windows-31j");

    private static final char REPLACEMENT = '\uFFFD';

    private LegacyText() {}

    /**
     * The charset to decode by when a document or a declaration names one.
     *
     * @throws IllegalArgumentException for a charset that is neither UTF-8 nor a kind of Shift_JIS
     */
    public static Charset charset(String declared) {
        return switch (declared.trim().toLowerCase(Locale.ROOT).replace('_', '-')) {
            case "utf-8", "utf8" -> StandardCharsets.UTF_8;
            case "windows-31j",
                    "cp932",
                    "ms932",
                    "windows-932",
                    "cswindows31j",
                    "shift-jis",
                    "sjis",
                    "x-sjis",
                    "ms-kanji",
                    "csshiftjis" -> WINDOWS_31J;
            default ->
                throw new IllegalArgumentException("no charset of the ERP is called '" + declared
                        + "'; there are windows-31j (also as Shift_JIS) and UTF-8");
        };
    }

    /** Decodes a range of bytes. Total: bytes that stand for nothing are part of the answer. */
    public static DecodedText decode(byte[] bytes, int from, int to, Charset charset) {
        String text = new String(bytes, from, to - from, charset);
        // Both decoders put U+FFFD where they fail, which UTF-8 may also hold in earnest: the careful pass tells.
        return text.indexOf(REPLACEMENT) < 0
                ? new DecodedText(text, List.of())
                : CarefulDecoding.of(bytes, from, to, charset);
    }

    /** The windows-31j bytes of a text, decoded or typed, standard Unicode spellings included: both wave dashes become 0x8160. */
    public static EncodedText encode(String text) {
        return Windows31jEncoding.of(text);
    }
}
