package org.catalogsync.chat.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.catalogsync.chat.compose.Claim.Stock;
import org.catalogsync.chat.compose.Claim.Topic;
import org.catalogsync.chat.compose.Objection.Kind;
import org.catalogsync.chat.lookup.Fact;
import org.jspecify.annotations.Nullable;

/**
 * Finds of which volumes each claim of a sentence may be read as made, and whether it holds of every one of them. A clause speaks of the volumes that it names; one that names none, of those before it; a sentence that names none, of all that the answer has named and left open; and where nothing was named at all, of every item. What is said of one volume of a sentence and of no other in it is shared with these ({@link Statements}). docs/chat-grounding.md has the rules.
 */
final class Attribution {
    private final Material material;
    private final List<Fact> facts;
    private final Told told;
    private final Sense sense = new Sense();
    private final Naming naming;
    private final Statements statements = new Statements();
    /** Of what the sentence before spoke. */
    private final List<Fact> before;

    private List<Fact> focus;
    private Clause clause = new Clause();
    private List<Fact> namedSoFar = List.of();
    private List<Fact> spokenOf = List.of();
    private final List<Claim> moments = new ArrayList<>();
    private boolean stockSpokenOf;
    private boolean priceSpokenOf;
    /** Of the names that follow, 'there is' says only that there are such titles. */
    private boolean lists;

    /** No name has come since the sentence, or one before it, spoke of others. */
    private boolean pointsElsewhere;

    private boolean yes;
    /** Anywhere in the sentence, besides numbers of books. */
    private boolean hasNames;

    Attribution(Material material, List<Fact> facts, List<Fact> focus, boolean pointsElsewhere, Told told) {
        this.pointsElsewhere = pointsElsewhere;
        this.material = material;
        this.facts = facts;
        this.before = focus;
        this.focus = focus;
        this.told = told;
        this.naming = new Naming(facts);
    }

    /** Of what the next sentence speaks if it names nothing: of all that this one spoke of, whichever came last. */
    List<Fact> focus() {
        List<Fact> those = namedSoFar.isEmpty() ? before : namedSoFar;
        return GroundingGuard.union(those, spokenOf);
    }

    /** Whether the next sentence, if it names nothing, speaks of others than this one. */
    boolean pointsElsewhere() {
        return pointsElsewhere;
    }

    Optional<Objection> read(String text, List<Token> tokens) {
        hasNames = tokens.stream().anyMatch(token -> token instanceof Token.Titled || token instanceof Token.Volumes);
        for (int i = 0; i < tokens.size(); i++) {
            Token next = i + 1 < tokens.size() ? tokens.get(i + 1) : null;
            boolean skips = tokens.get(i) instanceof Token.Titled && next instanceof Token.Break;
            next = skips && i + 2 < tokens.size() ? tokens.get(i + 2) : next;
            Token before = i > 0 ? tokens.get(i - 1) : null;
            Optional<Objection> objection = Beside.isOneNumber(text, tokens.get(i), next)
                    ? Optional.of(new Objection(Kind.NUMBER, "a number beside a number"))
                    : read(text, tokens.get(i), before, next);
            clause.combination.read(text, tokens.get(i));
            if (objection.isPresent()) {
                return objection;
            }
        }
        return endOfClause(true).or(this::moments).or(this::wholeSentence);
    }

    /** 'As of …,' is said of all that the sentence speaks of. */
    private Optional<Objection> moments() {
        List<Fact> subject = namedSoFar.isEmpty() ? subject() : namedSoFar;
        for (Claim claim : moments) {
            if (!claim.holds(subject)) {
                return objection(claim);
            }
            if (claim instanceof Claim.Moment moment && moment.day() != null) {
                told.dated(subject);
            }
        }
        return Optional.empty();
    }

    private Optional<Objection> wholeSentence() {
        return confirmed().or(this::shared).or(this::sensible);
    }

    /** 'Yes' is said of what was asked for: that there are copies, where the sentence does not say something else of it. */
    private Optional<Objection> confirmed() {
        if (!yes) {
            return Optional.empty();
        }
        Stock in = new Stock(Stock.IN, "yes");
        if (namedSoFar.isEmpty() && !statements.has(Topic.STOCK)) {
            List<Fact> those = before.isEmpty() ? material.spokenOf() : before;
            said(in, those);
            return in.holds(those) ? Optional.empty() : objection(in);
        }
        List<Fact> confirmed = namedSoFar.stream()
                .filter(fact -> !statements.has(Topic.STOCK, fact))
                .toList();
        sense.said(in, confirmed); // it answers for the stock, and does not tell it
        return confirmed.stream()
                        .allMatch(fact -> Standing.of(fact).isInStock() || Standing.of(fact) == Standing.PRE_ORDER)
                ? Optional.empty()
                : objection(in);
    }

    private Optional<Objection> shared() {
        for (Fact fact : namedSoFar) {
            Optional<Claim> untrue = statements.untrue(fact);
            if (untrue.isPresent()) {
                return objection(untrue.get());
            }
        }
        namedSoFar.forEach(fact -> statements.shared(fact).forEach(claim -> said(claim, List.of(fact))));
        return Optional.empty();
    }

    private Optional<Objection> sensible() {
        told.named(namedSoFar);
        List<Fact> stale = sense.now() ? GroundingGuard.union(namedSoFar, spokenOf) : List.of();
        if (stale.stream().anyMatch(Fact::stale)) {
            return Optional.of(new Objection(Kind.DATE, "now"));
        }
        return sense.objection(namedSoFar, spokenOf).or(() -> told.undated(sense.ofStock()));
    }

    private Optional<Objection> read(String text, Token token, @Nullable Token before, @Nullable Token next) {
        sense.read(token);
        return switch (token) {
            case Token.Objected objected -> Optional.of(objected.objection());
            case Token.Titled titled -> named(naming.titled(text, titled, next), before, titled);
            case Token.Volumes volumes ->
                named(naming.volumes(text, volumes, next, this::spokenOfNow), before, volumes);
            case Token.Numbered numbered -> numbered(numbered, before);
            case Token.Claimed claimed -> claimed(claimed, before, next);
            case Token.About about -> about(about.topic());
            case Token.Exists exists -> exists();
            case Token.Lacking lacking -> lacking(before);
            case Token.Only alone -> only(alone, before, next);
            case Token.AsOf asOf ->
                Beside.isMoment(before) || Beside.isMoment(next)
                        ? Optional.empty()
                        : Optional.of(new Objection(Kind.DATE, "as of"));
            case Token.Whole all -> {
                clause.whole = all.size();
                yield Optional.empty();
            }
            case Token.They several -> {
                clause.they = true;
                yield Optional.empty();
            }
            case Token.Wide series -> {
                clause.wide = true;
                yield Optional.empty();
            }
            case Token.Elsewhere other -> {
                elsewhere(other);
                yield Optional.empty();
            }
            case Token.Dash dash -> dash(dash, before, next);
            case Token.Yes confirmed -> {
                yes = true;
                yield Optional.empty();
            }
            case Token.Others rest -> {
                clause.others = true;
                yield Optional.empty();
            }
            // The comma of a list of names parts nothing: nothing has been said yet.
            case Token.Break end -> clause.leading && Beside.isName(next) ? Optional.empty() : endOfClause(false);
            case Token.Offered offered -> {
                if (offered.listing()) {
                    lists |= clause.claims.isEmpty();
                    clause.named = clause.claims.isEmpty() ? List.of() : clause.named; // 'related to volume 1 are'
                    elsewhere(new Token.Elsewhere(offered.at(), offered.sameSeries(), false));
                }
                yield Optional.empty();
            }
            case Token.Now now -> Optional.empty();
            case Token.Asked asked -> Optional.empty();
            case Token.Cleft cleft -> {
                clause.cleft = true;
                yield Optional.empty();
            }
            case Token.Sum sum -> Optional.empty();
            case Token.Generic any -> Optional.empty();
        };
    }

    /** Whether something was claimed and nothing named: above a list that would be its heading. */
    boolean isHeading() {
        return namedSoFar.isEmpty() && !spokenOf.isEmpty();
    }

    // Words that mean what stands beside them

    private void elsewhere(Token.Elsewhere other) {
        clause.elsewhere = other;
        pointsElsewhere = true;
    }

    /** From one volume to another are those between them, too; 484円~ is that much at least. */
    private static Optional<Objection> dash(Token.Dash dash, @Nullable Token before, @Nullable Token next) {
        boolean names = Beside.isName(before) && Beside.isName(next);
        boolean number = dash.sign() == '~' && (Beside.isNumber(before) || Beside.isNumber(next));
        return names || number ? Optional.of(new Objection(Kind.NUMBER, "a range")) : Optional.empty();
    }

    /** A day without 'as of' is that of a delivery, and of these only the last one is known. */
    private Optional<Objection> claimed(Token.Claimed claimed, @Nullable Token before, @Nullable Token next) {
        if (claimed.claim() instanceof Claim.Days days
                && days.word().endsWith("で")
                && next instanceof Token.Claimed then
                && then.claim().isOfStock()) {
            return Optional.of(new Objection(Kind.NUMBER, "days")); // 3日で完売
        }
        if (!(claimed.claim() instanceof Claim.Moment moment)) {
            return claim(clause.ofWhatWasRaised(claimed.claim()));
        }
        if (before instanceof Token.AsOf || next instanceof Token.AsOf) {
            moments.add(moment);
        } else {
            clause.claims.add(moment.restocked());
            clause.combination.dated();
        }
        return Optional.empty();
    }

    /** A second number of the same kind begins something new: '3 copies of volume 1 and 12 copies of volume 2'. */
    private Optional<Objection> claim(Claim claim) {
        boolean again = !clause.named.isEmpty()
                && clause.claims.stream()
                        .anyMatch(one -> (claim instanceof Claim.Copies && one instanceof Claim.Copies)
                                || (claim instanceof Claim.Yen && one instanceof Claim.Yen));
        Optional<Objection> objection = again ? endOfClause(false) : Optional.empty();
        if (!(claim instanceof Stock stock && stock.isOfNone(clause.claims))) {
            clause.claims.add(claim);
        }
        return objection;
    }

    private Optional<Objection> about(Topic topic) {
        clause.about(topic);
        stockSpokenOf |= topic == Topic.STOCK;
        priceSpokenOf |= topic == Topic.PRICE;
        return Optional.empty();
    }

    /** 'There are other works such as …' promises no copy. */
    private Optional<Objection> exists() {
        boolean ofCopies = clause.topics.contains(Topic.STOCK)
                || clause.claims.stream().anyMatch(claim -> claim.topic() == Topic.STOCK);
        if (ofCopies || !lists) {
            clause.claims.add(new Stock(Stock.IN, "there is"));
        }
        return Optional.empty();
    }

    private Optional<Objection> lacking(@Nullable Token before) {
        if (!(before instanceof Token.About about && about.topic() == Topic.STOCK) && !sense.isStockBeforeNow()) {
            return Optional.of(new Objection(Kind.AVAILABILITY, "there is no"));
        }
        clause.claims.add(new Stock(Stock.OUT, "there is no"));
        return Optional.empty();
    }

    /** 'Only volume 1' excludes the others; 'only 4 copies' says that they are few. */
    private Optional<Objection> only(Token.Only alone, @Nullable Token before, @Nullable Token next) {
        Token beside = alone.behind() ? before : next;
        if (Beside.isName(beside)) {
            clause.only = true;
            return Optional.empty();
        }
        if (beside instanceof Token.Claimed claimed
                && (claimed.claim() instanceof Claim.Copies || claimed.claim() instanceof Claim.Bare)) {
            clause.claims.add(new Stock(Stock.LOW, "only"));
            return Optional.empty();
        }
        return Optional.of(new Objection(Kind.AVAILABILITY, "only"));
    }

    // Names

    /** Where something is named, an ISBN is said of it; else it is a name itself. */
    private Optional<Objection> numbered(Token.Numbered numbered, @Nullable Token before) {
        if (!hasNames && (focus.isEmpty() || numbered.facts().containsAll(focus))) {
            Optional<Objection> objection = name(numbered.facts(), before);
            clause.claims.add(new Claim.Has(Topic.ISBN, numbered.facts(), "isbn"));
            return objection;
        }
        clause.claims.add(new Claim.Has(Topic.ISBN, numbered.facts(), "isbn"));
        return Optional.empty();
    }

    /** The volumes that a name turned out to mean; nothing where the name goes on. */
    private Optional<Objection> named(Naming.@Nullable Named found, @Nullable Token before, Token token) {
        if (found == null) {
            return Optional.empty();
        }
        if (found.those().isEmpty()) {
            return Optional.of(new Objection(Kind.NAME, found.word()));
        }
        boolean ofAllOfIt = clause.wide && token instanceof Token.Titled titled && titled.ofSeries() && found.whole();
        Optional<Objection> objection = name(found.those(), before);
        clause.wide |= ofAllOfIt;
        clause.bySeries |= token instanceof Token.Titled titled && titled.ofSeries() && found.whole();
        return objection;
    }

    private List<Fact> spokenOfNow() {
        return focus.isEmpty() ? material.spokenOf() : focus;
    }

    /** A name behind a claim begins something new, but for the names of a list of which the claim stood first. */
    private Optional<Objection> name(List<Fact> those, @Nullable Token before) {
        boolean sameSeries = clause.wide || (clause.elsewhere != null && clause.elsewhere.sameSeries());
        boolean strange = sameSeries && !isOfTheSeries(those);
        Optional<Objection> objection = clause.isEndedBy(before) ? endOfClause(false) : Optional.empty();
        clause.name(those);
        namedSoFar = GroundingGuard.union(namedSoFar, those);
        pointsElsewhere = false;
        return strange ? Optional.of(new Objection(Kind.NAME, "the same series")) : objection;
    }

    /** Of that which the clause names, else of one that was asked for. */
    private boolean isOfTheSeries(List<Fact> those) {
        List<Fact> spoken = material.items().isEmpty() ? before : material.items();
        Set<Series> series = (clause.wide && !clause.named.isEmpty() ? clause.named : spoken)
                .stream().map(Series::of).collect(Collectors.toSet());
        return those.stream().map(Series::of).allMatch(series::contains);
    }

    // Claims

    private Optional<Objection> endOfClause(boolean endOfSentence) {
        if (clause.claims.isEmpty() && !endOfSentence) {
            return Optional.empty(); // names of a list, or a turn of speech: what is said of them comes later
        }
        List<Fact> subject = subject();
        boolean none = clause.elsewhere != null
                && !clause.elsewhere.below()
                && material.related().isEmpty()
                && material.items().size() < 2;
        boolean alone = clause.named.size() == 1
                || (namedSoFar.size() <= 1 && material.spokenOf().size() == 1);
        Optional<Objection> objection = judged(subject)
                .or(() -> clause.isAnswered() ? Optional.empty() : clause.unanswered(stockSpokenOf, priceSpokenOf))
                .or(() -> clause.claims.isEmpty() ? Optional.empty() : clause.combination.objection(subject, alone))
                .or(() -> none ? Optional.of(new Objection(Kind.NAME, "others")) : Optional.empty());
        focus = subject;
        clause = new Clause();
        return objection;
    }

    private List<Fact> subject() {
        if (clause.others) {
            List<Fact> rest = clause.named.isEmpty() ? (namedSoFar.isEmpty() ? focus : namedSoFar) : clause.named;
            return facts.stream().filter(fact -> !rest.contains(fact)).toList();
        }
        if (!clause.named.isEmpty()) {
            return clause.named;
        }
        return clause.they || clause.whole != null ? several() : focus.isEmpty() ? material.spokenOf() : focus;
    }

    /** 'They', 'all': of this sentence, of the answer so far, of what is known; the first of these that are several. */
    private List<Fact> several() {
        if (namedSoFar.size() > 1) {
            return namedSoFar;
        }
        if (before.size() == 2 && clause.whole != null && clause.whole == 2) {
            return before;
        }
        List<Fact> all = GroundingGuard.union(told.named(), namedSoFar);
        if (all.size() > 1 || (clause.they && !all.isEmpty())) {
            return all;
        }
        if (clause.they) {
            return material.spokenOf();
        }
        return clause.whole != null && clause.whole == Token.Whole.EACH ? material.spokenOf() : facts;
    }

    private Optional<Objection> judged(List<Fact> subject) {
        if (clause.claims.isEmpty()) {
            return Optional.empty();
        }
        if (clause.wide
                || clause.elsewhere != null
                || (pointsElsewhere && clause.named.isEmpty())
                || (clause.others && material.items().size() < 2)) {
            return Optional.of(new Objection(Kind.NAME, "more than was looked up"));
        }
        if (subject.isEmpty()) {
            return Optional.of(new Objection(Kind.NAME, "others"));
        }
        if (clause.whole != null && clause.whole == 0 && subject.size() < 2) {
            return Optional.of(new Objection(Kind.NAME, "all of one"));
        }
        if (clause.whole != null && clause.whole > 0 && subject.size() != clause.whole) {
            return Optional.of(new Objection(Kind.NUMBER, "of " + clause.whole));
        }
        if (clause.bySeries && clause.whole != null && clause.whole == 0) {
            return Optional.of(new Objection(Kind.NAME, "all of a series"));
        }
        return first(subject).or(() -> exclusive(subject)).or(() -> cleft(subject));
    }

    private Optional<Objection> first(List<Fact> subject) {
        for (Claim claim : clause.claims) {
            for (Claim meant : clause.meant(claim, stockSpokenOf, priceSpokenOf)) {
                List<Fact> those = namedSoFar.isEmpty() ? withWhatIsOpen(meant, subject) : subject;
                if (those.isEmpty() || !meant.holds(those)) {
                    return objection(meant);
                }
                statements.add(meant, those);
                spokenOf = GroundingGuard.union(spokenOf, those);
                said(meant, those);
            }
        }
        return Optional.empty();
    }

    /** A sentence without a name may speak of all volumes of which nothing of the kind has been said; on copies that come, of those that are not there. */
    private List<Fact> withWhatIsOpen(Claim claim, List<Fact> subject) {
        List<Fact> those = GroundingGuard.union(subject, told.open(claim.topic()));
        return claim.topic() == Topic.RESTOCK
                ? those.stream().filter(fact -> !Standing.of(fact).isInStock()).toList()
                : those;
    }

    /** How many they are says nothing of a volume. */
    private void said(Claim claim, List<Fact> those) {
        if (!(claim instanceof Claim.Count)) {
            sense.said(claim, those);
            told.said(claim, those);
        }
    }

    private static Optional<Objection> objection(Claim claim) {
        return Optional.of(new Objection(claim.kind(), claim.word()));
    }

    /** 'It is volume 1 that is in stock': nothing else that is known to be. */
    private Optional<Objection> cleft(List<Fact> subject) {
        return clause.cleft
                        && facts.stream()
                                .filter(fact -> !subject.contains(fact))
                                .anyMatch(fact -> clause.claims.stream()
                                        .filter(Claim::isOfStock)
                                        .anyMatch(claim -> claim.holds(List.of(fact))))
                ? Optional.of(new Objection(Kind.AVAILABILITY, "it is … that"))
                : Optional.empty();
    }

    /** 'Only volume 1 is in stock' says that the others are not. */
    private Optional<Objection> exclusive(List<Fact> subject) {
        List<Claim> ofStock = clause.claims.stream().filter(Claim::isOfStock).toList();
        if (!clause.only || ofStock.isEmpty()) {
            return clause.only ? Optional.of(new Objection(Kind.AVAILABILITY, "only")) : Optional.empty();
        }
        if (material.items().size() < 2 && !material.items().isEmpty()) {
            return Optional.of(new Objection(Kind.AVAILABILITY, "only"));
        }
        return facts.stream()
                        .filter(fact -> !subject.contains(fact))
                        .anyMatch(fact -> Standing.of(fact) == Standing.UNKNOWN
                                || ofStock.stream().anyMatch(claim -> claim.holds(List.of(fact))))
                ? Optional.of(new Objection(Kind.AVAILABILITY, "only"))
                : Optional.empty();
    }
}
