package org.catalogsync.stores.products;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends one batch of conditional writes and says of each what became of it. There are two ways to do so; decision 0020 says when which. */
interface ConditionalWrites {

    /** How many writes one call takes. */
    int batchSize();

    /** One outcome a write, in order; throws the client's exception when the call failed as a whole. */
    List<Sent> send(List<PendingWrite> batch);

    /** What became of one write. */
    sealed interface Sent {
        Written WRITTEN = new Written();
        Refused REFUSED = new Refused();
        Undone UNDONE = new Undone();

        record Written() implements Sent {}

        /** The condition did not hold. */
        record Refused() implements Sent {}

        /** Not done through no fault of its own; to be sent again. */
        record Undone() implements Sent {}

        /** Not done, and the code says why. */
        record Failed(String code, @Nullable String message) implements Sent {}
    }
}
