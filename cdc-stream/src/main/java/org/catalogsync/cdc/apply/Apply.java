package org.catalogsync.cdc.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.catalogsync.cdc.order.Located;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StoredItem;
import org.catalogsync.model.WriteDecision.Incoming;
import org.catalogsync.stores.products.ProductTable;
import org.catalogsync.stores.products.ProductWriter;
import org.catalogsync.stores.products.ProductWriter.Outcome;
import org.catalogsync.stores.products.ProductWriter.Request;

/** Brings changes to their outcomes. At least once: doing it again finds everything done, and says so. */
public final class Apply {
    private final ProductWriter writer;
    private final ProductTable table;

    /** @param table what the writer writes to */
    public Apply(ProductWriter writer, ProductTable table) {
        this.writer = writer;
        this.table = table;
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

    /**
     * The items that stand in the table by one of these changes, which another one of the batch overtakes. An earlier try wrote them and may have died before it announced them; once they are overwritten, nobody can say any
     * more what they changed.
     */
    public List<StoredItem> standing(List<Located> overtaken) {
        if (overtaken.isEmpty()) {
            return List.of();
        }
        Set<SourceVersion> versions = overtaken.stream().map(Located::version).collect(Collectors.toSet());
        return table.getAll(overtaken.stream().map(Located::isbn).distinct().toList()).values().stream()
                .filter(item -> versions.contains(item.stamp().sourceVersion()))
                .toList();
    }

    private static Request request(Located located) {
        Incoming incoming = located.change().incoming();
        String sourceKey =
                incoming instanceof Incoming.Delete ? null : located.change().sourceKey();
        return Request.of(incoming, sourceKey, located.change().operation());
    }
}
