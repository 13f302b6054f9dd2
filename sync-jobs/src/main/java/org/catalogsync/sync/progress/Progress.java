package org.catalogsync.sync.progress;

/** Shows people how far a step is. Called from several threads. */
public interface Progress extends AutoCloseable {

    /**
     * A step begins.
     *
     * @param rows how many it will handle, 0 where nobody knows yet
     */
    void begin(String step, long rows);

    /** So many more rows are done. */
    void advance(String step, long rows);

    /** Who made the run wait until now, such as {@code dynamodb throttled 12}; empty if nobody did. */
    default void waited(String services) {}

    /** A step ended. */
    void end(String step, boolean completed);

    /** A remark between steps, such as an assumed watermark. */
    void note(String text);

    @Override
    void close();
}
