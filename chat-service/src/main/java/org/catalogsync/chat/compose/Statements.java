package org.catalogsync.chat.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.catalogsync.chat.compose.Claim.Topic;
import org.catalogsync.chat.lookup.Fact;

/**
 * What one sentence has said of which volumes. Where it says something of the stock of one of them, of its price or of anything else, and nothing of the kind of another that it names, a reader may take it as said of that one, too: in front of a list, or behind it. Then it must be true of both.
 */
final class Statements {
    private final List<Statement> all = new ArrayList<>();

    private record Statement(Claim claim, List<Fact> of) {}

    void add(Claim claim, List<Fact> of) {
        if (!(claim instanceof Claim.Count)) {
            all.add(new Statement(claim, of));
        }
    }

    boolean has(Topic topic) {
        return all.stream().anyMatch(one -> one.claim().topic() == topic);
    }

    boolean has(Topic topic, Fact fact) {
        return all.stream()
                .anyMatch(one -> one.claim().topic() == topic && one.of().contains(fact));
    }

    /** What may be read as said of a volume and is not true of it. */
    Optional<Claim> untrue(Fact fact) {
        return shared(fact).stream()
                .filter(claim -> !claim.holds(List.of(fact)))
                .findFirst();
    }

    /** What is said of others and of it as well, as nothing else of the kind is. */
    List<Claim> shared(Fact fact) {
        return all.stream()
                .map(Statement::claim)
                .filter(claim -> !has(claim.topic(), fact))
                .filter(claim -> claim.topic() != Topic.RESTOCK || mayBeOnItsWay(fact))
                .toList();
    }

    /** Nobody waits for copies of what was said to be there. */
    private boolean mayBeOnItsWay(Fact fact) {
        return Standing.of(fact) == Standing.OUT_OF_STOCK || !has(Topic.STOCK, fact);
    }
}
