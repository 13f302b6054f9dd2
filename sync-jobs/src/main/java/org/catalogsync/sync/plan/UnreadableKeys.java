package org.catalogsync.sync.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.catalogsync.model.Isbn;

/**
 * The keys of rejected rows that could not be read. A missing product whose ISBN is within one character of such a text may be that row, so it is held and not deleted.
 *
 * <p>Texts and ISBNs are compared by their variants with one character left out: two texts within one insertion, deletion or substitution share such a variant (or one equals a variant of the other).
 */
public final class UnreadableKeys {
    /** Texts by their variants; sharing a variant is necessary for being within one character, not sufficient. */
    private final Map<String, Set<String>> textsByVariant = new HashMap<>();

    public UnreadableKeys(Collection<String> rawTexts) {
        for (String raw : rawTexts) {
            // The source may write hyphens and spaces; ISBN-10s stand for the digits that they share with the ISBN-13.
            String digits = digits(raw);
            if (digits.length() >= 8) {
                addVariants(digits);
            }
        }
    }

    public boolean mayBe(Isbn isbn) {
        if (textsByVariant.isEmpty()) {
            return false;
        }
        return matches(isbn.value()) || matches(isbn.value().substring(3, 12)) || matches(asIsbn10(isbn));
    }

    private boolean matches(String key) {
        if (sharesVariant(key, key)) {
            return true;
        }
        for (int i = 0; i < key.length(); i++) {
            if (sharesVariant(without(key, i), key)) {
                return true;
            }
        }
        return false;
    }

    private boolean sharesVariant(String variant, String key) {
        return textsByVariant.getOrDefault(variant, Set.of()).stream().anyMatch(text -> withinOneCharacter(text, key));
    }

    /** Equal, or equal but for one character that is other, lost or too many. */
    private static boolean withinOneCharacter(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        int front = 0;
        while (front < shorter && a.charAt(front) == b.charAt(front)) {
            front++;
        }
        int back = 0;
        while (back < shorter - front && a.charAt(a.length() - 1 - back) == b.charAt(b.length() - 1 - back)) {
            back++;
        }
        return Math.max(a.length(), b.length()) - front - back <= 1;
    }

    private void addVariants(String text) {
        addVariant(text, text);
        for (int i = 0; i < text.length(); i++) {
            addVariant(without(text, i), text);
        }
    }

    private void addVariant(String variant, String text) {
        textsByVariant.computeIfAbsent(variant, any -> new HashSet<>(2)).add(text);
    }

    private static String without(String text, int at) {
        return text.substring(0, at) + text.substring(at + 1);
    }

    private static String asIsbn10(Isbn isbn) {
        String nine = isbn.value().substring(3, 12);
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (10 - i) * (nine.charAt(i) - '0');
        }
        int check = (11 - sum % 11) % 11;
        return nine + (check == 10 ? "X" : Integer.toString(check));
    }

    private static String digits(String raw) {
        StringBuilder kept = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c >= '０' && c <= '９') {
                c = (char) (c - '０' + '0');
            }
            if (Character.isLetterOrDigit(c)) {
                kept.append(Character.toUpperCase(c));
            }
        }
        return kept.toString();
    }
}
