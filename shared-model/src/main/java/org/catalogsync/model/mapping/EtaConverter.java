package org.catalogsync.model.mapping;

import org.catalogsync.model.legacy.LegacyNumber;

/** Days until the next delivery, 0 or more. */
final class EtaConverter implements Converter<Integer> {
    private static final Reading<Integer> NO_DAYS =
            new Reading.Unreadable<>(Reading.Problem.FORM, "a whole number of days");
    private static final Reading<Integer> NEGATIVE =
            new Reading.Unreadable<>(Reading.Problem.IMPOSSIBLE, "0 days or more");

    @Override
    public String name() {
        return "eta";
    }

    @Override
    public Class<Integer> type() {
        return Integer.class;
    }

    @Override
    public Reading<Integer> read(String text) {
        int days = LegacyNumber.parse(text);
        if (days >= 0) {
            return new Reading.Value<>(days);
        }
        if (days != LegacyNumber.UNREADABLE) {
            return NEGATIVE;
        }
        return text.isBlank() ? Reading.absent() : NO_DAYS;
    }

    @Override
    public boolean looksLike(String text) {
        return LegacyNumber.parse(text) != LegacyNumber.UNREADABLE;
    }
}
