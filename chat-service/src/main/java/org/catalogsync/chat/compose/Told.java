package org.catalogsync.chat.compose;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.catalogsync.chat.compose.Claim.Topic;
import org.catalogsync.chat.compose.Objection.Kind;
import org.catalogsync.chat.lookup.Fact;

/** What the sentences of one answer have said so far, and of which volumes. */
final class Told {
    private final Set<Fact> named = new LinkedHashSet<>();
    private final Set<Fact> stocked = new HashSet<>();
    private final Set<Fact> priced = new HashSet<>();
    /** Of whom something of the kind has been said. */
    private final Map<Topic, Set<Fact>> answered = new EnumMap<>(Topic.class);

    private final Set<Fact> described = new HashSet<>();
    private final Set<Fact> dated = new HashSet<>();

    void named(Collection<Fact> facts) {
        named.addAll(facts);
    }

    /** Those of which something has been said, and nothing of this kind; all of them, where they were only named. */
    List<Fact> open(Topic topic) {
        Set<Fact> closed = answered.getOrDefault(topic, Set.of());
        return named.stream()
                .filter(fact -> described.isEmpty() || described.contains(fact))
                .filter(fact -> !closed.contains(fact))
                .toList();
    }

    /** What any sentence has named. */
    List<Fact> named() {
        return List.copyOf(named);
    }

    /** The moment up to which they are known. */
    void dated(Collection<Fact> facts) {
        dated.addAll(facts);
    }

    void said(Claim claim, Collection<Fact> facts) {
        switch (claim.topic()) {
            case STOCK -> stocked.addAll(facts);
            case PRICE -> priced.addAll(facts);
            case RESTOCK, LAST_RESTOCK, AUTHOR, GENRE, ISBN -> {}
        }
        answered.computeIfAbsent(claim.topic(), topic -> new HashSet<>()).addAll(facts);
        described.addAll(facts);
    }

    /** What stands as if it were so now, and may not be any more. */
    Optional<Objection> undated(Collection<Fact> facts) {
        return facts.stream().anyMatch(fact -> fact.stale() && !dated.contains(fact))
                ? Optional.of(new Objection(Kind.DATE, "as of when"))
                : Optional.empty();
    }

    /** What the whole answer leaves open. Of more volumes than are counted, the first ones are to be spoken of. */
    Optional<Objection> unsaid(Material material) {
        List<Fact> asked =
                material.spokenOf().stream().limit(Templates.MOST_COUNTED).toList();
        boolean all = switch (material.intent()) {
            case STOCK -> stocked.containsAll(asked);
            case PRICE -> priced.containsAll(asked);
            case DETAILS -> described.containsAll(asked);
            case SUMMARY -> asked.stream().allMatch(fact -> described.contains(fact) || named.contains(fact));
            case RECOMMEND -> material.spokenOf().stream().anyMatch(named::contains);
            case RELATED ->
                material.related().isEmpty() || material.related().stream().anyMatch(named::contains);
            case ORDER_STATUS, REVIEWS, SMALL_TALK, OUT_OF_SCOPE -> true;
        };
        return all
                ? undated(Stream.concat(stocked.stream(), priced.stream()).toList())
                : Optional.of(new Objection(Kind.UNSAID, material.intent().wire()));
    }
}
