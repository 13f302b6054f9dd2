package org.catalogsync.quality.row;

import java.util.Locale;

/** What every row must satisfy, in the order in which the first failing rule becomes the row's counted reason. */
public enum RowRule {
    /** The source itself can tell the row's columns apart, and vouches for them. A row with a flaw is judged by no other rule. */
    ROW_UNREADABLE,
    /** The row has as many columns as declared. A row that does not is judged by no other rule, since its columns cannot be told apart. */
    COLUMN_COUNT,
    /** The bytes of each required field belong to the declared charset. */
    UNMAPPABLE_BYTES,
    ISBN_FORMAT,
    ISBN_CHECK_DIGIT,
    TITLE_MISSING,
    /** The normalised title has at most {@link RowRules#TITLE_MAX} characters. */
    TITLE_TOO_LONG,
    QUANTITY_MISSING,
    QUANTITY_NOT_A_NUMBER,
    QUANTITY_NEGATIVE,
    WAREHOUSE_MISSING;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The spelling in reports and on the command line. */
    public String id() {
        return id;
    }

    /** The id, which is what JSON shows. */
    @Override
    public String toString() {
        return id;
    }

    /** The rule of an id. */
    public static RowRule of(String id) {
        for (RowRule rule : values()) {
            if (rule.id.equals(id)) {
                return rule;
            }
        }
        throw new IllegalArgumentException(
                "no rule is called '" + id + "'; the rules are " + java.util.Arrays.toString(values()));
    }
}
