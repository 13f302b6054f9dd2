package org.catalogsync.chat.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.catalogsync.chat.lookup.Fact;
import org.jspecify.annotations.Nullable;

/** Makes volumes of titles and numbers that stand beside each other in a sentence, in either order. */
final class Naming {
    private final List<Fact> facts;

    private @Nullable List<Fact> lastTitle;
    /** The title that the next number of a volume stands beside. */
    private @Nullable List<Fact> narrowedTo;

    private @Nullable List<String> pendingVolumes;
    private int pendingEnd;

    Naming(List<Fact> facts) {
        this.facts = facts;
    }

    /**
     * What a name means.
     *
     * @param those none where one of the volumes is not known
     * @param whole whether it is a title by itself
     */
    record Named(List<Fact> those, String word, boolean whole) {}

    /** Null where numbers behind it say which of them. */
    @Nullable
    Named titled(String text, Token.Titled titled, @Nullable Token next) {
        lastTitle = titled.facts();
        if (pendingVolumes != null && Beside.follows(text, pendingEnd, titled.at())) {
            List<String> volumes = pendingVolumes;
            pendingVolumes = null;
            return of(titled.facts(), volumes, String.join(", ", volumes));
        }
        boolean narrowed = next instanceof Token.Volumes volumes && Beside.adjoins(text, titled.end(), volumes.at());
        narrowedTo = narrowed ? titled.facts() : null;
        return narrowed ? null : new Named(titled.facts(), "", true);
    }

    /**
     * Null where a title behind them says of which series.
     *
     * @param spokenOf of what the sentence speaks where it has named no title
     */
    @Nullable
    Named volumes(String text, Token.Volumes volumes, @Nullable Token next, Supplier<List<Fact>> spokenOf) {
        if (next instanceof Token.Titled titled && Beside.follows(text, volumes.end(), titled.at())) {
            pendingVolumes = volumes.volumes();
            pendingEnd = volumes.end();
            return null;
        }
        List<Fact> among =
                narrowedTo != null ? narrowedTo : ofTheSeriesOf(lastTitle != null ? lastTitle : spokenOf.get());
        narrowedTo = null;
        return of(among, volumes.volumes(), volumes.word());
    }

    private List<Fact> ofTheSeriesOf(List<Fact> those) {
        Set<Series> series = those.stream().map(Series::of).collect(Collectors.toSet());
        return facts.stream().filter(fact -> series.contains(Series.of(fact))).toList();
    }

    private static Named of(List<Fact> among, List<String> volumes, String word) {
        List<Fact> found = new ArrayList<>();
        for (String volume : volumes) {
            List<Fact> those = among.stream()
                    .filter(fact -> fact.volume() != null && sameVolume(fact.volume(), volume))
                    .toList();
            if (those.isEmpty()) {
                return new Named(List.of(), word, false);
            }
            found.addAll(those);
        }
        return new Named(found, word, false);
    }

    private static boolean sameVolume(String a, String b) {
        return a.equals(b) || a.replaceFirst("^0+(?=.)", "").equals(b.replaceFirst("^0+(?=.)", ""));
    }
}
