package org.catalogsync.model.mapping;

import org.catalogsync.model.legacy.LegacyNumber;

/** A price in yen, 0 or more. */
final class YenConverter implements Converter<Integer> {
    private static final Reading<Integer> NO_PRICE =
            new Reading.Unreadable<>(Reading.Problem.FORM, "whole yen, such as 1234, ¥1,234 or 1,234円");
    private static final Reading<Integer> NEGATIVE =
            new Reading.Unreadable<>(Reading.Problem.IMPOSSIBLE, "a price of 0 or more");

    @Override
    public String name() {
        return "yen";
    }

    @Override
    public Class<Integer> type() {
        return Integer.class;
    }

    @Override
    public Reading<Integer> read(String text) {
        int yen = LegacyNumber.parseYen(text);
        if (yen >= 0) {
            return new Reading.Value<>(yen);
        }
        if (yen != LegacyNumber.UNREADABLE) {
            return NEGATIVE;
        }
        return text.isBlank() ? Reading.absent() : NO_PRICE;
    }

    @Override
    public boolean looksLike(String text) {
        return LegacyNumber.parseYen(text) != LegacyNumber.UNREADABLE;
    }
}
