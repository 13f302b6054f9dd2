package org.catalogsync.chat.intent;

/** The language of a question, in which it is answered. */
public enum Language {
    JAPANESE("ja"),
    ENGLISH("en");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** BCP 47. */
    public String tag() {
        return tag;
    }
}
