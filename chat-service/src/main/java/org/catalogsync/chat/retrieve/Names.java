package org.catalogsync.chat.retrieve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All names of all series, titles, readings and aliases alike, in one array of characters, found by a hash of theirs that grows with the text. */
final class Names {
    /** Of a question, more is not looked at: whoever writes more names no title in it. */
    static final int MOST_LETTERS = 400;

    private final char[] letters;
    private final int[] starts;
    /** By name; the complement where it is but the beginning of the series' name. */
    private final int[] series;
    /** Open addressing: one more than the number of the first name of a spelling, 0 for nothing. */
    private final int[] table;

    private final int[] nextOfSameSpelling;
    private final int longest;

    private Names(char[] letters, int[] starts, int[] series) {
        this.letters = letters;
        this.starts = starts;
        this.series = series;
        this.table = new int[Math.max(16, Integer.highestOneBit(Math.max(1, series.length)) << 2)];
        this.nextOfSameSpelling = new int[series.length];
        int most = 0;
        for (int name = 0; name < series.length; name++) {
            most = Math.max(most, length(name));
            put(name);
        }
        this.longest = most;
    }

    private void put(int name) {
        int slot = slot(letters, starts[name], length(name), hash(letters, starts[name], length(name)));
        nextOfSameSpelling[name] = table[slot] - 1;
        table[slot] = name + 1;
    }

    int size() {
        return series.length;
    }

    int length(int name) {
        return starts[name + 1] - starts[name];
    }

    char letter(int name, int at) {
        return letters[starts[name] + at];
    }

    int seriesOf(int name) {
        return series[name] < 0 ? ~series[name] : series[name];
    }

    long bytes() {
        return 2L * letters.length + 4L * (starts.length + series.length + table.length + nextOfSameSpelling.length);
    }

    /** Every place where a name stands, names within names too. */
    List<Mention> in(Spelling question) {
        char[] text = question.key();
        int end = Math.min(text.length, MOST_LETTERS);
        List<Mention> found = new ArrayList<>();
        for (int from = 0; from < end; from++) {
            if (!question.isInsideAWord(from)) {
                from(question, from, Math.min(end, from + longest), found);
            }
        }
        return found;
    }

    private void from(Spelling question, int from, int end, List<Mention> found) {
        char[] text = question.key();
        int hash = 0;
        for (int to = from + 1; to <= end; to++) {
            hash = 31 * hash + text[to - 1];
            int name = table[slot(text, from, to - from, hash)] - 1;
            if (name >= 0 && !question.isInsideAWord(to)) {
                found.add(mention(question, from, to, 0, name));
            }
        }
    }

    Mention mention(Spelling question, int from, int to, int errors, int name) {
        List<Integer> whole = seriesOfSpelling(name, true);
        List<Integer> begun = new ArrayList<>(seriesOfSpelling(name, false));
        begun.removeAll(whole);
        return new Mention(
                question.inPlain(from),
                question.endInPlain(to),
                length(name),
                errors,
                whole.isEmpty() ? begun : whole,
                whole.isEmpty() ? List.of() : begun);
    }

    /** The first name of this spelling, -1 where there is none. */
    int named(char[] text, int from, int length) {
        return table[slot(text, from, length, hash(text, from, length))] - 1;
    }

    /** @param whole those that have this name, or those whose name only begins so */
    private List<Integer> seriesOfSpelling(int name, boolean whole) {
        List<Integer> all = new ArrayList<>(1);
        int first = named(letters, starts[name], length(name));
        for (int same = first; same >= 0; same = nextOfSameSpelling[same]) {
            if (series[same] >= 0 == whole && !all.contains(seriesOf(same))) {
                all.add(seriesOf(same));
            }
        }
        all.sort(null);
        return all;
    }

    private int slot(char[] text, int from, int length, int hash) {
        int mask = table.length - 1;
        int slot = (((hash ^ (hash >>> 15)) * 0x9E3779B1) >>> 7) & mask;
        while (table[slot] != 0 && !spells(table[slot] - 1, text, from, length)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean spells(int name, char[] text, int from, int length) {
        return length(name) == length
                && Arrays.equals(letters, starts[name], starts[name + 1], text, from, from + length);
    }

    private static int hash(char[] text, int from, int length) {
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + text[i];
        }
        return hash;
    }

    /** Collects names; not for use by many threads. */
    static final class Collector {
        private final StringBuilder letters = new StringBuilder();
        private int[] starts = new int[1024];
        private int[] series = new int[1023];
        private int count;

        /** @param name as it is compared, empty where a title has neither letter nor digit */
        void add(String name, int ofSeries) {
            put(name, ofSeries);
        }

        /** @param name what the names of a series' titles begin with */
        void addBeginning(String name, int ofSeries) {
            put(name, ~ofSeries);
        }

        private void put(String name, int ofSeries) {
            if (name.isEmpty()) {
                return;
            }
            if (count == series.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length);
                series = Arrays.copyOf(series, starts.length - 1);
            }
            letters.append(name);
            series[count++] = ofSeries;
            starts[count] = letters.length();
        }

        Names collected() {
            char[] all = new char[letters.length()];
            letters.getChars(0, all.length, all, 0);
            return new Names(all, Arrays.copyOf(starts, count + 1), Arrays.copyOf(series, count));
        }
    }
}
