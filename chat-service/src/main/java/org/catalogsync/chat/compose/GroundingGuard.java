package org.catalogsync.chat.compose;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.catalogsync.chat.compose.Objection.Kind;
import org.catalogsync.chat.lookup.Fact;

/**
 * Holds the sentences of one answer, in their order, against its material. A sentence passes if it holds nothing but names, numbers and words of the {@link Vocabulary}, and if every claim in it is true of every volume that it speaks of. What is not understood is refused: a template answers instead, and says less but nothing false.
 *
 * <p>Not safe for use by several threads: a sentence may speak of what the one before it named.
 */
public final class GroundingGuard {
    private static final int LONGEST_SENTENCE = 800;

    private final Material material;
    private final List<Fact> facts;
    private final Masks masks;
    private final Set<String> verbatim;
    private final Told told = new Told();
    private List<Fact> focus;
    private boolean pointsElsewhere;

    private GroundingGuard(Material material) {
        this.material = material;
        this.facts = Stream.concat(material.items().stream(), material.related().stream())
                .distinct()
                .toList();
        this.masks = new Masks(facts);
        this.verbatim = verbatim(material);
        this.focus = List.of();
    }

    /** For the first sentence of an answer. */
    public static GroundingGuard of(Material material) {
        return new GroundingGuard(material);
    }

    /** What the service worded itself, where it was worded for this: 'not found' is said where nothing was. */
    private static Set<String> verbatim(Material material) {
        Set<String> sentences = new HashSet<>();
        Stream.concat(Templates.phrases(material.language()).fixed().of(material).stream(), material.notices().stream())
                .forEach(text -> {
                    sentences.add(text.strip());
                    Sentences.of(text, List.of()).forEach(sentence -> sentences.add(sentence.strip()));
                });
        return sentences;
    }

    /** The first objection to the next sentence; empty where it may be shown. */
    public Optional<Objection> check(String sentence) {
        if (verbatim.contains(sentence.strip())) {
            return Optional.empty();
        }
        if (sentence.length() > LONGEST_SENTENCE || Masks.hasMarks(sentence)) {
            return Optional.of(new Objection(Kind.FORM, "signs or length"));
        }
        String text = Folded.lower(Numerals.asDigits(masks.mask(Folded.of(sentence))));
        return held(text, SentenceScanner.scan(text, facts, masks), isLine(sentence));
    }

    /** Whether it may be a heading: it ends with a colon, or with its line and without a full stop. */
    private static boolean isLine(String sentence) {
        String end = sentence.strip();
        return !end.isEmpty()
                && (end.endsWith(":")
                        || end.endsWith("：")
                        || (sentence.endsWith("\n") && "。.!?！？".indexOf(end.charAt(end.length() - 1)) < 0));
    }

    private Optional<Objection> held(String text, List<Token> tokens, boolean line) {
        if (facts.isEmpty()) {
            return tokens.stream().allMatch(token -> token instanceof Token.Break)
                    ? Optional.empty()
                    : Optional.of(new Objection(Kind.NAME, "nothing is known"));
        }
        Attribution attribution = new Attribution(material, facts, focus, pointsElsewhere, told);
        Optional<Objection> objection = attribution
                .read(text, tokens)
                .or(() -> line && attribution.isHeading()
                        ? Optional.of(new Objection(Kind.FORM, "a heading"))
                        : Optional.empty());
        focus = attribution.focus();
        pointsElsewhere = attribution.pointsElsewhere();
        return objection;
    }

    /** When the last sentence has passed: what the answer owes and did not say. */
    public Optional<Objection> unsaid() {
        return told.unsaid(material);
    }

    /** Distinct, in order. */
    static List<Fact> union(List<Fact> a, List<Fact> b) {
        Set<Fact> union = new LinkedHashSet<>(a);
        union.addAll(b);
        return List.copyOf(union);
    }
}
