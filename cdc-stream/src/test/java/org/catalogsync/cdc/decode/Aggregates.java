package org.catalogsync.cdc.decode;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.kpl.Messages.AggregatedRecord;
import software.amazon.kinesis.retrieval.kpl.Messages.Record;

/** Packs records as the Kinesis Producer Library does. */
public final class Aggregates {

    private Aggregates() {}

    public static byte[] of(List<byte[]> records) {
        AggregatedRecord.Builder aggregate = AggregatedRecord.newBuilder().addPartitionKeyTable("ERP.PRODUCTS");
        for (byte[] record : records) {
            aggregate.addRecords(Record.newBuilder().setPartitionKeyIndex(0).setData(ByteString.copyFrom(record)));
        }
        return sealed(aggregate.build().toByteArray());
    }

    static byte[] sealed(byte[] protobuf) {
        byte[] digest = md5(protobuf);
        byte[] magic = AggregatorUtil.AGGREGATED_RECORD_MAGIC;
        byte[] sealed = new byte[magic.length + protobuf.length + digest.length];
        System.arraycopy(magic, 0, sealed, 0, magic.length);
        System.arraycopy(protobuf, 0, sealed, magic.length, protobuf.length);
        System.arraycopy(digest, 0, sealed, magic.length + protobuf.length, digest.length);
        return sealed;
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
