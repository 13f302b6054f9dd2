package org.catalogsync.model.legacy;

import java.text.Normalizer;

/** The one normalisation of text, before anything is hashed, compared or indexed. */
public final class TextNormaliser {

    private TextNormaliser() {}

    /** The normal form of a text. */
    public static String normalise(String text) {
        return read(text).text();
    }

    /** The normal form of a text, with what there is to say about it. */
    public static NormalText read(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        return new NormalText(normal, false);
    }
}
