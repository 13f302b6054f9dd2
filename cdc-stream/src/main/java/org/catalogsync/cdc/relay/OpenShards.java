package org.catalogsync.cdc.relay;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.catalogsync.stores.products.TableStream;
import org.catalogsync.stores.products.TableStream.Shard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which shards of the table's stream may be relayed now: none before its parent is relayed to its end, so that the writes of a key stay in their order. */
final class OpenShards {
    private static final Logger LOG = LoggerFactory.getLogger(OpenShards.class);

    private final TableStream stream;
    private final Checkpoints checkpoints;

    OpenShards(TableStream stream, Checkpoints checkpoints) {
        this.stream = stream;
        this.checkpoints = checkpoints;
    }

    /** Also forgets the checkpoints of shards that are no longer kept. */
    List<String> look() {
        // In this order: a shard that another instance begins between the two calls must not look as if it were gone.
        Map<String, String> reached = checkpoints.all();
        List<Shard> shards = stream.shards();
        Set<String> kept = shards.stream().map(Shard::id).collect(Collectors.toSet());
        forgetAllBut(kept, reached);
        return shards.stream()
                .filter(shard -> !ended(shard.id(), reached))
                .filter(shard ->
                        shard.parent() == null || !kept.contains(shard.parent()) || ended(shard.parent(), reached))
                .map(Shard::id)
                .toList();
    }

    private static boolean ended(String shard, Map<String, String> reached) {
        return Checkpoints.END.equals(reached.get(shard));
    }

    private void forgetAllBut(Set<String> kept, Map<String, String> reached) {
        List<String> gone =
                reached.keySet().stream().filter(shard -> !kept.contains(shard)).toList();
        gone.stream()
                .filter(shard -> !ended(shard, reached))
                .forEach(shard -> LOG.warn(
                        "{} is gone before its end was relayed: hints older than 24 h are gone; the night's reconcile finds what they were about",
                        shard));
        checkpoints.forget(gone);
    }
}
