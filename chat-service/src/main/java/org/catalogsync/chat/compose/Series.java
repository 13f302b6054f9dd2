package org.catalogsync.chat.compose;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.catalogsync.chat.lookup.Fact;

/**
 * A volume's title, taken apart for naming several at once.
 *
 * @param name the title without its volume, or the whole title where its end is not its volume
 * @param numbered whether the volume may be named beside it
 */
record Series(String name, boolean numbered) {

    static Series of(Fact fact) {
        String volume = fact.volume();
        if (volume == null) {
            return new Series(fact.title(), false);
        }
        String title = Normalizer.normalize(fact.title(), Normalizer.Form.NFC).strip();
        String stem = tail(volume).matcher(title).replaceFirst("");
        if (!stem.isBlank() && stem.length() < title.length()) {
            return new Series(stem.strip(), true);
        }
        // A title that has the number somewhere else would have it twice.
        return new Series(fact.title(), !names(title, volume));
    }

    private static Pattern tail(String volume) {
        StringBuilder any = new StringBuilder();
        volume.chars().forEach(c -> {
            if (c >= '0' && c <= '9') {
                any.append('[').append((char) c).append((char) (c - '0' + '０')).append(']');
            } else {
                any.append(Pattern.quote(Character.toString(c)));
            }
        });
        return Pattern.compile("(?:(?<![0-9０-９])[\\s　]*[(\\[（〈]?(?:第|(?i:vol(?:ume)?\\.?)|#)?[\\s　]*[0０]*" + any
                + "[\\s　]*[巻卷]?[)\\]）〉]?)\\s*$");
    }

    private static boolean names(String title, String volume) {
        String folded = Normalizer.normalize(title, Normalizer.Form.NFKC);
        return Pattern.compile("(?<!\\d)0*" + Pattern.quote(volume) + "(?!\\d)")
                .matcher(folded)
                .find();
    }
}
