package org.catalogsync.chat.compose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.catalogsync.chat.lookup.Fact;

/**
 * Holds the sentences of one answer, in their order, against its material. A sentence passes if every claim in it is true of every volume that it speaks of. What is not understood is refused: a template answers instead, and says less but nothing false.
 *
 * <p>Not safe for use by several threads: a sentence may speak of what the one before it named.
 */
public final class GroundingGuard {
    private static final int LONGEST_SENTENCE = 800;
    private static final Pattern TITLE = Pattern.compile(Masks.TITLE + "[』」”\"》】]?");
    private static final Pattern AUTHOR = Pattern.compile(Masks.AUTHOR);
    private static final Pattern GENRE = Pattern.compile(Masks.GENRE);
    /** 'There are other works such as …' promises no copy. */
    private static final Pattern LISTING = Pattern.compile("((?:関連する|関連|似た|同じ|ほかの|他の)?(?:作品|シリーズ|タイトル)には[^。]*?も)ございます");

    private final Material material;
    private final List<Fact> facts;
    private final Masks masks;
    private final Set<String> verbatim;
    private List<Fact> focus;

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

    private static Set<String> verbatim(Material material) {
        Set<String> sentences = new HashSet<>();
        Stream.concat(Templates.phrases(material.language()).fixed().all().stream(), material.notices().stream())
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
            return Optional.of(new Objection(Objection.Kind.FORM, "signs or length"));
        }
        String masked = Numerals.asDigits(masks.mask(Folded.of(sentence)));
        String text = LISTING.matcher(Folded.lower(masked)).replaceAll("$1です");
        return Refused.in(text).or(() -> Strangers.in(masked)).or(() -> held(text));
    }

    private Optional<Objection> held(String text) {
        if (facts.isEmpty()) {
            boolean claims = !NumberScanner.scan(text, facts).isEmpty()
                    || WordScanner.scan(text).stream().anyMatch(Token.Claimed.class::isInstance);
            return claims ? Optional.of(new Objection(Objection.Kind.NAME, "nothing is known")) : Optional.empty();
        }
        Attribution attribution = new Attribution(material, facts, focus);
        Optional<Objection> objection = attribution.read(text, tokens(text));
        focus = attribution.focus();
        return objection;
    }

    private List<Token> tokens(String text) {
        List<Token> numbers = new ArrayList<>(NumberScanner.scan(text, facts));
        Set<Integer> inNumbers = new HashSet<>();
        numbers.forEach(token -> {
            if (token instanceof Token.Volumes volumes) {
                for (int i = volumes.at(); i < volumes.end(); i++) {
                    inNumbers.add(i);
                }
            }
        });
        List<Token> tokens = new ArrayList<>(numbers);
        // The comma of a list of volumes parts nothing.
        WordScanner.scan(text).stream()
                .filter(token -> !(token instanceof Token.Break) || !inNumbers.contains(token.at()))
                .filter(token -> !(token instanceof Token.Break) || !betweenDigits(text, token.at()))
                .forEach(tokens::add);
        named(text, TITLE, tokens);
        having(text, AUTHOR, Claim.Topic.AUTHOR, tokens);
        having(text, GENRE, Claim.Topic.GENRE, tokens);
        tokens.sort(Comparator.comparingInt(Token::at));
        return tokens;
    }

    private static boolean betweenDigits(String text, int at) {
        return at > 0
                && at + 1 < text.length()
                && Character.isDigit(text.charAt(at - 1))
                && Character.isDigit(text.charAt(at + 1));
    }

    private void named(String text, Pattern pattern, List<Token> tokens) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            tokens.add(new Token.Titled(
                    matcher.start(), matcher.end(), masks.of(matcher.group().codePointAt(0))));
        }
    }

    private void having(String text, Pattern pattern, Claim.Topic topic, List<Token> tokens) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            List<Fact> those = masks.of(matcher.group().codePointAt(0));
            tokens.add(new Token.Claimed(matcher.start(), new Claim.Has(topic, those, topic.name())));
        }
    }

    /** Distinct, in order. */
    static List<Fact> union(List<Fact> a, List<Fact> b) {
        Set<Fact> union = new LinkedHashSet<>(a);
        union.addAll(b);
        return List.copyOf(union);
    }
}
