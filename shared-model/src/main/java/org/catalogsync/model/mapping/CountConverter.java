package org.catalogsync.model.mapping;

import org.catalogsync.model.legacy.LegacyNumber;

/** A quantity. May be negative: that is for the rules to judge. */
final class CountConverter implements Converter<Integer> {
    private static final Reading<Integer> NO_NUMBER =
            new Reading.Unreadable<>(Reading.Problem.FORM, "a whole number, such as 12 or 1,200");

    @Override
    public String name() {
        return "count";
    }

    @Override
    public Class<Integer> type() {
        return Integer.class;
    }

    @Override
    public Reading<Integer> read(String text) {
        int number = LegacyNumber.parse(text);
        if (number != LegacyNumber.UNREADABLE) {
            return new Reading.Value<>(number);
        }
        return text.isBlank() ? Reading.absent() : NO_NUMBER;
    }

    @Override
    public boolean looksLike(String text) {
        return LegacyNumber.parse(text) != LegacyNumber.UNREADABLE;
    }
}
