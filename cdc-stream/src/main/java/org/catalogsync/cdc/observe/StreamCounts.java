package org.catalogsync.cdc.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** How many records and changes came to which end. */
public final class StreamCounts {
    private final MeterRegistry meters;

    public StreamCounts(MeterRegistry meters) {
        this.meters = meters;
    }

    /** The ends that a change can have, and what is counted beside them. */
    public enum End {
        RECEIVED,
        APPLIED,
        REPEATED,
        SUPERSEDED,
        OVERTAKEN,
        HINTS,
        QUARANTINED,
        NOTED,
        /** Without a log position that could be read: the commit's time decides for them. */
        UNPLACED,
        /** Messages given back to their queue. */
        RETURNED,
        /** Writes of the table whose hints its stream brought to the queues. */
        RELAYED,
        /** Writes of the table under a key that is no ISBN, of which there is no hint. */
        STRAY;

        private final String wire = name().toLowerCase(java.util.Locale.ROOT);

        /** As metrics and traces name it. */
        String wire() {
            return wire;
        }
    }

    public void count(End end, int more) {
        if (more > 0) {
            counter(end).increment(more);
        }
    }

    public long of(End end) {
        return Math.round(counter(end).count());
    }

    private Counter counter(End end) {
        return meters.counter("catalog.sync.changes", "end", end.wire);
    }
}
