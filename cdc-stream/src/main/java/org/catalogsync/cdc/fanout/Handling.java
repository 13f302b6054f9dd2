package org.catalogsync.cdc.fanout;

import java.util.Map;
import org.catalogsync.stores.queues.MessageQueue.Message;

/** What stands around the handling of hints, such as their traces. */
@FunctionalInterface
public interface Handling {
    /** Nothing does. */
    Handling PLAIN = (hints, work) -> work.run();

    /** Does the work, once, and lets through what it throws. */
    void handle(Map<Message, Hint> hints, Runnable work);
}
