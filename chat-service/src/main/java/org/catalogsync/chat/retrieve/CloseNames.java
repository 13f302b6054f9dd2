package org.catalogsync.chat.retrieve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Names that stand in a question with an error. Candidates share pairs of letters with the question; each is then laid along it with the fewest errors. The work is bounded by two numbers, so a question takes no longer because the
 * catalogue is larger.
 */
final class CloseNames {
    private static final int SHORTEST = 4;
    private static final int MOST_POSTINGS = 200_000;
    private static final int MOST_CANDIDATES = 500;

    /** A kanji or a digit in another's place makes another word; nobody mistypes it so. */
    private static final int ANOTHER_WORD = 3;

    private final Names names;
    /** Open addressing: the pair of letters, and where its names begin; 0 for nothing. */
    private final int[] pairs;

    private final int[] postingStarts;
    private final int[] postings;

    CloseNames(Names names) {
        this.names = names;
        int total = 0;
        for (int name = 0; name < names.size(); name++) {
            total += Math.max(0, names.length(name) - 1);
        }
        int[] slots = new int[Math.max(64, Integer.highestOneBit(Math.max(1, distinct(total))) << 1)];
        int[] counts = new int[slots.length + 1];
        for (int name = 0; name < names.size(); name++) {
            for (int i = 1; i < names.length(name); i++) {
                int slot = slot(slots, pair(names.letter(name, i - 1), names.letter(name, i)));
                if (slots[slot] == 0) {
                    slots[slot] = pair(names.letter(name, i - 1), names.letter(name, i));
                }
                counts[slot + 1]++;
            }
        }
        this.pairs = slots;
        Arrays.parallelPrefix(counts, Integer::sum);
        this.postingStarts = counts;
        this.postings = new int[total];
        fill();
    }

    /** Pairs repeat: in a large catalogue a table of a half, and never of more than a million, leaves room. */
    private static int distinct(int total) {
        return Math.min(total, 1 << 19);
    }

    private void fill() {
        int[] next = postingStarts.clone();
        for (int name = 0; name < names.size(); name++) {
            for (int i = 1; i < names.length(name); i++) {
                int slot = slot(pairs, pair(names.letter(name, i - 1), names.letter(name, i)));
                postings[next[slot]++] = name;
            }
        }
    }

    private static int pair(char first, char second) {
        return (first << 16) | second;
    }

    private static int slot(int[] slots, int pair) {
        int mask = slots.length - 1;
        int slot = ((pair * 0x9E3779B1) >>> 8) & mask;
        while (slots[slot] != 0 && slots[slot] != pair) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    long bytes() {
        return 4L * (pairs.length + postingStarts.length + postings.length);
    }

    /** Mentions with errors between two places of the question's key, the weightiest first. */
    List<Mention> in(Spelling question, int from, int to) {
        int end = Math.min(to, from + Names.MOST_LETTERS);
        List<Mention> found = new ArrayList<>();
        if (end - from < SHORTEST - 1) {
            return found;
        }
        for (Candidate candidate : candidates(question.key(), from, end, true)) {
            lay(question, from, end, candidate.name(), found);
        }
        swapped(question, from, end, found);
        found.sort(Comparator.comparingInt(Mention::weight).reversed());
        return found;
    }

    /** Numbers of the series whose names are most like this part of the question, the likeliest first. */
    List<Integer> like(Spelling question, int from, int to, int most) {
        return candidates(question.key(), from, Math.min(to, from + Names.MOST_LETTERS), false).stream()
                .filter(candidate -> candidate.likeness() >= 0.3)
                .map(candidate -> names.seriesOf(candidate.name()))
                .distinct()
                .limit(most)
                .toList();
    }

    private record Candidate(int name, double likeness) {}

    private List<Candidate> candidates(char[] text, int from, int to, boolean withErrorsOnly) {
        if (to - from < 2) {
            return List.of();
        }
        byte[] shared = new byte[names.size()];
        int[] touched = new int[Math.min(names.size(), MOST_POSTINGS)];
        int count = 0;
        int budget = MOST_POSTINGS;
        for (int slot : rarestFirst(text, from, to)) {
            int length = postingStarts[slot + 1] - postingStarts[slot];
            budget -= length;
            if (budget < 0) {
                break;
            }
            for (int i = postingStarts[slot]; i < postingStarts[slot + 1]; i++) {
                int name = postings[i];
                if (shared[name] == 0) {
                    touched[count++] = name;
                }
                shared[name] += (byte) (shared[name] < Byte.MAX_VALUE ? 1 : 0);
            }
        }
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int name = touched[i];
            int of = names.length(name) - 1;
            boolean few = shared[name] < of - 3 * errors(name);
            if (!withErrorsOnly || (names.length(name) >= SHORTEST && !few)) {
                double asked = withErrorsOnly ? of : Math.max(of, to - from - 1);
                candidates.add(new Candidate(name, shared[name] / asked));
            }
        }
        candidates.sort(
                Comparator.comparingDouble(Candidate::likeness).reversed().thenComparingInt(Candidate::name));
        return candidates.size() > MOST_CANDIDATES ? candidates.subList(0, MOST_CANDIDATES) : candidates;
    }

    private int[] rarestFirst(char[] text, int from, int to) {
        return IntStream.range(from + 1, to)
                .map(i -> slot(pairs, pair(text[i - 1], text[i])))
                .filter(slot -> pairs[slot] != 0)
                .distinct()
                .boxed()
                .sorted(Comparator.comparingInt(slot -> postingStarts[slot + 1] - postingStarts[slot]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** How many errors a name may have: one, and two where it is long and spelt in letters that stand for sounds. */
    private int errors(int name) {
        int length = names.length(name);
        if (length < 10) {
            return 1;
        }
        for (int i = 0; i < length; i++) {
            if (Spelling.isKanji(names.letter(name, i)) || Character.isDigit(names.letter(name, i))) {
                return 1;
            }
        }
        return 2;
    }

    /** Two neighbours swapped in the middle of four letters leave no pair as it was. */
    private void swapped(Spelling question, int from, int to, List<Mention> found) {
        char[] text = question.key().clone();
        for (int i = from + 1; i + 2 < to; i++) {
            swap(text, i);
            int name = names.named(text, i - 1, SHORTEST);
            if (name >= 0
                    && text[i] != text[i + 1]
                    && !question.isInsideAWord(i - 1)
                    && !question.isInsideAWord(i + 3)) {
                found.add(names.mention(question, i - 1, i + 3, 1, name));
            }
            swap(text, i);
        }
    }

    private static void swap(char[] text, int at) {
        char first = text[at];
        text[at] = text[at + 1];
        text[at + 1] = first;
    }

    /** Lays a name along the text where it fits with the fewest errors: rows are letters of the name, columns of the text, and each field knows where in the text its way began. */
    private void lay(Spelling question, int from, int to, int name, List<Mention> found) {
        char[] text = question.key();
        int width = to - from + 1;
        int[][] errors = new int[3][width];
        int[][] begin = new int[3][width];
        for (int j = 0; j < width; j++) {
            // A name begins where a word does: what stands before it in its word is one letter too many, each.
            boolean inside = j > 0 && question.isInsideAWord(from + j);
            errors[0][j] = inside ? errors[0][j - 1] + 1 : 0;
            begin[0][j] = inside ? begin[0][j - 1] : j;
        }
        int length = names.length(name);
        for (int i = 1; i <= length; i++) {
            int[] row = errors[i % 3];
            int[] above = errors[(i + 2) % 3];
            row[0] = i;
            begin[i % 3][0] = 0;
            for (int j = 1; j < width; j++) {
                char own = names.letter(name, i - 1);
                char other = text[from + j - 1];
                set(row, begin[i % 3], j, above[j - 1] + mistaken(own, other), begin[(i + 2) % 3][j - 1]);
                better(row, begin[i % 3], j, above[j] + left(name, i, length), begin[(i + 2) % 3][j]);
                better(row, begin[i % 3], j, row[j - 1] + 1, begin[i % 3][j - 1]);
                if (i > 1 && j > 1 && own == text[from + j - 2] && names.letter(name, i - 2) == other && own != other) {
                    better(row, begin[i % 3], j, errors[(i + 1) % 3][j - 2] + 1, begin[(i + 1) % 3][j - 2]);
                }
            }
        }
        add(question, from, name, errors[length % 3], begin[length % 3], found);
    }

    private static void set(int[] row, int[] begin, int at, int errors, int from) {
        row[at] = errors;
        begin[at] = from;
    }

    private static void better(int[] row, int[] begin, int at, int errors, int from) {
        // Of two ways with as many errors the one that takes up more of the text: 三毛毛猫 has one 毛 too many.
        if (errors < row[at] || (errors == row[at] && from < begin[at])) {
            set(row, begin, at, errors, from);
        }
    }

    /** A kanji that is left out at the beginning or the end leaves another word: 世界の is not 世界の翼. */
    private int left(int name, int letter, int length) {
        boolean atAnEnd = letter == 1 || letter == length;
        return atAnEnd && isWord(names.letter(name, letter - 1)) ? ANOTHER_WORD : 1;
    }

    private static int mistaken(char own, char other) {
        if (own == other) {
            return 0;
        }
        return isWord(own) || isWord(other) ? ANOTHER_WORD : 1;
    }

    private static boolean isWord(char c) {
        return Spelling.isKanji(c) || Character.isDigit(c);
    }

    private static boolean takesMore(int[] errors, int[] begin, int end, int best) {
        return errors[end] == errors[best] && end - begin[end] > best - begin[best];
    }

    private void add(Spelling question, int from, int name, int[] errors, int[] begin, List<Mention> found) {
        int best = -1;
        for (int j = 1; j < errors.length; j++) {
            boolean whole = begin[j] < j && !question.isInsideAWord(from + j);
            if (whole && (best < 0 || errors[j] < errors[best] || takesMore(errors, begin, j, best))) {
                best = j;
            }
        }
        if (best > 0 && errors[best] > 0 && errors[best] <= errors(name)) {
            found.add(names.mention(question, from + begin[best], from + best, errors[best], name));
        }
    }
}
