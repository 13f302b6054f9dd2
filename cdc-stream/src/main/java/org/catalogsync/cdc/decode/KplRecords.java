package org.catalogsync.cdc.decode;

import com.google.protobuf.InvalidProtocolBufferException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.catalogsync.cdc.decode.Decoded.Poison;
import org.jspecify.annotations.Nullable;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.kpl.Messages.AggregatedRecord;
import software.amazon.kinesis.retrieval.kpl.Messages.Record;

/**
 * Takes apart what the Kinesis Producer Library packs into one record: magic, protobuf, MD5 of the protobuf.
 *
 * <p>The client library's own {@link AggregatorUtil} is not asked, for two reasons. What it cannot take apart it hands on as a record, which then fails as bad JSON and not as what it is. And given a shard's range of hash keys it drops the
 * user records outside of it: right for a reader that meets them again in another shard, but after a reshard the aggregate stays where it is, so here they would be lost. All of an aggregate's records are taken; those that come twice are superseded by version.
 */
public final class KplRecords {
    private static final byte[] MAGIC = AggregatorUtil.AGGREGATED_RECORD_MAGIC;
    private static final int DIGEST_BYTES = 16;

    private KplRecords() {}

    /** What a record of the stream holds. */
    public sealed interface Unpacked {

        /** The user records in their order, at least one. */
        record Records(List<UserRecord> records) implements Unpacked {}

        /** An aggregate that cannot be taken apart; its bytes belong to the dead letters as they came. */
        record Broken(Poison poison) implements Unpacked {}
    }

    /**
     * One user record.
     *
     * @param subSequence its place in the aggregate, 0 in a record that is none
     * @param aggregated whether it came in an aggregate; a checkpoint then needs the sub-sequence too
     * @param partitionKey the key that its producer gave it, null where only the stream's record knows
     * @param data the bytes; not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier on its way to the decoder, never compared
    public record UserRecord(
            long subSequence, boolean aggregated, @Nullable String partitionKey, byte[] data) {}

    /** Bytes without the magic pass through as one record. Never throws for bad bytes. */
    public static Unpacked unpack(byte[] record) {
        if (!isAggregate(record)) {
            return new Unpacked.Records(List.of(new UserRecord(0, false, null, record)));
        }
        int end = record.length - DIGEST_BYTES;
        if (end < MAGIC.length) {
            return broken("kpl_truncated", "magic, protobuf and 16 bytes of MD5", record.length + " bytes in all");
        }
        byte[] digest = md5(record, MAGIC.length, end);
        if (!Arrays.equals(digest, 0, DIGEST_BYTES, record, end, record.length)) {
            return broken("kpl_digest", "the MD5 of the protobuf", "another, so bytes were lost or changed");
        }
        return ofProtobuf(Arrays.copyOfRange(record, MAGIC.length, end));
    }

    /** No JSON text begins like this: the magic is no UTF-8. */
    private static boolean isAggregate(byte[] record) {
        return record.length >= MAGIC.length && Arrays.equals(record, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    private static Unpacked ofProtobuf(byte[] protobuf) {
        try {
            AggregatedRecord aggregate = AggregatedRecord.parseFrom(protobuf);
            if (aggregate.getRecordsCount() == 0) {
                return broken("kpl_empty", "at least one user record", "none");
            }
            List<UserRecord> records = new ArrayList<>(aggregate.getRecordsCount());
            for (Record user : aggregate.getRecordsList()) {
                records.add(new UserRecord(
                        records.size(),
                        true,
                        key(aggregate, user),
                        user.getData().toByteArray()));
            }
            return new Unpacked.Records(records);
        } catch (InvalidProtocolBufferException notProtobuf) {
            return broken("kpl_protobuf", "an aggregated record", String.valueOf(notProtobuf.getMessage()));
        }
    }

    /** An index outside of the table loses the key, which only logs need, and not the record. */
    private static @Nullable String key(AggregatedRecord aggregate, Record user) {
        long index = user.getPartitionKeyIndex();
        return index >= 0 && index < aggregate.getPartitionKeyTableCount()
                ? aggregate.getPartitionKeyTable((int) index)
                : null;
    }

    private static Unpacked.Broken broken(String code, String expected, String found) {
        return new Unpacked.Broken(new Poison(code, "", expected, Excerpt.of(found)));
    }

    private static byte[] md5(byte[] bytes, int from, int to) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(bytes, from, to - from);
            return md5.digest();
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java has MD5", absent);
        }
    }
}
