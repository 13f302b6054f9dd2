package org.catalogsync.model.mapping;

import org.catalogsync.model.legacy.TextNormaliser;

/** A warehouse code, such as TK01. */
final class WarehouseConverter implements Converter<String> {

    @Override
    public String name() {
        return "warehouse";
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
        return text.length() <= 8
                && text.chars().anyMatch(Character::isDigit)
                && text.chars().anyMatch(Character::isLetter);
    }
}
