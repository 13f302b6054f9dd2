package org.catalogsync.cdc;

import java.util.concurrent.atomic.AtomicBoolean;
import org.catalogsync.cdc.decode.DecodeObserver;
import org.catalogsync.cdc.observe.StreamCounts;
import org.catalogsync.cdc.observe.StreamCounts.End;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes what is no end of a record: new columns once each, positions that could not be read by their number. */
final class LoggedOddities implements DecodeObserver {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedOddities.class);

    private final StreamCounts counts;
    private final AtomicBoolean told = new AtomicBoolean();

    LoggedOddities(StreamCounts counts) {
        this.counts = counts;
    }

    @Override
    public void newColumn(String name) {
        LOG.info("the source has a column {} that feeds nothing", name);
    }

    @Override
    public void unreadPosition(String text) {
        counts.count(End.UNPLACED, 1);
        if (told.compareAndSet(false, true)) {
            LOG.warn(
                    "log position '{}' is of no known form, so commit times decide; catalog-sync.cdc.positions names the form",
                    text);
        }
    }
}
