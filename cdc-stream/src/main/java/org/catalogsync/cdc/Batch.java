package org.catalogsync.cdc;

import java.util.ArrayList;
import java.util.List;
import org.catalogsync.cdc.decode.Decoded;
import org.catalogsync.cdc.intake.Received;
import org.catalogsync.cdc.order.ItemSize;
import org.catalogsync.cdc.order.Located;
import org.catalogsync.cdc.quarantine.DeadLetter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A batch on its way, by what is to be done with its records. */
final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(StreamFlow.class);

    final List<Located> changes = new ArrayList<>();
    final List<DeadLetter> letters = new ArrayList<>();
    final List<Received> noted = new ArrayList<>();
    Decoded.@Nullable SchemaBroken pausedBy;

    void add(Located change) {
        int bytes = ItemSize.excess(change.change().incoming());
        if (bytes == 0) {
            changes.add(change);
            return;
        }
        setAside(
                change.from(),
                new Decoded.Poison(
                        "item_too_large",
                        "data",
                        "texts of up to " + ItemSize.MOST_TEXT_BYTES + " bytes in all",
                        bytes + " bytes"));
    }

    void setAside(Received record, Decoded.Poison why) {
        letters.add(DeadLetter.of(record, why.code(), why.where(), why.expected(), why.found()));
    }

    void note(Received record, Decoded.Noted what) {
        noted.add(record);
        LOG.debug("noted {}: {}", what.what(), what.detail());
    }

    void throwIfPaused() {
        if (pausedBy != null) {
            throw new StreamPaused(pausedBy);
        }
    }
}
