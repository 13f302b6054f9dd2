package org.catalogsync.cdc.benchmark;

import java.util.ArrayList;
import java.util.List;

/** Numbers and their order statistics. */
final class Samples {
    private final List<Long> all = new ArrayList<>();

    void add(long sample) {
        all.add(sample);
    }

    void addAll(Samples others) {
        all.addAll(others.all);
    }

    int size() {
        return all.size();
    }

    long p50() {
        return at(50);
    }

    /** Of few samples the greatest: it must not look better than it was. */
    long p99() {
        return at(99);
    }

    long least() {
        return at(0);
    }

    long most() {
        return at(100);
    }

    double mean() {
        return all.stream().mapToLong(Long::longValue).average().orElse(Double.NaN);
    }

    private long at(int percent) {
        List<Long> sorted = all.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
