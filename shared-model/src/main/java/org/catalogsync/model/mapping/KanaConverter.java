package org.catalogsync.model.mapping;

import org.catalogsync.model.legacy.KanaReading;
import org.catalogsync.model.legacy.NormalText;
import org.catalogsync.model.legacy.TextNormaliser;

/** The reading of a title in full-width katakana. */
final class KanaConverter implements Converter<String> {
    private static final Reading<String> NO_READING =
            new Reading.Unreadable<>(Reading.Problem.FORM, "a reading in kana, without kanji");

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
        NormalText normal = TextNormaliser.read(text);
        if (normal.text().isEmpty()) {
            return Reading.absent();
        }
        return KanaReading.isReading(normal.text())
                ? new Reading.Value<>(KanaReading.katakana(normal.text()), TextConverter.remarks(normal))
                : NO_READING;
    }

    @Override
    public boolean looksLike(String text) {
        return KanaReading.isReading(text) && new TextConverter().looksLike(text);
    }
}
