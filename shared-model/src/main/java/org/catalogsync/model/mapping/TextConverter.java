package org.catalogsync.model.mapping;

import java.util.ArrayList;
import java.util.List;
import org.catalogsync.model.legacy.NormalText;
import org.catalogsync.model.legacy.TextNormaliser;

/** Text for people, in normal form. */
final class TextConverter implements Converter<String> {
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
        return normal.text().isEmpty() ? Reading.absent() : new Reading.Value<>(normal.text(), remarks(normal));
    }

    static List<Remark> remarks(NormalText normal) {
        if (!normal.privateUse() && !normal.replaced()) {
            return List.of();
        }
        List<Remark> remarks = new ArrayList<>(2);
        if (normal.privateUse()) {
            remarks.add(Remark.PRIVATE_USE_CHARACTER);
        }
        if (normal.replaced()) {
            remarks.add(Remark.REPLACEMENT_CHARACTER);
        }
        return List.copyOf(remarks);
    }

    @Override
    public boolean looksLike(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetter(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
