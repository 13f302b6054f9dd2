package org.catalogsync.sync.sample;

import java.util.ArrayList;
import java.util.List;

/** The last volumes of which a second row may follow. */
final class Repeatable {
    private static final int REMEMBERED = 64;

    /** A volume and how many rows of it follow its first. */
    static final class Entry {
        private final Volume volume;
        private int times;

        private Entry(Volume volume) {
            this.volume = volume;
        }

        Volume volume() {
            return volume;
        }

        /** 1 for the second row of the volume, 2 for the third. */
        int again() {
            return ++times;
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    boolean isEmpty() {
        return entries.isEmpty();
    }

    void remember(Volume volume, Dice dice) {
        Entry entry = new Entry(volume);
        if (entries.size() < REMEMBERED) {
            entries.add(entry);
        } else {
            entries.set(dice.roll(REMEMBERED), entry);
        }
    }

    Entry any(Dice dice) {
        return entries.get(dice.roll(entries.size()));
    }
}
