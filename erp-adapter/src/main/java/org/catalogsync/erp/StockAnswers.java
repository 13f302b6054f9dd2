package org.catalogsync.erp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.model.Isbn;

/**
 * What came of one exchange.
 *
 * @param byIsbn exactly one answer for each ISBN that was asked for, in the order of asking, and none for others
 * @param notices what is worth telling about the exchange as a whole, such as rows that nobody asked for
 */
public record StockAnswers(Map<Isbn, StockAnswer> byIsbn, List<Finding> notices) {

    public StockAnswers {
        byIsbn = Collections.unmodifiableMap(new LinkedHashMap<>(byIsbn));
        notices = List.copyOf(notices);
    }

    /**
     * The answer for an ISBN that was asked for.
     *
     * @throws IllegalArgumentException for another one
     */
    public StockAnswer of(Isbn isbn) {
        StockAnswer answer = byIsbn.get(isbn);
        if (answer == null) {
            throw new IllegalArgumentException(isbn + " was not asked for; asked were " + byIsbn.keySet());
        }
        return answer;
    }
}
