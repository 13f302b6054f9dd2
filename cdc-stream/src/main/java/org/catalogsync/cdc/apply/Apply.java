package org.catalogsync.cdc.apply;

import java.util.ArrayList;
import java.util.List;
import org.catalogsync.cdc.order.Located;
import org.catalogsync.model.StoredItem;
import org.catalogsync.model.WriteDecision.Incoming;
import org.catalogsync.stores.products.ProductWriter;
import org.catalogsync.stores.products.ProductWriter.Outcome;
import org.catalogsync.stores.products.ProductWriter.Request;

/** Brings changes to their outcomes. At least once: doing it again finds everything done, and says so. */
public final class Apply {
    private final ProductWriter writer;

    public Apply(ProductWriter writer) {
        this.writer = writer;
    }

    /**
     * What became of the changes; each stands in exactly one list.
     *
     * @param written changed the table, with the item they left
     * @param repeated were in the table already: an earlier try may have died before it announced them
     * @param superseded are older than what the table holds
     * @param hints only the ERP can tell
     * @param refused claim a time that has not come
     */
    public record Result(
            List<Done> written, List<Done> repeated, List<Done> superseded, List<Left> hints, List<Left> refused) {
        Result() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /** A change and what the table holds under its key after it. */
    public record Done(Located change, StoredItem item) {}

    /** A change that was not applied, and why. */
    public record Left(Located change, String why) {}

    public Result apply(List<Located> changes) {
        List<Outcome> outcomes =
                writer.write(changes.stream().map(Apply::request).toList());
        Result result = new Result();
        for (int i = 0; i < outcomes.size(); i++) {
            Located change = changes.get(i);
            switch (outcomes.get(i)) {
                case Outcome.Applied applied -> result.written.add(new Done(change, applied.after()));
                case Outcome.Same same -> result.repeated.add(new Done(change, same.current()));
                case Outcome.Superseded superseded -> result.superseded.add(new Done(change, superseded.current()));
                case Outcome.Refetch refetch -> result.hints.add(new Left(change, refetch.why()));
                case Outcome.Quarantined quarantined -> result.refused.add(new Left(change, quarantined.why()));
            }
        }
        return result;
    }

    private static Request request(Located located) {
        Incoming incoming = located.change().incoming();
        String sourceKey =
                incoming instanceof Incoming.Delete ? null : located.change().sourceKey();
        return Request.of(incoming, sourceKey, located.change().operation());
    }
}
