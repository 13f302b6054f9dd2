package org.catalogsync.erp.fair;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.Priority;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;

/** The look-ups that wait for their turn, and those under way; one for each ISBN. Bounded. */
final class Line {
    private final int most;
    private final int batchLimit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Isbn, Lookup> lookups = new HashMap<>();
    private final Map<Priority, Set<Lookup>> waiting = new EnumMap<>(Priority.class);
    private int length;
    private long joined;
    private boolean closed;

    Line(int most, int batchLimit) {
        this.most = most;
        this.batchLimit = batchLimit;
        for (Priority priority : Priority.values()) {
            waiting.put(priority, new LinkedHashSet<>());
        }
    }

    /** The look-up of an ISBN, one that is there already where there is one; null where no more may wait. Each that is given is left again. */
    @Nullable
    Lookup join(Isbn isbn, Priority priority, Deadline deadline) {
        lock.lock();
        try {
            Lookup known = lookups.get(isbn);
            if (known != null) {
                joined++;
                known.riders++;
                known.latest = known.latest.remaining().compareTo(deadline.remaining()) < 0 ? deadline : known.latest;
                raise(known, priority);
                return known;
            }
            if (closed || length >= most) {
                return null;
            }
            Lookup lookup = new Lookup(isbn, priority, deadline, batchLimit);
            lookups.put(isbn, lookup);
            add(lookup);
            return lookup;
        } finally {
            lock.unlock();
        }
    }

    private void raise(Lookup lookup, Priority priority) {
        if (priority.compareTo(lookup.priority) >= 0) {
            return;
        }
        if (lookup.waits) {
            tellIfFirst(priority);
            of(lookup.priority).remove(lookup);
            of(priority).add(lookup);
        }
        lookup.priority = priority;
    }

    private void add(Lookup lookup) {
        tellIfFirst(lookup.priority);
        lookup.waits = true;
        if (of(lookup.priority).add(lookup)) {
            length++;
        }
    }

    /** Only who comes first now is news to who serves the line: each look at the rate is a question to Redis. */
    private void tellIfFirst(Priority coming) {
        Priority first = first();
        if (first == null || coming.compareTo(first) < 0) {
            changed.signalAll();
        }
    }

    private Set<Lookup> of(Priority priority) {
        Set<Lookup> line = waiting.get(priority);
        if (line == null) {
            throw new IllegalStateException("no line for " + priority);
        }
        return line;
    }

    /** Waits no more. What nobody waits for is not asked. */
    void leave(Lookup lookup) {
        lock.lock();
        try {
            lookup.riders--;
            if (lookup.riders == 0 && lookup.waits) {
                forget(lookup);
            }
        } finally {
            lock.unlock();
        }
    }

    private void forget(Lookup lookup) {
        if (lookup.waits && of(lookup.priority).remove(lookup)) {
            length--;
        }
        lookup.waits = false;
        lookups.remove(lookup.isbn, lookup);
    }

    /** Waits until something waits here; false once the line is closed. */
    boolean awaitSomebody() throws InterruptedException {
        lock.lock();
        try {
            while (length == 0 && !closed) {
                changed.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** The best right of those that wait, null where nothing does. */
    @Nullable
    Priority first() {
        lock.lock();
        try {
            for (Priority priority : Priority.values()) {
                if (!of(priority).isEmpty()) {
                    return priority;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Waits so long, or until the line is closed. */
    void pause(long nanos) throws InterruptedException {
        pause(nanos, Priority.CUSTOMER);
    }

    /** Waits so long, or until somebody comes who has a better right than that. */
    void pause(long nanos, Priority known) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!closed && left > 0 && !isBetter(first(), known)) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private static boolean isBetter(@Nullable Priority first, Priority known) {
        return first != null && first.compareTo(known) < 0;
    }

    /** The next ones, by their rights and in their order, that may go together in one exchange. */
    List<Lookup> take() {
        lock.lock();
        try {
            List<Lookup> batch = new ArrayList<>();
            int room = batchLimit;
            for (Priority priority : Priority.values()) {
                for (Lookup lookup : of(priority)) {
                    if (batch.size() == room) {
                        break;
                    }
                    if (lookup.company > batch.size()) {
                        batch.add(lookup);
                        room = Math.min(room, lookup.company);
                    }
                }
            }
            batch.forEach(lookup -> {
                of(lookup.priority).remove(lookup);
                lookup.waits = false;
                lookup.asked++;
            });
            length -= batch.size();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** How long whoever waits longest for it would still wait, in nanoseconds; 0 where nobody does. */
    long patience(Lookup lookup) {
        lock.lock();
        try {
            return lookup.riders == 0 ? 0 : lookup.latest.remaining().toNanos();
        } finally {
            lock.unlock();
        }
    }

    /** To be asked once more, in exchanges of that size at most. All come at once: one after the other they would go in more exchanges than that takes. */
    void again(List<Lookup> failed, int company) {
        lock.lock();
        try {
            for (Lookup lookup : failed) {
                lookup.company = Math.min(lookup.company, company);
                if (closed || lookup.riders == 0) {
                    lookups.remove(lookup.isbn, lookup);
                } else {
                    add(lookup);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    void done(Lookup lookup, StockAnswer answer) {
        lock.lock();
        try {
            forget(lookup);
        } finally {
            lock.unlock();
        }
        lookup.answer.complete(answer);
    }

    /** Answers everything that waits. */
    void answerAll(Function<Isbn, StockAnswer> answer) {
        List<Lookup> all = new ArrayList<>();
        lock.lock();
        try {
            for (Set<Lookup> line : waiting.values()) {
                all.addAll(line);
            }
            all.forEach(this::forget);
        } finally {
            lock.unlock();
        }
        all.forEach(lookup -> lookup.answer.complete(answer.apply(lookup.isbn)));
    }

    int length() {
        lock.lock();
        try {
            return length;
        } finally {
            lock.unlock();
        }
    }

    long joined() {
        lock.lock();
        try {
            return joined;
        } finally {
            lock.unlock();
        }
    }

    boolean waits(Lookup lookup) {
        lock.lock();
        try {
            return lookup.waits;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Takes nobody in any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
