package org.catalogsync.cdc.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.catalogsync.cdc.decode.Decoded;
import org.catalogsync.cdc.decode.Decoder;
import org.catalogsync.cdc.decode.PositionFormat;
import org.catalogsync.cdc.doctor.Diagnosis;
import org.catalogsync.cdc.doctor.Finding;
import org.catalogsync.cdc.doctor.RecordChecks;
import org.catalogsync.cdc.doctor.Sampled;
import org.catalogsync.cdc.support.Dms;
import org.catalogsync.cdc.support.Rig;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.WriteDecision.Incoming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeGeneratorTest {
    private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");
    private static final Decoder DECODER = Rig.decoder(PositionFormat.MYSQL);
    private static final String ALL_KINDS = "update=4,insert=2,delete=2,rekey=2";

    @Property(tries = 40)
    void everyChangeIsWholeAndNewerThanTheOneBefore(@ForAll long seed, @ForAll @IntRange(min = 2, max = 40) int keys) {
        List<SourceVersion.Change> versions = new ArrayList<>();
        for (byte[] record : records(seed, keys, ALL_KINDS, 0, START, 300)) {
            for (Decoded end : DECODER.decode(record)) {
                assertThat(end).isInstanceOf(Decoded.Change.class);
                Incoming incoming = ((Decoded.Change) end).incoming();
                assertThat(incoming).isNotInstanceOf(Incoming.Partial.class);
                versions.add((SourceVersion.Change) incoming.version());
            }
        }

        assertThat(versions).extracting(SourceVersion.Change::position).isSorted();
        assertThat(versions).extracting(SourceVersion.Change::at).isSorted();
    }

    @Test
    void isTheSameToTheByteForTheSameSeedAndStart() {
        assertThat(records(7, 50, ALL_KINDS, 5, START, 500))
                .containsExactlyElementsOf(records(7, 50, ALL_KINDS, 5, START, 500));
        assertThat(records(8, 50, ALL_KINDS, 5, START, 500).getLast())
                .isNotEqualTo(records(7, 50, ALL_KINDS, 5, START, 500).getLast());
    }

    @Test
    void aLaterRunIsNewerThanAllOfAnEarlierOne() {
        byte[] lastOfFirst = records(1, 50, Mix.USUAL, 0, START, 5_000).getLast();
        byte[] firstOfSecond =
                records(1, 50, Mix.USUAL, 0, START.plusMillis(1), 1).getFirst();

        assertThat(position(firstOfSecond)).isGreaterThan(position(lastOfFirst));
    }

    @Test
    void makesEveryKindOfChangeByItsWeight() {
        Map<String, Long> kinds = records(3, 1_000, "update=70,insert=10,delete=10,rekey=10", 0, START, 5_000).stream()
                .flatMap(record -> {
                    List<Decoded> ends = DECODER.decode(record);
                    return Stream.of(ends.size() == 2 ? "rekey" : ((Decoded.Change) ends.getFirst()).operation());
                })
                .collect(Collectors.groupingBy(kind -> kind, Collectors.counting()));

        assertThat(kinds).containsOnlyKeys("update", "insert", "delete", "rekey");
        assertThat(kinds.get("update")).isBetween(3_200L, 3_800L);
        assertThat(kinds.get("rekey")).isBetween(350L, 650L);
    }

    @Test
    void breaksAsManyRecordsAsItIsTold() {
        long poison = records(3, 100, Mix.USUAL, 10, START, 2_000).stream()
                .filter(record -> DECODER.decode(record).getFirst() instanceof Decoded.Poison)
                .count();

        assertThat(poison).isBetween(130L, 270L);
    }

    @Test
    void isWhatTheDoctorAsksFor() {
        List<Sampled> sample = records(3, 100, Mix.USUAL, 0, START, 500).stream()
                .map(record -> new Sampled(partitionKey(record), record, START.plusSeconds(1)))
                .toList();
        RecordChecks checks = new RecordChecks(
                DECODER,
                new RecordChecks.Expected(
                        List.of("PRODUCTS"), Dms.row("", "", 1).keySet(), "ISBN", true, Duration.ofMinutes(5)));

        assertThat(new Diagnosis(checks.judge(sample)).count(Finding.Verdict.WRONG))
                .isZero();
    }

    @Test
    void takesTheBooksOfACatalogueForThoseThatAreThere() {
        Shelf shelf = Shelf.of(List.of("9784088725093", "9784088725109"));

        assertThat(shelf.isEmpty()).isFalse();
        assertThat(shelf.isbn(0)).isEqualTo("9784088725093");
        assertThat(shelf.isbn(2)).startsWith("97999");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shelf.of(List.of()))
                .withMessageContaining("found none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "update", "update=x", "update=-1", "update=0", "buy=3", "update=1=2"})
    void refusesAMixThatIsNone(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mix.parse(text))
                .withMessageContaining("--shape: expected")
                .withMessageContaining("found " + text);
    }

    private static List<byte[]> records(long seed, int keys, String mix, double malformed, Instant start, int count) {
        ChangeGenerator generator = new ChangeGenerator(
                Shelf.synthetic(keys),
                Mix.parse(mix),
                malformed,
                seed,
                "PRODUCTS",
                ZoneId.of("Asia/Tokyo"),
                start,
                record -> start.plusMillis(record));
        return Stream.generate(generator::next).limit(count).toList();
    }

    private static java.math.BigInteger position(byte[] record) {
        Decoded.Change change = (Decoded.Change) DECODER.decode(record).getFirst();
        return ((SourceVersion.Change) change.incoming().version()).position();
    }

    private static String partitionKey(byte[] record) {
        return tools.jackson.databind.json.JsonMapper.shared()
                .readTree(record)
                .at("/data/ISBN")
                .asString();
    }
}
