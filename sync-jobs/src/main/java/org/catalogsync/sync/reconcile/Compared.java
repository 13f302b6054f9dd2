package org.catalogsync.sync.reconcile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.catalogsync.model.Isbn;

/** What a comparison found, as it grows. */
final class Compared {
    /** Differences that are listed, and findings that one round of repair takes up. */
    static final int LISTED = 1_000;

    static final int FINDINGS = 10_000;

    static final int NOT_COMPARABLE_LISTED = 10_000;

    private final Set<String> missing = new HashSet<>();
    private final Set<String> unexpected = new HashSet<>();
    private final Set<String> diverged = new HashSet<>();
    private final SortedSet<Isbn> newer = new TreeSet<>();
    private final List<Difference> listed = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private boolean cutOff;
    private final long live;
    private final long documents;

    /**
     * @param live items of the table
     * @param documents live documents of the generation
     */
    Compared(long live, long documents) {
        this.live = live;
        this.documents = documents;
    }

    void add(Finding finding) {
        if (findings.size() < FINDINGS) {
            findings.add(finding);
        } else {
            cutOff = true;
        }
        for (Difference difference : finding.differences()) {
            String key = difference.store()
                    + ' '
                    + difference.isbn()
                    + ' '
                    + (finding instanceof Finding.OfStray stray ? stray.seen().id() : "");
            switch (difference.kind()) {
                case MISSING -> missing.add(key);
                case UNEXPECTED -> unexpected.add(key);
                case DIVERGED -> diverged.add(key);
            }
            if (listed.size() < LISTED) {
                listed.add(difference);
            }
        }
    }

    void notComparable(Isbn isbn) {
        newer.add(isbn);
    }

    void notComparable(Set<Isbn> isbns) {
        newer.addAll(isbns);
    }

    boolean equal() {
        return missing.isEmpty() && unexpected.isEmpty() && diverged.isEmpty();
    }

    /** Keys that are missing, unexpected or diverged. */
    long different() {
        return (long) missing.size() + unexpected.size() + diverged.size();
    }

    /** Whether there is more to repair than {@link #findings()}. */
    boolean cutOff() {
        return cutOff;
    }

    long live() {
        return live;
    }

    long documents() {
        return documents;
    }

    int missing() {
        return missing.size();
    }

    int unexpected() {
        return unexpected.size();
    }

    int diverged() {
        return diverged.size();
    }

    SortedSet<Isbn> newer() {
        return newer;
    }

    List<Difference> differences() {
        return listed;
    }

    /** The first of them, with what a repair needs. */
    List<Finding> findings() {
        return findings;
    }
}
