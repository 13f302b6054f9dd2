package org.catalogsync.erp.soap;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a reading costs. Counted by the JVM, so that a busy machine does not change it. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** Bytes that this thread has allocated in its life. */
    static long ofThisThread() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().threadId());
    }

    /** A parser's buffers, and a few copies of the document as characters. */
    static long allowed(int documentBytes) {
        return 4_000_000L + 40L * documentBytes;
    }
}
