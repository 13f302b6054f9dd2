package org.catalogsync.cdc.relay;

import java.util.ArrayList;
import java.util.List;
import org.catalogsync.cdc.observe.StreamCounts;
import org.catalogsync.cdc.observe.StreamCounts.End;
import org.catalogsync.stores.products.TableStream.Write;
import org.catalogsync.stores.queues.MessageQueue;
import org.catalogsync.stores.queues.MessageQueue.Grouped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where hints go: all to the index, and to the cache those that an answer could show, as by the rules of the bus. */
final class HintQueues {
    private static final Logger LOG = LoggerFactory.getLogger(HintQueues.class);

    private final MessageQueue index;
    private final MessageQueue invalidate;
    private final StreamCounts counts;

    HintQueues(MessageQueue index, MessageQueue invalidate, StreamCounts counts) {
        this.index = index;
        this.invalidate = invalidate;
        this.counts = counts;
    }

    /** Returns when both queues have taken the hints of these writes. */
    void send(List<Write> writes) {
        List<Grouped> all = new ArrayList<>(writes.size());
        List<Grouped> changed = new ArrayList<>(writes.size());
        for (Write write : writes) {
            WriteHint hint = WriteHint.of(write);
            if (hint == null) {
                LOG.warn(
                        "write {} of the table's stream has no hint: its key '{}' is no ISBN",
                        write.sequence(),
                        write.key());
                continue;
            }
            all.add(hint.message());
            if (hint.contentChanged()) {
                changed.add(hint.message());
            }
        }
        index.sendGrouped(all);
        invalidate.sendGrouped(changed);
        counts.count(End.RELAYED, all.size());
        counts.count(End.STRAY, writes.size() - all.size());
    }
}
