package org.catalogsync.cdc.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.catalogsync.cdc.decode.KplRecords.Unpacked;
import org.catalogsync.cdc.decode.KplRecords.UserRecord;
import org.junit.jupiter.api.Test;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.Messages.AggregatedRecord;
import software.amazon.kinesis.retrieval.kpl.Messages.Record;

class KplRecordsTest {

    @Test
    void bytesWithoutTheMagicPassThroughAsOneRecord() {
        byte[] record = Fixtures.bytes("{}");

        UserRecord only = records(record).get(0);

        assertThat(records(record)).hasSize(1);
        assertThat(only.data()).isSameAs(record);
        assertThat(only.subSequence()).isZero();
        assertThat(only.aggregated()).isFalse();
        assertThat(records(new byte[0])).hasSize(1);
    }

    @Property
    void packedRecordsComeOutInTheirOrder(@ForAll @Size(min = 1, max = 30) List<byte[]> packed) {
        List<UserRecord> records = records(Aggregates.of(packed));

        assertThat(records).hasSameSizeAs(packed);
        for (int i = 0; i < packed.size(); i++) {
            assertThat(records.get(i).data()).isEqualTo(packed.get(i));
            assertThat(records.get(i).subSequence()).isEqualTo(i);
            assertThat(records.get(i).aggregated()).isTrue();
            assertThat(records.get(i).partitionKey()).isEqualTo("ERP.PRODUCTS");
        }
    }

    @Property
    void agreesWithTheClientLibraryOnSoundAggregates(@ForAll @Size(min = 1, max = 10) List<byte[]> packed) {
        byte[] aggregate = Aggregates.of(packed);
        KinesisClientRecord record = KinesisClientRecord.builder()
                .data(ByteBuffer.wrap(aggregate))
                .partitionKey("a")
                .sequenceNumber("1")
                .build();

        List<KinesisClientRecord> theirs = new AggregatorUtil().deaggregate(List.of(record));

        List<UserRecord> ours = records(aggregate);
        assertThat(ours).hasSameSizeAs(theirs);
        for (int i = 0; i < ours.size(); i++) {
            assertThat(ByteBuffer.wrap(ours.get(i).data()))
                    .isEqualTo(theirs.get(i).data());
            assertThat(ours.get(i).subSequence()).isEqualTo(theirs.get(i).subSequenceNumber());
        }
    }

    @Property
    void anyChangedByteBehindTheMagicIsNoticed(
            @ForAll int where, @ForAll @net.jqwik.api.constraints.IntRange(min = 1, max = 255) int change) {
        byte[] aggregate = Aggregates.of(List.of(Fixtures.bytes("{\"a\":1}"), Fixtures.bytes("{\"b\":2}")));
        int at = 4 + Math.floorMod(where, aggregate.length - 4);
        aggregate[at] ^= (byte) change;

        assertThat(code(aggregate)).isEqualTo("kpl_digest");
    }

    @Property
    void anyTruncationIsNoticed(@ForAll int length) {
        byte[] aggregate = Aggregates.of(List.of(Fixtures.bytes("{\"a\":1}")));
        byte[] cut = Arrays.copyOf(aggregate, 4 + Math.floorMod(length, aggregate.length - 4));

        assertThat(code(cut)).isIn("kpl_truncated", "kpl_digest");
    }

    @Property
    void anyBytesBehindTheMagicHaveAnEnd(@ForAll byte[] bytes) {
        assertThat(code(Aggregates.sealed(bytes))).isIn("kpl_protobuf", "kpl_empty", "records");
    }

    @Test
    void protobufOfAnotherKindIsBroken() {
        assertThat(code(Aggregates.sealed(new byte[] {(byte) 0xFF, 1, 2}))).isEqualTo("kpl_protobuf");
        byte[] withoutData = AggregatedRecord.newBuilder()
                .addRecords(Record.newBuilder().setPartitionKeyIndex(0).buildPartial())
                .buildPartial()
                .toByteArray();
        assertThat(code(Aggregates.sealed(withoutData))).isEqualTo("kpl_protobuf");
    }

    @Test
    void aggregateOfNothingIsBroken() {
        assertThat(code(Aggregates.sealed(new byte[0]))).isEqualTo("kpl_empty");
    }

    @Test
    void keyOutsideOfTheTableCostsTheKeyAndNotTheRecord() {
        byte[] protobuf = AggregatedRecord.newBuilder()
                .addRecords(Record.newBuilder().setPartitionKeyIndex(9).setData(ByteString.copyFromUtf8("{}")))
                .build()
                .toByteArray();

        assertThat(records(Aggregates.sealed(protobuf))).hasSize(1);
        assertThat(records(Aggregates.sealed(protobuf)).get(0).partitionKey()).isNull();
    }

    private static List<UserRecord> records(byte[] record) {
        return switch (KplRecords.unpack(record)) {
            case Unpacked.Records records -> records.records();
            case Unpacked.Broken broken -> throw new AssertionError(broken);
        };
    }

    private static String code(byte[] record) {
        return switch (KplRecords.unpack(record)) {
            case Unpacked.Records records -> "records";
            case Unpacked.Broken broken -> broken.poison().code();
        };
    }
}
