package org.catalogsync.erp.facade.inventory;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.catalogsync.erp.facade.http.Problem;
import org.catalogsync.erp.facade.http.Refused;
import org.catalogsync.erp.facade.http.WrongValue;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.legacy.LegacyIsbn;

/** Reads ISBNs as people write them: 13 or 10 digits, with hyphens or spaces, full-width digits too. All that cannot be read are told together. */
final class Isbns {
    /** Different ISBNs in one question: five calls of the ERP's batch operation. */
    static final int MOST = 100;

    /** So many wrong values are told one by one. */
    private static final int MOST_TOLD = 20;

    private Isbns() {}

    /** The one of a path. */
    static Isbn one(String text) {
        return several("isbn", List.of(text)).getFirst();
    }

    /**
     * Each once, in the order in which they were asked first.
     *
     * @param in what the values are called
     */
    static List<Isbn> several(String in, List<String> texts) {
        Set<Isbn> isbns = new LinkedHashSet<>();
        List<WrongValue> wrong = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Isbn isbn = LegacyIsbn.parse(texts.get(i));
            if (isbn == null) {
                wrong.add(wrong(texts.size() == 1 ? in : in + "[" + i + "]", texts.get(i)));
            } else {
                isbns.add(isbn);
            }
        }
        if (!wrong.isEmpty()) {
            throw refused(wrong);
        }
        if (isbns.size() > MOST) {
            throw new Refused(Problem.of(
                    400,
                    "too_many_isbns",
                    in + ": expected at most " + MOST + " different ISBNs, found " + isbns.size()));
        }
        return List.copyOf(isbns);
    }

    private static WrongValue wrong(String in, String text) {
        return new WrongValue(
                in,
                text,
                "an ISBN-13 that begins with 978 or 979, or an ISBN-10",
                LegacyIsbn.isWellFormed(text) ? "a check digit that is another number's" : "another form");
    }

    private static Refused refused(List<WrongValue> wrong) {
        if (wrong.size() == 1) {
            return Refused.value("invalid_isbn", wrong.getFirst());
        }
        return new Refused(Problem.of(
                        400,
                        "invalid_isbn",
                        wrong.size() + " values are no ISBN; errors names "
                                + (wrong.size() > MOST_TOLD ? "the first " + MOST_TOLD : "them"))
                .because(wrong.subList(0, Math.min(wrong.size(), MOST_TOLD))));
    }
}
