package org.catalogsync.model.mapping;

import org.catalogsync.model.legacy.TextNormaliser;

/** The reading of a title in full-width katakana. */
final class KanaConverter implements Converter<String> {

    @Override
    public String name() {
        return "kana";
    }

    @Override
    public Class<String> type() {
        return String.class;
    }

    @Override
    public Reading<String> read(String text) {
        return TextConverter.reading(TextNormaliser.read(text));
    }

    @Override
    public boolean looksLike(String text) {
        return text.codePoints().anyMatch(Character::isLetter)
                && text.codePoints().noneMatch(Character::isIdeographic);
    }
}
