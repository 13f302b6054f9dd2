package org.catalogsync.model.mapping;

import org.catalogsync.model.Isbn;
import org.catalogsync.model.legacy.LegacyIsbn;

/** The key of the row. An empty cell is unreadable and not absent: every row must have one. */
final class IsbnConverter implements Converter<Isbn> {
    private static final Reading<Isbn> NO_ISBN =
            new Reading.Unreadable<>(Reading.Problem.FORM, "an ISBN-13 or ISBN-10, such as 978-4-06-519321-1");
    private static final Reading<Isbn> WRONG_CHECK_DIGIT =
            new Reading.Unreadable<>(Reading.Problem.CHECK_DIGIT, "an ISBN whose last digit checks the others");

    @Override
    public String name() {
        return "isbn";
    }

    @Override
    public Class<Isbn> type() {
        return Isbn.class;
    }

    @Override
    public Reading<Isbn> read(String text) {
        Isbn isbn = LegacyIsbn.parse(text);
        if (isbn != null) {
            return new Reading.Value<>(isbn);
        }
        return LegacyIsbn.isWellFormed(text) ? WRONG_CHECK_DIGIT : NO_ISBN;
    }

    @Override
    public boolean looksLike(String text) {
        return LegacyIsbn.isWellFormed(text);
    }
}
