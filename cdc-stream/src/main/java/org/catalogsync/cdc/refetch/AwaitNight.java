package org.catalogsync.cdc.refetch;

import java.util.List;
import org.catalogsync.cdc.apply.Apply.Left;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A key waits for the next night, which compares every key with the whole extract. What the stores hold stays. The ERP's service cannot answer it (decision 103). */
public final class AwaitNight implements Refetches {
    private static final Logger LOG = LoggerFactory.getLogger(AwaitNight.class);

    @Override
    public void ask(List<Left> hints) {
        for (Left hint : hints) {
            LOG.info(
                    "{} waits for the night: {} ({})",
                    hint.change().isbn(),
                    hint.why(),
                    hint.change().from().origin());
        }
    }
}
