package org.catalogsync.stores.products;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.aws.AwsFailures;
import org.catalogsync.stores.products.ConditionalWrites.Sent;
import org.catalogsync.stores.products.ProductTable.ProductWrite;
import org.catalogsync.stores.products.ProductTable.WriteOutcome;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Brings every write to its outcome: sends batches, sends what was undone again, and tells a conflict from the echo of a write of ours whose answer was lost.
 */
final class BatchWriter {
    private final String table;
    private final ConditionalWrites writes;
    private final Function<List<String>, List<Map<String, AttributeValue>>> read;
    private final Retry retry;

    /** @param read the stored raw items of some keys, strongly consistent */
    BatchWriter(
            String table,
            ConditionalWrites writes,
            Function<List<String>, List<Map<String, AttributeValue>>> read,
            Retry retry) {
        this.table = table;
        this.writes = writes;
        this.read = read;
        this.retry = retry;
    }

    List<WriteOutcome> write(List<ProductWrite> all) {
        WriteOutcome[] outcomes = new WriteOutcome[all.size()];
        for (int from = 0; from < all.size(); from += writes.batchSize()) {
            int to = Math.min(all.size(), from + writes.batchSize());
            List<PendingWrite> batch = new ArrayList<>(to - from);
            for (int i = from; i < to; i++) {
                batch.add(new PendingWrite(i, all.get(i)));
            }
            settle(batch, outcomes);
        }
        return List.of(outcomes);
    }

    private void settle(List<PendingWrite> batch, WriteOutcome[] outcomes) {
        Retry.Attempts attempts = retry.attempts("write " + batch.size() + " items to " + table);
        List<PendingWrite> left = batch;
        while (!left.isEmpty()) {
            try {
                left = sendOnce(left, outcomes, attempts);
            } catch (RuntimeException e) {
                attempts.backOff(e);
            }
        }
    }

    /** Sends the batch once and gives back the writes that have no outcome yet. */
    private List<PendingWrite> sendOnce(List<PendingWrite> batch, WriteOutcome[] outcomes, Retry.Attempts attempts) {
        List<Sent> sent = writes.send(batch);
        List<PendingWrite> refused = new ArrayList<>();
        List<PendingWrite> left = new ArrayList<>();
        Retry.@Nullable Kind wait = null;
        for (int i = 0; i < batch.size(); i++) {
            PendingWrite write = batch.get(i);
            switch (sent.get(i)) {
                case Sent.Written written -> outcomes[write.position] = WriteOutcome.WRITTEN;
                case Sent.Refused refusal -> refused.add(write);
                case Sent.Undone undone -> left.add(write);
                case Sent.Failed failed -> {
                    wait = passing(write, failed);
                    left.add(write);
                }
            }
        }
        judge(refused, outcomes);
        if (wait != null || left.size() == batch.size()) {
            attempts.backOff(wait == null ? Retry.Kind.PARTIAL : wait, null);
        } else if (!left.isEmpty()) {
            attempts.again();
        }
        return left;
    }

    private Retry.Kind passing(PendingWrite write, Sent.Failed failed) {
        return AwsFailures.classifyCode(failed.code())
                .orElseThrow(() -> new IllegalStateException("table " + table + " will not take item '" + write.isbn
                        + "': " + failed.code() + (failed.message() == null ? "" : ", " + failed.message())));
    }

    /** A refused write is a conflict, unless what is stored is that very write: then an earlier try landed and its answer was lost, or something on the way sent the request twice, which no failure tells of. */
    private void judge(List<PendingWrite> refused, WriteOutcome[] outcomes) {
        List<String> keys = refused.stream().map(write -> write.isbn).toList();
        Set<Map<String, AttributeValue>> stored = keys.isEmpty()
                ? Set.of()
                : read.apply(keys).stream().map(ItemCodec::ours).collect(Collectors.toSet());
        for (PendingWrite write : refused) {
            outcomes[write.position] = stored.contains(write.item) ? WriteOutcome.WRITTEN : WriteOutcome.CONFLICT;
        }
    }
}
