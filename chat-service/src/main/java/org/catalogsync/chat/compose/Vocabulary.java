package org.catalogsync.chat.compose;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The closed list of words that a sentence may hold, {@code vocabulary.txt}, each with what it says. What is not in it is not understood. */
final class Vocabulary {

    /** What a phrase says; the sections of the list. */
    enum Sense {
        NOTHING,
        WORK,
        RANGE,
        YES,
        THEY,
        BREAK,
        QUESTION,
        NOW,
        AS_OF,
        IN_STOCK,
        FEW_LEFT,
        NONE_LEFT,
        NO_SUCH_THING,
        THERE_IS,
        PRE_ORDER,
        NOT_KNOWN,
        ON_ITS_WAY,
        OF_STOCK,
        OF_PRICE,
        OF_RESTOCK,
        OF_LAST_RESTOCK,
        OF_AUTHOR,
        OF_GENRE,
        BOTH,
        ALL,
        EACH,
        SUM,
        SERIES,
        OTHERS,
        ONLY_BEFORE,
        ONLY_BEHIND,
        LISTING,
        ELSEWHERE,
        OFFER,
        REFUSED;

        private static Sense titled(String title) {
            return valueOf(title.toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_'));
        }
    }

    /**
     * A phrase as it stands at a place.
     *
     * @param end behind it
     */
    record Found(Sense sense, String phrase, int end) {}

    private static final Vocabulary SHOPS = parsed(listed());

    private final Node root = new Node();
    private final Map<String, Sense> phrases = new HashMap<>();
    private final Set<String> words = new HashSet<>();

    private static final class Node {
        private final Map<Character, Node> next = new HashMap<>(4);
        private @Nullable Sense sense;
    }

    private Vocabulary() {}

    static Vocabulary shops() {
        return SHOPS;
    }

    private static String listed() {
        try (InputStream list = Vocabulary.class.getResourceAsStream("vocabulary.txt")) {
            if (list == null) {
                throw new IllegalStateException("vocabulary.txt is not in the jar");
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException for a section that says nothing known, a phrase that says two things, or a choice in a choice */
    static Vocabulary parsed(String list) {
        Vocabulary vocabulary = new Vocabulary();
        Sense sense = Sense.NOTHING;
        for (String line : list.lines().toList()) {
            if (line.startsWith("[")) {
                sense = Sense.titled(line.substring(1, line.indexOf(']')));
            } else if (!line.startsWith("#")) {
                for (String phrase : line.split(" / ", -1)) {
                    for (String one : expanded(phrase.strip())) {
                        vocabulary.add(one.strip(), sense);
                    }
                }
            }
        }
        return vocabulary;
    }

    /** a(b|c|)d is abd, acd and ad. */
    private static List<String> expanded(String phrase) {
        int from = phrase.indexOf('(');
        int to = phrase.indexOf(')', from);
        if (from < 0 || to < 0 || phrase.length() == 1) {
            return List.of(phrase);
        }
        List<String> all = new ArrayList<>();
        List<String> rests = expanded(phrase.substring(to + 1));
        for (String choice : phrase.substring(from + 1, to).split("\\|", -1)) {
            rests.forEach(rest -> all.add(phrase.substring(0, from) + choice + rest));
        }
        return all;
    }

    private void add(String phrase, Sense sense) {
        if (phrase.isEmpty()) {
            return;
        }
        if (phrase.length() > 1 && phrase.matches(".*[(|)].*")) {
            throw new IllegalArgumentException("'" + phrase + "' has a choice in a choice");
        }
        Sense before = phrases.put(phrase, sense);
        if (before != null && before != sense) {
            throw new IllegalArgumentException("'" + phrase + "' is said to be " + before + " and " + sense);
        }
        words.addAll(Arrays.asList(phrase.split(" ", -1)));
        Node node = root;
        for (int i = 0; i < phrase.length(); i++) {
            node = node.next.computeIfAbsent(phrase.charAt(i), sign -> new Node());
        }
        node.sense = sense;
    }

    /**
     * The longest phrase that begins at a place. Takes as many steps as the longest phrase has letters, at most.
     *
     * @param text folded, masked, in small letters
     */
    Optional<Found> at(String text, int from) {
        if (from > 0 && joined(text.charAt(from - 1), text.charAt(from))) {
            return Optional.empty();
        }
        Found longest = null;
        Node node = root;
        for (int at = from; at < text.length(); at++) {
            node = node.next.get(text.charAt(at));
            if (node == null) {
                break;
            }
            boolean whole = at + 1 == text.length() || !joined(text.charAt(at), text.charAt(at + 1));
            if (node.sense != null && whole) {
                longest = new Found(node.sense, text.substring(from, at + 1), at + 1);
            }
        }
        return Optional.ofNullable(longest);
    }

    /** 'now' does not stand in 'known'. */
    private static boolean joined(char a, char b) {
        return isOfWord(a) && isOfWord(b);
    }

    private static boolean isOfWord(char sign) {
        return sign < 0x250 && (Character.isLetterOrDigit(sign) || sign == '\'');
    }

    /** Whether a word stands anywhere in the list, alone or in a phrase. */
    boolean has(String word) {
        return words.contains(word);
    }

    Map<String, Sense> phrases() {
        return Map.copyOf(phrases);
    }
}
