package org.catalogsync.cdc.observe;

import org.slf4j.MDC;

/**
 * The trace of what failed, for the lines of the log that tell of it: they are written by whoever catches the failure, further out. It holds on the thread until the thread begins anew.
 */
final class LoggedTrace {
    /** In the log's pattern: {@code %X{trace_id}}. */
    static final String KEY = "trace_id";

    private LoggedTrace() {}

    static void begin(String traceId) {
        MDC.put(KEY, traceId);
    }

    static void end() {
        MDC.remove(KEY);
    }
}
