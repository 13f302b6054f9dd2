package org.catalogsync.chat.compose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.lookup.Fact;

/** What volumes are called: one by its title, several of a series by the series and their numbers. */
final class Names {
    private final Language language;

    Names(Language language) {
        this.language = language;
    }

    /** One volume: 『…』 with its title as it is, and its number where the title does not have it. */
    String of(Fact fact) {
        Series series = Series.of(fact);
        String volume = fact.volume();
        return volume == null || !series.numbered() || !series.name().equals(fact.title())
                ? quoted(fact.title())
                : numbered(fact.title(), List.of(volume));
    }

    /** Several, the volumes of a series together. */
    String of(List<Fact> facts) {
        if (facts.size() == 1) {
            return of(facts.getFirst());
        }
        Map<Series, List<String>> bySeries = new LinkedHashMap<>();
        for (Fact fact : facts) {
            String volume = fact.volume();
            List<String> volumes = bySeries.computeIfAbsent(Series.of(fact), s -> new ArrayList<>());
            if (volume != null) {
                volumes.add(volume);
            }
        }
        List<String> names = new ArrayList<>();
        bySeries.forEach((series, volumes) ->
                names.add(series.numbered() ? numbered(series.name(), volumes) : quoted(series.name())));
        return joined(names);
    }

    String joined(List<String> names) {
        return switch (language) {
            case JAPANESE -> String.join("、", names);
            case ENGLISH -> english(names);
        };
    }

    private static String english(List<String> names) {
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    String quoted(String title) {
        return switch (language) {
            case JAPANESE -> "『" + title + "』";
            case ENGLISH -> "“" + title + "”";
        };
    }

    private String numbered(String series, List<String> volumes) {
        List<String> ranges = Ranges.of(volumes);
        return switch (language) {
            case JAPANESE ->
                quoted(series)
                        + String.join("、", ranges.stream().map(Names::japanese).toList());
            case ENGLISH -> (volumes.size() == 1 ? "volume " : "volumes ") + english(ranges) + " of " + quoted(series);
        };
    }

    private static String japanese(String range) {
        return "上中下".contains(range) ? range + "巻" : "第" + range + "巻";
    }
}
