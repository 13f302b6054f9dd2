package org.catalogsync.sync.sample;

import java.util.Arrays;
import java.util.List;

/** A word as it is written and as it is read. */
record Word(String written, String kana) {

    /** @param list {@code written/reading}, separated by space; a word in katakana reads as it is written */
    static List<Word> list(String list) {
        return Arrays.stream(list.strip().split("\\s+")).map(Word::of).toList();
    }

    private static Word of(String entry) {
        int slash = entry.indexOf('/');
        return slash < 0 ? new Word(entry, entry) : new Word(entry.substring(0, slash), entry.substring(slash + 1));
    }
}
