package org.catalogsync.chat.retrieve;

import java.util.List;

/**
 * A place of a question where the name of a series stands.
 *
 * @param from where it begins in the question's plain text
 * @param to behind its last character
 * @param letters how many letters the name has
 * @param errors how many letters were swapped, dropped, doubled or mistaken; 0 for the very name
 * @param series numbers of the series with this name; most names have one
 * @param editions numbers of series whose name begins so and goes on behind the volume, as in '灯台 第3巻 新装版'; not those in {@code series}
 */
public record Mention(int from, int to, int letters, int errors, List<Integer> series, List<Integer> editions) {

    public Mention {
        series = List.copyOf(series);
        editions = List.copyOf(editions);
    }

    /** How much speaks for this mention and against others that overlap it: a longer name for itself, each error against. */
    public int weight() {
        return letters - 3 * errors;
    }

    public boolean overlaps(Mention other) {
        return from < other.to && other.from < to;
    }
}
