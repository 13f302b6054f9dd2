package org.catalogsync.sync.batch;

/** Is told how steps go, for people to see; called from the workers' threads. */
public interface StepObserver {
    void begin(String step);

    void advance(String step, long rows);

    void end(String step, boolean completed);
}
