package org.catalogsync.chat.compose;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.catalogsync.chat.compose.Claim.Topic;
import org.catalogsync.chat.compose.Objection.Kind;
import org.catalogsync.chat.lookup.Fact;
import org.jspecify.annotations.Nullable;

/** The part of a sentence that is being read: names, what is claimed, and words that say of what. */
final class Clause {
    final List<Claim> claims = new ArrayList<>();
    final Set<Topic> topics = EnumSet.noneOf(Topic.class);
    final Combination combination = new Combination();
    List<Fact> named = List.of();

    /** The claim stood before the names. */
    boolean leading;

    boolean others;
    boolean only;
    boolean they;
    boolean wide;
    /** A series was named, and no number of a volume. */
    boolean bySeries;

    /** 'What is in stock is …'. */
    boolean cleft;

    /** {@link Token.Whole#size}. */
    @Nullable
    Integer whole;

    Token.@Nullable Elsewhere elsewhere;
    /** Of stock and price, the one that was raised last: the number behind it is its. */
    private @Nullable Topic raised;

    void about(Topic topic) {
        topics.add(topic);
        raised = topic == Topic.STOCK || topic == Topic.PRICE ? topic : raised;
    }

    /** Whether a name that comes now begins something new: the claim of the names before has been made. */
    boolean isEndedBy(@Nullable Token before) {
        leading |= named.isEmpty() && !claims.isEmpty();
        boolean goesOn = leading && (before instanceof Token.Break || Beside.isName(before));
        return !named.isEmpty()
                && !claims.isEmpty()
                && !goesOn
                && claims.stream().noneMatch(Claim.Has.class::isInstance);
    }

    /** 'The stock is as follows' answers below. */
    boolean isAnswered() {
        return claims.isEmpty() && elsewhere != null && elsewhere.below();
    }

    void name(List<Fact> those) {
        named = GroundingGuard.union(named, those);
        elsewhere = null;
        wide = false;
    }

    /** 'Price 484, stock 4': each number is of the word before it. */
    Claim ofWhatWasRaised(Claim claim) {
        if (!(claim instanceof Claim.Bare bare) || raised == null) {
            return claim;
        }
        return raised == Topic.PRICE
                ? new Claim.Yen(bare.number(), bare.word())
                : new Claim.Copies(bare.number(), bare.word());
    }

    /**
     * What the words around it make of a claim.
     *
     * @param stockSpokenOf whether the sentence has spoken of the stock so far
     * @param priceSpokenOf and of a price
     */
    List<Claim> meant(Claim claim, boolean stockSpokenOf, boolean priceSpokenOf) {
        return switch (claim) {
            case Claim.Bare bare
            when topics.contains(Topic.PRICE) -> List.of(new Claim.Yen(bare.number(), bare.word()));
            case Claim.Bare bare
            when stockSpokenOf || saysStock() -> List.of(new Claim.Copies(bare.number(), bare.word()));
            case Claim.Bare bare when priceSpokenOf -> List.of(new Claim.Yen(bare.number(), bare.word()));
            case Claim.Unknown unknown ->
                unknowable().stream()
                        .map(topic -> (Claim) new Claim.Unknown(topic, unknown.word()))
                        .toList();
            default -> List.of(claim);
        };
    }

    private boolean saysStock() {
        return claims.stream().anyMatch(Claim::isOfStock);
    }

    /** All that the clause speaks of; of the stock, where it does not say. */
    private Set<Topic> unknowable() {
        Set<Topic> unknowable = EnumSet.noneOf(Topic.class);
        unknowable.addAll(topics);
        if (topics.isEmpty()) {
            unknowable.add(Topic.STOCK);
        }
        return unknowable;
    }

    /** 'Copies are here': whoever speaks of a thing says what is known of it. */
    Optional<Objection> unanswered(boolean stockSpokenOf, boolean priceSpokenOf) {
        Set<Topic> answered = EnumSet.noneOf(Topic.class);
        for (Claim claim : claims) {
            meant(claim, stockSpokenOf, priceSpokenOf).forEach(meant -> answered.add(meant.topic()));
            if (claim instanceof Claim.Restock || claim instanceof Claim.Days) {
                answered.add(Topic.STOCK);
            }
        }
        return answered.containsAll(topics)
                ? Optional.empty()
                : Optional.of(new Objection(Kind.AVAILABILITY, "nothing said of " + topics));
    }
}
