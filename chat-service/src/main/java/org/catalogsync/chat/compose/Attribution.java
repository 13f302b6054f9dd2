package org.catalogsync.chat.compose;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.catalogsync.chat.compose.Claim.Topic;
import org.catalogsync.chat.compose.Objection.Kind;
import org.catalogsync.chat.lookup.Fact;
import org.jspecify.annotations.Nullable;

/**
 * Finds of which volumes each claim of a sentence is made, and whether it holds. A clause speaks of the volumes that it names; one that names none, of those before it; a sentence that names none, of those of the sentence before; and where nothing was named at all, of every item. A claim of several must hold for each.
 */
final class Attribution {
    private final Material material;
    private final List<Fact> facts;

    private List<Fact> focus;
    /** Named in this sentence, and no word on their stock has been read yet: the next one may be on theirs. */
    private List<Fact> open = List.of();

    private List<Fact> named = List.of();
    private List<Fact> namedSoFar = List.of();
    private @Nullable List<Fact> lastTitle;
    private final List<Claim> claims = new ArrayList<>();
    private final List<Claim> moments = new ArrayList<>();
    private Set<Topic> topics = EnumSet.noneOf(Topic.class);
    private boolean stockSpokenOf;
    private boolean priceSpokenOf;
    private boolean others;
    private boolean only;
    private @Nullable Integer whole;

    Attribution(Material material, List<Fact> facts, List<Fact> focus) {
        this.material = material;
        this.facts = facts;
        this.focus = focus;
    }

    /** Of what the next sentence speaks if it names nothing. */
    List<Fact> focus() {
        return focus;
    }

    Optional<Objection> read(String text, List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            Token next = i + 1 < tokens.size() ? tokens.get(i + 1) : null;
            Optional<Objection> objection = read(text, tokens.get(i), next);
            if (objection.isPresent()) {
                return objection;
            }
        }
        return endOfClause(true).or(this::moments);
    }

    /** 'As of …,' at the beginning is said of all that the sentence speaks of. */
    private Optional<Objection> moments() {
        List<Fact> subject = namedSoFar.isEmpty() ? subject() : namedSoFar;
        for (Claim claim : moments) {
            if (!claim.holds(subject)) {
                return objection(claim);
            }
        }
        return Optional.empty();
    }

    private Optional<Objection> read(String text, Token token, @Nullable Token next) {
        return switch (token) {
            case Token.Objected objected -> Optional.of(objected.objection());
            case Token.Titled titled -> titled(text, titled, next);
            case Token.Volumes volumes -> volumes(text, volumes, next);
            case Token.Numbered numbered -> name(numbered.facts());
            case Token.Claimed claimed -> {
                add(claimed.claim());
                yield Optional.empty();
            }
            case Token.About about -> {
                topics.add(about.topic());
                stockSpokenOf |= about.topic() == Topic.STOCK;
                priceSpokenOf |= about.topic() == Topic.PRICE;
                yield Optional.empty();
            }
            case Token.Whole all -> {
                whole = all.size();
                yield Optional.empty();
            }
            case Token.Others rest -> {
                others = true;
                yield Optional.empty();
            }
            case Token.Only alone -> {
                only = true;
                yield Optional.empty();
            }
            case Token.Break end -> endOfClause(false);
        };
    }

    private void add(Claim claim) {
        if (claim instanceof Claim.Moment && claims.isEmpty() && named.isEmpty()) {
            moments.add(claim);
        } else {
            claims.add(claim);
        }
    }

    // Names

    private Optional<Objection> titled(String text, Token.Titled titled, @Nullable Token next) {
        lastTitle = titled.facts();
        boolean narrowed = next instanceof Token.Volumes volumes && adjoins(text, titled.end(), volumes.at());
        boolean narrowing = pendingVolumes != null && follows(text, pendingEnd, titled.at());
        if (narrowing) {
            List<String> volumes = pendingVolumes == null ? List.of() : pendingVolumes;
            pendingVolumes = null;
            return named(titled.facts(), volumes, String.join(", ", volumes));
        }
        return narrowed ? Optional.empty() : name(titled.facts());
    }

    private @Nullable List<String> pendingVolumes;
    private int pendingEnd;

    private Optional<Objection> volumes(String text, Token.Volumes volumes, @Nullable Token next) {
        if (next instanceof Token.Titled titled && follows(text, volumes.end(), titled.at())) {
            pendingVolumes = volumes.volumes();
            pendingEnd = volumes.end();
            return Optional.empty();
        }
        List<Fact> among = lastTitle != null ? lastTitle : ofTheSeriesSpokenOf();
        return named(among, volumes.volumes(), volumes.word());
    }

    private static boolean adjoins(String text, int from, int to) {
        return text.substring(from, Math.max(from, to)).matches("[』」”\"》】]?\\s?の?\\s?[「『(]?,?");
    }

    private static boolean follows(String text, int from, int to) {
        return text.substring(from, Math.max(from, to))
                .matches("\\s*(?:of|in|from)\\s*(?:the manga |the series )?[“\"『「]?");
    }

    private List<Fact> ofTheSeriesSpokenOf() {
        if (focus.isEmpty()) {
            return material.spokenOf();
        }
        Set<Series> series = focus.stream().map(Series::of).collect(Collectors.toSet());
        return facts.stream().filter(fact -> series.contains(Series.of(fact))).toList();
    }

    private Optional<Objection> named(List<Fact> among, List<String> volumes, String word) {
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
        return name(found);
    }

    private static boolean sameVolume(String a, String b) {
        return a.equals(b) || a.replaceFirst("^0+(?=.)", "").equals(b.replaceFirst("^0+(?=.)", ""));
    }

    /** A name behind a claim begins something new. */
    private Optional<Objection> name(List<Fact> those) {
        Optional<Objection> objection =
                !named.isEmpty() && !claims.isEmpty() && claims.stream().noneMatch(Claim.Has.class::isInstance)
                        ? endOfClause(false)
                        : Optional.empty();
        named = GroundingGuard.union(named, those);
        return objection;
    }

    // Claims

    private Optional<Objection> endOfClause(boolean endOfSentence) {
        if (claims.isEmpty() && !endOfSentence) {
            return Optional.empty(); // names of a list, or a turn of speech: what is said of them comes later
        }
        List<Fact> subject = subject();
        namedSoFar = GroundingGuard.union(namedSoFar, subject);
        Optional<Objection> objection = judged(subject);
        boolean ofStock = claims.stream().anyMatch(claim -> claim.isOfStock() || claim instanceof Claim.Copies);
        open = ofStock ? List.of() : GroundingGuard.union(open, named);
        focus = subject;
        claims.clear();
        named = List.of();
        topics = EnumSet.noneOf(Topic.class);
        others = false;
        only = false;
        whole = null;
        return objection;
    }

    private List<Fact> subject() {
        if (others) {
            List<Fact> before = named.isEmpty() ? (namedSoFar.isEmpty() ? focus : namedSoFar) : named;
            return material.spokenOf().stream()
                    .filter(fact -> !before.contains(fact))
                    .toList();
        }
        if (!named.isEmpty()) {
            return named;
        }
        if (whole != null) {
            return focus.size() > 1 ? focus : material.spokenOf();
        }
        return focus.isEmpty() ? material.spokenOf() : focus;
    }

    private Optional<Objection> judged(List<Fact> subject) {
        boolean saysSomething = !claims.isEmpty() || topics.contains(Topic.AUTHOR) || topics.contains(Topic.GENRE);
        if (!saysSomething) {
            return Optional.empty();
        }
        if (subject.isEmpty()) {
            return Optional.of(new Objection(Kind.NAME, "others"));
        }
        if (whole != null && whole > 0 && subject.size() != whole) {
            return Optional.of(new Objection(Kind.NUMBER, "of " + whole));
        }
        return first(subject).or(() -> author()).or(() -> exclusive(subject));
    }

    private Optional<Objection> first(List<Fact> subject) {
        for (Claim claim : claims) {
            Claim meant = meant(claim);
            List<Fact> those = meant.isOfStock() ? GroundingGuard.union(open, subject) : subject;
            if (!meant.holds(those)) {
                return objection(meant);
            }
        }
        return Optional.empty();
    }

    private static Optional<Objection> objection(Claim claim) {
        return Optional.of(new Objection(claim.kind(), claim.word()));
    }

    /** What the words around it make of a claim. */
    private Claim meant(Claim claim) {
        return switch (claim) {
            case Claim.Bare bare when topics.contains(Topic.PRICE) -> new Claim.Yen(bare.number(), bare.word());
            case Claim.Bare bare when stockSpokenOf || saysStock() -> new Claim.Copies(bare.number(), bare.word());
            case Claim.Bare bare when priceSpokenOf -> new Claim.Yen(bare.number(), bare.word());
            case Claim.Bare bare -> new Claim.Volume(bare.number(), bare.word());
            case Claim.Unknown unknown -> new Claim.Unknown(topic(), unknown.word());
            case Claim.Moment moment
            when topics.contains(Topic.LAST_RESTOCK) || topics.contains(Topic.RESTOCK) -> moment.restocked();
            default -> claim;
        };
    }

    private boolean saysStock() {
        return claims.stream().anyMatch(Claim::isOfStock);
    }

    /** The most special one that the clause names. */
    private Topic topic() {
        return List.of(Topic.LAST_RESTOCK, Topic.RESTOCK, Topic.PRICE, Topic.AUTHOR, Topic.GENRE).stream()
                .filter(topics::contains)
                .findFirst()
                .orElse(Topic.STOCK);
    }

    /** Whoever speaks of an author names one of the facts', or says that none is known. */
    private Optional<Objection> author() {
        for (Topic topic : List.of(Topic.AUTHOR, Topic.GENRE)) {
            boolean told = claims.stream()
                    .anyMatch(claim ->
                            (claim instanceof Claim.Has has && has.topic() == topic) || claim instanceof Claim.Unknown);
            if (topics.contains(topic) && !told) {
                return Optional.of(new Objection(Kind.NAME, topic.name()));
            }
        }
        return Optional.empty();
    }

    /** 'Only volume 1 is in stock' says that the others are not. */
    private Optional<Objection> exclusive(List<Fact> subject) {
        List<Claim> ofStock = claims.stream().filter(Claim::isOfStock).toList();
        if (!only || ofStock.isEmpty()) {
            return Optional.empty();
        }
        return material.spokenOf().stream()
                        .filter(fact -> !subject.contains(fact))
                        .anyMatch(fact -> ofStock.stream().allMatch(claim -> claim.holds(List.of(fact))))
                ? Optional.of(new Objection(Kind.AVAILABILITY, "only"))
                : Optional.empty();
    }
}
