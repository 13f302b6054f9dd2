package org.catalogsync.erp.facade.http;

/**
 * A value of a request that cannot be used.
 *
 * @param in where it stood, such as {@code isbn} or {@code isbns[3]}
 * @param value as it came, cut to a length that a person reads
 * @param expected for people
 * @param found what is wrong with it, for people
 */
public record WrongValue(String in, String value, String expected, String found) {
    private static final int LONGEST = 80;

    public WrongValue {
        boolean longer = value.codePointCount(0, value.length()) > LONGEST;
        value = longer ? value.substring(0, value.offsetByCodePoints(0, LONGEST)) + "…" : value;
    }
}
