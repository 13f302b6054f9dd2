package org.catalogsync.erp.fair;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.catalogsync.erp.Priority;
import org.catalogsync.erp.pace.Pace;

/** Tokens that the test hands out. */
class StepwisePace implements Pace {
    private int left;
    private final List<Priority> taken = new ArrayList<>();

    StepwisePace(int tokens) {
        left = tokens;
    }

    synchronized void give(int tokens) {
        left += tokens;
    }

    synchronized List<Priority> taken() {
        return List.copyOf(taken);
    }

    @Override
    public synchronized long take(Priority priority) {
        if (left == 0) {
            return TimeUnit.MILLISECONDS.toNanos(1);
        }
        left--;
        taken.add(priority);
        return 0;
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
