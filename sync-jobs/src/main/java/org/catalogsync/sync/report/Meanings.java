package org.catalogsync.sync.report;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.catalogsync.quality.row.RowRule;
import org.catalogsync.quality.row.RowRules;
import org.catalogsync.quality.row.RowWarning;

/** What the ids of rules and warnings mean, for somebody who meets them for the first time. */
final class Meanings {

    private Meanings() {}

    /** Empty for an id that is neither. */
    static String of(String id) {
        Optional<String> rule = Arrays.stream(RowRule.values())
                .filter(one -> one.id().equals(id))
                .map(Meanings::of)
                .findFirst();
        Stream<String> warning = Arrays.stream(RowWarning.values())
                .filter(one -> one.id().equals(id))
                .map(Meanings::of);
        return Stream.concat(rule.stream(), warning).findFirst().orElse("");
    }

    private static String of(RowRule rule) {
        return switch (rule) {
            case ROW_UNREADABLE -> "what the source gave for the row cannot be read as one";
            case COLUMN_COUNT -> "more or fewer columns than declared";
            case UNMAPPABLE_BYTES -> "bytes of a required field that the declared charset does not have";
            case ISBN_FORMAT -> "not the form of an ISBN";
            case ISBN_CHECK_DIGIT -> "the ISBN's check digit does not match";
            case TITLE_MISSING -> "no title";
            case TITLE_TOO_LONG -> "a title of more than " + RowRules.TITLE_MAX + " characters";
            case QUANTITY_MISSING -> "no quantity; unknown is never 0";
            case QUANTITY_NOT_A_NUMBER -> "the quantity is not a number";
            case QUANTITY_NEGATIVE -> "the quantity is below 0";
            case WAREHOUSE_MISSING -> "no warehouse";
        };
    }

    private static String of(RowWarning warning) {
        return switch (warning) {
            case KANA_UNREADABLE -> "reading in kana left out";
            case AUTHOR_UNREADABLE -> "author left out";
            case GENRE_UNREADABLE -> "genre left out";
            case STATUS_UNREADABLE -> "stock code unreadable; the quantity decided";
            case PRICE_UNREADABLE -> "price left out";
            case RESTOCK_DATE_UNREADABLE -> "last restock date left out";
            case ETA_UNREADABLE -> "restock ETA left out";
            case UPDATED_AT_UNREADABLE -> "time of last change unreadable";
            case STATUS_UNKNOWN -> "a stock code that nobody documented";
            case STATUS_DISAGREES -> "stock code and quantity disagree; the quantity decided";
            case PRIVATE_USE_CHARACTER -> "a user-defined character (gaiji) that only the ERP's fonts can show";
            case REPLACEMENT_CHARACTER -> "a character was lost before the export";
        };
    }
}
