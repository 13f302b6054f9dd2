package org.catalogsync.chat.compose;

import java.util.ArrayList;
import java.util.EnumSet;
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
 * Finds of which volumes each claim of a sentence is made, and whether it holds. A clause speaks of the volumes that it names; one that names none, of those before it; a sentence that names none, of those of the sentence before; and where nothing was named at all, of every item. A claim of several must hold for each, and of each that is named something must be claimed.
 */
final class Attribution {
    private final Material material;
    private final List<Fact> facts;
    private final Told told;
    private final Sense sense = new Sense();
    private Combination combination = new Combination();

    private final Statements statements = new Statements();
    /** Of what the sentence before spoke. */
    private final List<Fact> before;

    private List<Fact> focus;
    private List<Fact> named = List.of();
    private List<Fact> namedSoFar = List.of();
    private List<Fact> spokenOf = List.of();
    private @Nullable List<Fact> lastTitle;
    /** The title that the next number of a volume stands beside. */
    private @Nullable List<Fact> narrowedTo;

    private @Nullable List<String> pendingVolumes;
    private int pendingEnd;
    private final List<Claim> claims = new ArrayList<>();
    private final List<Claim> moments = new ArrayList<>();
    private Set<Topic> topics = EnumSet.noneOf(Topic.class);
    /** Of stock and price, the one that was raised last: the number behind it is its. */
    private @Nullable Topic raised;

    private boolean stockSpokenOf;
    private boolean priceSpokenOf;
    /** Of the names that follow, 'there is' says only that there are such titles. */
    private boolean lists;

    private boolean others;
    private boolean only;
    /** The claim of this clause stood before its names. */
    private boolean leading;

    private @Nullable Integer whole;
    private boolean they;
    private boolean wide;
    private Token.@Nullable Elsewhere elsewhere;
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
            combination.read(text, tokens.get(i));
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
        if (namedSoFar.isEmpty() && !statements.has(Topic.STOCK)) {
            Stock in = new Stock(Stock.IN, "yes");
            List<Fact> those = before.isEmpty() ? material.spokenOf() : before;
            said(in, those);
            return in.holds(those) ? Optional.empty() : objection(in);
        }
        return namedSoFar.stream()
                        .filter(fact -> !statements.has(Topic.STOCK, fact))
                        .allMatch(fact -> Standing.of(fact).isInStock() || Standing.of(fact) == Standing.PRE_ORDER)
                ? Optional.empty()
                : Optional.of(new Objection(Kind.AVAILABILITY, "yes"));
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
            case Token.Titled titled -> titled(text, titled, before, next);
            case Token.Volumes volumes -> volumes(text, volumes, before, next);
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
                whole = all.size();
                yield Optional.empty();
            }
            case Token.They several -> {
                they = true;
                yield Optional.empty();
            }
            case Token.Wide series -> {
                wide = true;
                yield Optional.empty();
            }
            case Token.Elsewhere other -> {
                elsewhere(other.sameSeries(), other.at());
                yield Optional.empty();
            }
            case Token.Dash dash -> dash(dash, before, next);
            case Token.Yes confirmed -> {
                yes = true;
                yield Optional.empty();
            }
            case Token.Others rest -> {
                others = true;
                yield Optional.empty();
            }
            // The comma of a list of names parts nothing: nothing has been said yet.
            case Token.Break end -> leading && Beside.isName(next) ? Optional.empty() : endOfClause(false);
            case Token.Offered offered -> {
                lists |= offered.listing() && named.isEmpty();
                if (offered.listing()) {
                    elsewhere(offered.sameSeries(), offered.at());
                }
                yield Optional.empty();
            }
            case Token.Now now -> Optional.empty();
            case Token.Asked asked -> Optional.empty();
            case Token.Sum sum -> Optional.empty();
            case Token.Generic any -> Optional.empty();
        };
    }

    /** Whether something was claimed and nothing named: above a list that would be its heading. */
    boolean isHeading() {
        return namedSoFar.isEmpty() && !spokenOf.isEmpty();
    }

    // Words that mean what stands beside them

    private void elsewhere(boolean sameSeries, int at) {
        elsewhere = new Token.Elsewhere(at, sameSeries);
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
            return claim(ofWhatWasRaised(claimed.claim()));
        }
        if (before instanceof Token.AsOf || next instanceof Token.AsOf) {
            moments.add(moment);
        } else {
            claims.add(moment.restocked());
            combination.dated();
        }
        return Optional.empty();
    }

    /** A second number of the same kind begins something new: '3 copies of volume 1 and 12 copies of volume 2'. */
    private Optional<Objection> claim(Claim claim) {
        boolean again = !named.isEmpty()
                && claims.stream()
                        .anyMatch(one -> (claim instanceof Claim.Copies && one instanceof Claim.Copies)
                                || (claim instanceof Claim.Yen && one instanceof Claim.Yen));
        Optional<Objection> objection = again ? endOfClause(false) : Optional.empty();
        if (!(claim instanceof Stock stock && stock.isOfNone(claims))) {
            claims.add(claim);
        }
        return objection;
    }

    /** 'Price 484, stock 4': each number is of the word before it. */
    private Claim ofWhatWasRaised(Claim claim) {
        if (!(claim instanceof Claim.Bare bare) || raised == null) {
            return claim;
        }
        return raised == Topic.PRICE
                ? new Claim.Yen(bare.number(), bare.word())
                : new Claim.Copies(bare.number(), bare.word());
    }

    private Optional<Objection> about(Topic topic) {
        topics.add(topic);
        raised = topic == Topic.STOCK || topic == Topic.PRICE ? topic : raised;
        stockSpokenOf |= topic == Topic.STOCK;
        priceSpokenOf |= topic == Topic.PRICE;
        return Optional.empty();
    }

    /** 'There are other works such as …' promises no copy. */
    private Optional<Objection> exists() {
        boolean ofCopies =
                topics.contains(Topic.STOCK) || claims.stream().anyMatch(claim -> claim.topic() == Topic.STOCK);
        if (ofCopies || !lists) {
            claims.add(new Stock(Stock.IN, "there is"));
        }
        return Optional.empty();
    }

    private Optional<Objection> lacking(@Nullable Token before) {
        if (!(before instanceof Token.About about && about.topic() == Topic.STOCK) && !sense.isStockBeforeNow()) {
            return Optional.of(new Objection(Kind.AVAILABILITY, "there is no"));
        }
        claims.add(new Stock(Stock.OUT, "there is no"));
        return Optional.empty();
    }

    /** 'Only volume 1' excludes the others; 'only 4 copies' says that they are few. */
    private Optional<Objection> only(Token.Only alone, @Nullable Token before, @Nullable Token next) {
        Token beside = alone.behind() ? before : next;
        if (Beside.isName(beside)) {
            only = true;
            return Optional.empty();
        }
        if (beside instanceof Token.Claimed claimed
                && (claimed.claim() instanceof Claim.Copies || claimed.claim() instanceof Claim.Bare)) {
            claims.add(new Stock(Stock.LOW, "only"));
            return Optional.empty();
        }
        return Optional.of(new Objection(Kind.AVAILABILITY, "only"));
    }

    // Names

    private Optional<Objection> titled(String text, Token.Titled titled, @Nullable Token before, @Nullable Token next) {
        lastTitle = titled.facts();
        boolean narrowed = next instanceof Token.Volumes volumes && Beside.adjoins(text, titled.end(), volumes.at());
        if (pendingVolumes != null && Beside.follows(text, pendingEnd, titled.at())) {
            List<String> volumes = pendingVolumes;
            pendingVolumes = null;
            return named(titled.facts(), volumes, String.join(", ", volumes), before);
        }
        narrowedTo = narrowed ? titled.facts() : null;
        if (narrowed) {
            return Optional.empty();
        }
        boolean ofAllOfIt = wide && titled.ofSeries();
        Optional<Objection> objection = name(titled.facts(), before);
        wide |= ofAllOfIt;
        return objection;
    }

    private Optional<Objection> volumes(
            String text, Token.Volumes volumes, @Nullable Token before, @Nullable Token next) {
        if (next instanceof Token.Titled titled && Beside.follows(text, volumes.end(), titled.at())) {
            pendingVolumes = volumes.volumes();
            pendingEnd = volumes.end();
            return Optional.empty();
        }
        List<Fact> among = narrowedTo != null ? narrowedTo : ofTheSeriesSpokenOf();
        narrowedTo = null;
        return named(among, volumes.volumes(), volumes.word(), before);
    }

    private List<Fact> ofTheSeriesSpokenOf() {
        List<Fact> those = lastTitle != null ? lastTitle : focus;
        if (those.isEmpty()) {
            return material.spokenOf();
        }
        Set<Series> series = those.stream().map(Series::of).collect(Collectors.toSet());
        return facts.stream().filter(fact -> series.contains(Series.of(fact))).toList();
    }

    private Optional<Objection> named(List<Fact> among, List<String> volumes, String word, @Nullable Token before) {
        List<Fact> found = new ArrayList<>();
        for (String volume : volumes) {
            List<Fact> those = among.stream()
                    .filter(fact -> fact.volume() != null && sameVolume(fact.volume(), volume))
                    .toList();
            if (those.isEmpty()) {
                return Optional.of(new Objection(Kind.NAME, word));
            }
            found.addAll(those);
        }
        return name(found, before);
    }

    private static boolean sameVolume(String a, String b) {
        return a.equals(b) || a.replaceFirst("^0+(?=.)", "").equals(b.replaceFirst("^0+(?=.)", ""));
    }

    /** Where something is named, an ISBN is said of it; else it is a name itself. */
    private Optional<Objection> numbered(Token.Numbered numbered, @Nullable Token before) {
        if (!hasNames && (focus.isEmpty() || numbered.facts().containsAll(focus))) {
            return name(numbered.facts(), before);
        }
        claims.add(new Claim.Has(Topic.ISBN, numbered.facts(), "isbn"));
        return Optional.empty();
    }

    /** A name behind a claim begins something new, but for the names of a list of which the claim stood first. */
    private Optional<Objection> name(List<Fact> those, @Nullable Token before) {
        leading |= named.isEmpty() && !claims.isEmpty();
        boolean goesOn = leading && (before instanceof Token.Break || Beside.isName(before));
        boolean begins = !named.isEmpty()
                && !claims.isEmpty()
                && !goesOn
                && claims.stream().noneMatch(Claim.Has.class::isInstance);
        Optional<Objection> objection = begins ? endOfClause(false) : Optional.empty();
        named = GroundingGuard.union(named, those);
        namedSoFar = GroundingGuard.union(namedSoFar, those);
        boolean strange = elsewhere != null && elsewhere.sameSeries() && !isOfASeriesAskedFor(those);
        elsewhere = null;
        pointsElsewhere = false;
        wide = false;
        return strange ? Optional.of(new Objection(Kind.NAME, "the same series")) : objection;
    }

    private boolean isOfASeriesAskedFor(List<Fact> those) {
        Set<Series> series = (material.items().isEmpty() ? before : material.items())
                .stream().map(Series::of).collect(Collectors.toSet());
        return those.stream().map(Series::of).allMatch(series::contains);
    }

    // Claims

    private Optional<Objection> endOfClause(boolean endOfSentence) {
        if (claims.isEmpty() && !endOfSentence) {
            return Optional.empty(); // names of a list, or a turn of speech: what is said of them comes later
        }
        List<Fact> subject = subject();
        boolean none = elsewhere != null
                && material.related().isEmpty()
                && material.items().size() < 2;
        boolean alone = named.size() == 1
                || (namedSoFar.size() <= 1 && material.spokenOf().size() == 1);
        Optional<Objection> objection = judged(subject)
                .or(this::unanswered)
                .or(() -> claims.isEmpty() ? Optional.empty() : combination.objection(subject, alone))
                .or(() -> none ? Optional.of(new Objection(Kind.NAME, "others")) : Optional.empty());
        focus = subject;
        claims.clear();
        named = List.of();
        topics = EnumSet.noneOf(Topic.class);
        others = false;
        only = false;
        leading = false;
        whole = null;
        they = false;
        wide = false;
        elsewhere = null;
        raised = null;
        combination = new Combination();
        return objection;
    }

    private List<Fact> subject() {
        if (others) {
            List<Fact> rest = named.isEmpty() ? (namedSoFar.isEmpty() ? focus : namedSoFar) : named;
            return facts.stream().filter(fact -> !rest.contains(fact)).toList();
        }
        if (!named.isEmpty()) {
            return named;
        }
        return they || whole != null ? several() : focus.isEmpty() ? material.spokenOf() : focus;
    }

    /** 'They', 'all': of this sentence, of the one before, of the answer so far, of what is known; the first of these that are several. */
    private List<Fact> several() {
        if (namedSoFar.size() > 1) {
            return namedSoFar;
        }
        if (before.size() > 1) {
            return before;
        }
        if (they) {
            List<Fact> all = GroundingGuard.union(told.named(), namedSoFar);
            return all.isEmpty() ? material.spokenOf() : all;
        }
        return whole != null && whole == Token.Whole.EACH ? material.spokenOf() : facts;
    }

    private Optional<Objection> judged(List<Fact> subject) {
        if (claims.isEmpty()) {
            return Optional.empty();
        }
        if (wide
                || elsewhere != null
                || (pointsElsewhere && named.isEmpty())
                || (others && material.items().size() < 2)) {
            return Optional.of(new Objection(Kind.NAME, "more than was looked up"));
        }
        if (subject.isEmpty()) {
            return Optional.of(new Objection(Kind.NAME, "others"));
        }
        if (whole != null && whole == 0 && subject.size() < 2) {
            return Optional.of(new Objection(Kind.NAME, "all of one"));
        }
        if (whole != null && whole > 0 && subject.size() != whole) {
            return Optional.of(new Objection(Kind.NUMBER, "of " + whole));
        }
        return first(subject).or(() -> exclusive(subject));
    }

    private Optional<Objection> first(List<Fact> subject) {
        for (Claim claim : claims) {
            for (Claim meant : meant(claim)) {
                List<Fact> those = meant.topic() == Topic.RESTOCK && namedSoFar.isEmpty() ? awaited(subject) : subject;
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

    /** A sentence of its own on copies that come is on what the one before said to be gone. */
    private static List<Fact> awaited(List<Fact> subject) {
        return subject.stream()
                .filter(fact -> Standing.of(fact) == Standing.OUT_OF_STOCK)
                .toList();
    }

    /** That it is volume 3, and how many they are, says nothing of a volume. */
    private void said(Claim claim, List<Fact> those) {
        if (!(claim instanceof Claim.Volume || claim instanceof Claim.Count)) {
            sense.said(claim, those);
            told.said(claim, those);
        }
    }

    /** 'Copies are here': whoever speaks of a thing says what is known of it. */
    private Optional<Objection> unanswered() {
        Set<Topic> answered = EnumSet.noneOf(Topic.class);
        for (Claim claim : claims) {
            meant(claim).forEach(meant -> answered.add(meant.topic()));
            if (claim instanceof Claim.Restock || claim instanceof Claim.Days) {
                answered.add(Topic.STOCK);
            }
        }
        return answered.containsAll(topics)
                ? Optional.empty()
                : Optional.of(new Objection(Kind.AVAILABILITY, "nothing said of " + topics));
    }

    private static Optional<Objection> objection(Claim claim) {
        return Optional.of(new Objection(claim.kind(), claim.word()));
    }

    /** What the words around it make of a claim. */
    private List<Claim> meant(Claim claim) {
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

    /** 'Only volume 1 is in stock' says that the others are not. */
    private Optional<Objection> exclusive(List<Fact> subject) {
        List<Claim> ofStock = claims.stream().filter(Claim::isOfStock).toList();
        if (!only || ofStock.isEmpty()) {
            return only ? Optional.of(new Objection(Kind.AVAILABILITY, "only")) : Optional.empty();
        }
        if (material.items().size() < 2 && !material.items().isEmpty()) {
            return Optional.of(new Objection(Kind.AVAILABILITY, "only"));
        }
        return facts.stream()
                        .filter(fact -> !subject.contains(fact))
                        .anyMatch(fact -> ofStock.stream().allMatch(claim -> claim.holds(List.of(fact))))
                ? Optional.of(new Objection(Kind.AVAILABILITY, "only"))
                : Optional.empty();
    }
}
