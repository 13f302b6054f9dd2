package org.catalogsync.model.mapping;

import java.util.List;
import org.catalogsync.model.legacy.NormalText;
import org.catalogsync.model.legacy.TextNormaliser;

/** Text for people, in normal form. */
final class TextConverter implements Converter<String> {
    private static final List<Remark> PRIVATE_USE = List.of(Remark.PRIVATE_USE_CHARACTER);

    @Override
    public String name() {
        return "text";
    }

    @Override
    public Class<String> type() {
        return String.class;
    }

    @Override
    public Reading<String> read(String text) {
        return reading(TextNormaliser.read(text));
    }

    static Reading<String> reading(NormalText normal) {
        if (normal.text().isEmpty()) {
            return Reading.absent();
        }
        return normal.privateUse()
                ? new Reading.Value<>(normal.text(), PRIVATE_USE)
                : new Reading.Value<>(normal.text());
    }

    @Override
    public boolean looksLike(String text) {
        return text.codePoints().anyMatch(Character::isLetter);
    }
}
