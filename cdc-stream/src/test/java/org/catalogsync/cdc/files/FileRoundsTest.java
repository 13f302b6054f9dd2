package org.catalogsync.cdc.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.catalogsync.cdc.support.DmsFile.HEADER;
import static org.catalogsync.cdc.support.DmsFile.file;
import static org.catalogsync.cdc.support.DmsFile.row;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.catalogsync.cdc.StreamPaused;
import org.catalogsync.cdc.decode.CdcFile.Format;
import org.catalogsync.cdc.decode.PositionFormat;
import org.catalogsync.cdc.files.FileRounds.Hands;
import org.catalogsync.cdc.intake.Received;
import org.catalogsync.cdc.observe.StreamCounts.End;
import org.catalogsync.cdc.quarantine.DeadLetter;
import org.catalogsync.cdc.support.DmsFile;
import org.catalogsync.cdc.support.MemoryObjects;
import org.catalogsync.cdc.support.MemoryState;
import org.catalogsync.cdc.support.RecordedBus;
import org.catalogsync.cdc.support.Rig;
import org.catalogsync.cdc.support.SyntheticKeys;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.events.EventBus;
import org.junit.jupiter.api.Test;

class FileRoundsTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant COMMITTED = NOON.minusSeconds(3_600);
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final String ADDRESS = "s3://bucket/cdc/";
    private static final List<String> KEYS = SyntheticKeys.isbns(1_200);
    private static final String ONE = KEYS.get(0);
    private static final String TWO = KEYS.get(1);
    private static final Format FORMAT = Format.withHeader("COMMITTED", "POSITION");

    private final MemoryObjects objects = new MemoryObjects();
    private final MemoryState state = new MemoryState();
    private final RecordedBus bus = new RecordedBus();
    private Rig rig = new Rig(CLOCK, table -> table, bus);

    @Test
    void readsFilesInTheOrderOfTheirNamesAndLeavesOthersAlone() {
        put("20261124-110002000.csv", file().row("U", ONE, 2, COMMITTED).row("I", TWO, 7, COMMITTED));
        put("20261124-110001000.csv", file().row("I", ONE, 1, COMMITTED));
        put("20261124-110003000.csv", file().row("U", ONE, 3, COMMITTED).row("D", TWO, 7, COMMITTED));
        put("LOAD00000001.csv", file().row("U", ONE, 99, NOON));

        int read = rounds().toTheEnd();

        assertThat(read).isEqualTo(3);
        assertThat(quantities(rig))
                .as("of one commit time the place in the files decides")
                .containsExactly(Map.entry(ONE, 3), Map.entry(TWO, -1));
        assertThat(rounds().toTheEnd()).isZero();
        assertThat(rig.counts.of(End.RECEIVED)).isEqualTo(5);
    }

    @Test
    void aFileThatComesLateIsReadAndOvertakesNothingBehindIt() {
        put("20261124-110001000.csv", file().row("I", ONE, 1, COMMITTED));
        put("20261124-110003000.csv", file().row("U", ONE, 3, COMMITTED));
        rounds().toTheEnd();
        put("20261124-110002000.csv", file().row("U", ONE, 2, COMMITTED).row("I", TWO, 7, COMMITTED));

        int read = rounds().toTheEnd();

        assertThat(read).isEqualTo(1);
        assertThat(quantities(rig)).containsExactly(Map.entry(ONE, 3), Map.entry(TWO, 7));
        assertThat(rig.counts.of(End.SUPERSEDED))
                .as("of one commit time, by its place")
                .isEqualTo(1);
        assertThat(rig.asked).isEmpty();
        assertThat(rounds().toTheEnd()).isZero();
    }

    @Test
    void aCrashInTheMiddleOfAFileEndsInTheSameStateAsNone() {
        thousand();
        rounds().toTheEnd();
        Map<Isbn, String> undisturbed = versions(rig);

        MemoryState fresh = new MemoryState();
        boolean[] away = {false};
        int[] calls = {0};
        Rig dying = new Rig(CLOCK, table -> table, new RecordedBus() {
            @Override
            public void publish(List<EventBus.Event> all) {
                if (away[0] && ++calls[0] == 2) {
                    throw new StoreUnavailable("events: no answer", null);
                }
                super.publish(all);
            }
        });
        away[0] = true;
        assertThatThrownBy(() -> rounds(dying, fresh).toTheEnd()).isInstanceOf(StoreUnavailable.class);
        Progress left = new ProgressRecord(fresh, ADDRESS).load();
        assertThat(left.underWay())
                .isNotNull()
                .satisfies(place -> assertThat(place.line())
                        .as("the batch that was written and not announced does not count")
                        .isEqualTo(501));

        rounds(dying, fresh).toTheEnd();

        assertThat(versions(dying)).isEqualTo(undisturbed);
        assertThat(dying.counts.of(End.RECEIVED))
                .as("500, then what is behind them")
                .isEqualTo(1_201);
        assertThat(dying.counts.of(End.REPEATED))
                .as("those of the batch that died")
                .isEqualTo(500);
    }

    @Test
    void batchesAreBounded() {
        thousand();
        List<Long> reached = new ArrayList<>();
        Hands hands = (from, batch, checkpoint) -> {
            batch.run();
            reached.add(rig.counts.of(End.RECEIVED));
            checkpoint.run();
        };

        rounds(rig, state, FORMAT, PositionFormat.MYSQL, hands).toTheEnd();

        assertThat(reached).containsExactly(500L, 1_000L, 1_200L, 1_201L);
    }

    @Test
    void everyBadLineIsSetAsideWithTheHeaderAndItself() {
        String bad = row("X", ONE, 5, COMMITTED, "NULL");
        String two = row("U", ONE, 5, COMMITTED, "NULL").replace("ONE PIECE 1", "\"ONE\nPIECE\"") + "U,short\n";
        put(
                "20261124-110001000.csv",
                file().row("I", ONE, 1, COMMITTED).line(bad).line(two).row("U", ONE, 4, COMMITTED));

        rounds().toTheEnd();

        assertThat(quantities(rig)).containsExactly(Map.entry(ONE, 4));
        assertThat(letters()).extracting(DeadLetter::code).containsExactly("unknown_operation", "column_count");
        assertThat(letters())
                .extracting(letter -> text(letter.bytes()))
                .containsExactly(HEADER + bad, HEADER + "U,short\n");
        assertThat(letters())
                .extracting(letter -> letter.origin().toString())
                .containsExactly(ADDRESS + "20261124-110001000.csv/3/1", ADDRESS + "20261124-110001000.csv/6/3");
    }

    @Test
    void whatAFixOfTheSettingsMakesReadableIsAppliedByARedriveInItsPlace() {
        put(
                "20261124-110001000.csv",
                file().line(row("I", ONE, 1, COMMITTED, "mysql-bin-changelog.000007:10"))
                        .line(row("I", TWO, 2, COMMITTED, "mysql-bin-changelog.000007:20")));
        Rig right = new Rig(CLOCK, table -> table, bus);
        rounds(right, new MemoryState()).toTheEnd();
        rounds(rig, state, FORMAT, PositionFormat.ORACLE, Hands.ONCE).toTheEnd();
        assertThat(letters()).extracting(DeadLetter::code).containsExactly("bad_position", "bad_position");
        assertThat(rig.table.items()).isEmpty();

        ChangeFiles mended = files(FORMAT, PositionFormat.MYSQL);
        List<DeadLetter> still = new ArrayList<>();
        for (DeadLetter letter : letters()) {
            assertThat(ChangeFiles.wrote(letter.origin())).isTrue();
            still.addAll(rig.flow.retry(mended.decode(new Received(letter.origin(), letter.bytes(), NOON))));
        }

        assertThat(still).isEmpty();
        assertThat(versions(rig)).isEqualTo(versions(right));
    }

    @Test
    void aHeaderThatLacksAMappedColumnPausesUntilSomebodyAcceptsAndThenItsFileIsPassedOver() {
        put("20261124-110001000.csv", file().row("I", ONE, 1, COMMITTED));
        put(
                "20261124-110002000.csv",
                DmsFile.withHeader(HEADER.replace(",QTY", "")).row("U", ONE, 2, COMMITTED));
        put("20261124-110003000.csv", file().row("I", TWO, 3, COMMITTED));

        assertThatThrownBy(() -> rounds().toTheEnd())
                .isInstanceOf(StreamPaused.class)
                .hasMessageContaining("QTY");
        assertThat(quantities(rig)).containsExactly(Map.entry(ONE, 1));
        assertThatThrownBy(() -> rounds().toTheEnd())
                .as("as long as nobody accepts")
                .isInstanceOf(StreamPaused.class);

        assertThat(rig.pauses.accept()).isPresent();
        assertThat(rounds().toTheEnd()).isEqualTo(2);
        assertThat(quantities(rig)).containsExactly(Map.entry(ONE, 1), Map.entry(TWO, 3));
        assertThat(letters()).isEmpty();
    }

    @Test
    void aPausedFileIsReadWholeOnceTheMappingIsRight() {
        String renamed = HEADER.replace("Op,COMMITTED,", "Op,COMMITTED_AT,");
        put("20261124-110001000.csv", DmsFile.withHeader(renamed).row("I", ONE, 1, COMMITTED));
        assertThatThrownBy(() -> rounds().toTheEnd())
                .isInstanceOf(StreamPaused.class)
                .hasMessageContaining("COMMITTED");

        rounds(rig, state, Format.withHeader("COMMITTED_AT", "POSITION"), PositionFormat.MYSQL, Hands.ONCE)
                .toTheEnd();

        assertThat(quantities(rig)).containsExactly(Map.entry(ONE, 1));
    }

    @Test
    void columnsMayBeDeclaredForFilesWithoutAHeader() {
        List<String> columns =
                Arrays.asList(HEADER.strip().substring("Op,".length()).split(","));
        String bad = row("X", TWO, 5, COMMITTED, "NULL");
        put(
                "20261124-110001000.csv",
                DmsFile.withHeader("").row("I", ONE, 1, COMMITTED).line(bad));

        rounds(rig, state, new Format(columns, "COMMITTED", "POSITION", "NULL"), PositionFormat.MYSQL, Hands.ONCE)
                .toTheEnd();

        assertThat(quantities(rig)).containsExactly(Map.entry(ONE, 1));
        assertThat(letters()).extracting(letter -> text(letter.bytes())).containsExactly(bad);
    }

    /** AWS DMS user guide, "Capturing data changes (CDC) including transaction order on the S3 target". */
    @Test
    void transactionFilesOfOneTableAreReadWithTheirTwoMoreColumnsDeclared() {
        List<String> columns =
                Arrays.asList(("TABLE_NAME,SCHEMA_NAME," + HEADER.strip().substring("Op,".length())).split(","));
        String inserted = row("I", ONE, 1, COMMITTED, "NULL").replaceFirst("I,", "I,PRODUCTS,erp,");
        put("CDC_TXN-20261124110001033.csv", DmsFile.withHeader(inserted).line("I,AUTHORS,erp,13,Daniel\n"));

        rounds(rig, state, new Format(columns, "COMMITTED", "POSITION", "NULL"), PositionFormat.MYSQL, Hands.ONCE)
                .toTheEnd();

        assertThat(quantities(rig)).containsExactly(Map.entry(ONE, 1));
        assertThat(letters()).extracting(DeadLetter::code).containsExactly("column_count");
    }

    @Test
    void zippedFilesAreReadAndOneThatIsCutCostsNoOther() {
        byte[] whole = thousandRows(KEYS).zipped();
        objects.put("cdc/20261124-110001000.csv.gz", Arrays.copyOf(whole, whole.length * 3 / 4));
        objects.put(
                "cdc/20261124-110002000.csv.gz",
                file().row("U", ONE, 2, COMMITTED).zipped());
        objects.put("cdc/20261124-110003000.csv.gz", "no zip".getBytes(StandardCharsets.UTF_8));

        rounds().toTheEnd();

        assertThat(quantities(rig)).hasSizeBetween(500, 1_199).containsEntry(ONE, 2);
        assertThat(letters()).extracting(DeadLetter::code).containsExactly("file_unreadable", "file_unreadable");
        DeadLetter cut = letters().getFirst();
        assertThat(rig.flow.retry(
                        files(FORMAT, PositionFormat.MYSQL).decode(new Received(cut.origin(), cut.bytes(), NOON))))
                .as("no redrive can bring what nobody could read")
                .hasSize(1);
    }

    @Test
    void aStoreThatIsAwayStopsAndWhatFollowsGoesOnThere() {
        put("20261124-110001000.csv", file().row("I", ONE, 1, COMMITTED));
        boolean[] away = {true};
        Hands hands = (from, batch, checkpoint) -> {
            if (away[0]) {
                throw new StoreUnavailable("products: no answer", null);
            }
            Hands.ONCE.handle(from, batch, checkpoint);
        };
        FileRounds rounds = rounds(rig, state, FORMAT, PositionFormat.MYSQL, hands);

        assertThatThrownBy(rounds::round).isInstanceOf(StoreUnavailable.class);
        assertThat(new ProgressRecord(state, ADDRESS).load()).isEqualTo(Progress.NONE);
        away[0] = false;

        assertThat(rounds.round().read()).isEqualTo(1);
        assertThat(quantities(rig)).containsExactly(Map.entry(ONE, 1));
    }

    @Test
    void whereAnotherProcessHasMovedTheProgressThisOneGoesOnFromThere() {
        put("20261124-110001000.csv", file().row("I", ONE, 1, COMMITTED));
        put("20261124-110002000.csv", file().row("I", TWO, 2, COMMITTED));
        boolean[] once = {true};
        Hands hands = (from, batch, checkpoint) -> {
            batch.run();
            if (once[0]) {
                once[0] = false;
                rounds().round();
            }
            checkpoint.run();
        };

        rounds(rig, state, FORMAT, PositionFormat.MYSQL, hands).toTheEnd();

        assertThat(new ProgressRecord(state, ADDRESS).load().finished()).hasSize(2);
        assertThat(quantities(rig)).containsExactly(Map.entry(ONE, 1), Map.entry(TWO, 2));
        assertThat(rig.counts.of(End.APPLIED)).isEqualTo(2);
    }

    @Test
    void noFileAtAllIsToldWithWhatThereIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rounds().toTheEnd())
                .withMessageContaining(ADDRESS)
                .withMessageContaining("yyyyMMdd-HHmmssSSS.csv")
                .withMessageContaining("found no object");

        put("LOAD00000001.csv", file());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> rounds().toTheEnd())
                .withMessageContaining("cdc/LOAD00000001.csv");
    }

    @Test
    void linesWithoutACommitTimeAreHints() {
        put("20261124-110001000.csv", file().row("I", ONE, 1, COMMITTED));

        rounds(rig, state, new Format(null, null, null, "NULL"), PositionFormat.NONE, Hands.ONCE)
                .toTheEnd();

        assertThat(rig.asked).containsExactly(ONE);
        assertThat(rig.table.items()).isEmpty();
    }

    private void thousand() {
        objects.put("cdc/20261124-110001000.csv", thousandRows(KEYS).bytes());
        put("20261124-110002000.csv", file().row("D", ONE, 1, COMMITTED.plusSeconds(1)));
    }

    private static DmsFile thousandRows(List<String> keys) {
        DmsFile file = file();
        for (int i = 0; i < keys.size(); i++) {
            file.row("I", keys.get(i), i, COMMITTED);
        }
        return file;
    }

    private void put(String name, DmsFile file) {
        objects.put("cdc/" + name, file.bytes());
    }

    private FileRounds rounds() {
        return rounds(rig, state);
    }

    private FileRounds rounds(Rig with, MemoryState progress) {
        return rounds(with, progress, FORMAT, PositionFormat.MYSQL, Hands.ONCE);
    }

    private FileRounds rounds(Rig with, MemoryState progress, Format format, PositionFormat positions, Hands hands) {
        return new FileRounds(
                objects,
                ADDRESS,
                "cdc/",
                files(format, positions),
                with.flow,
                new ProgressRecord(progress, ADDRESS),
                hands);
    }

    private static ChangeFiles files(Format format, PositionFormat positions) {
        return new ChangeFiles(Rig.changeFile(format, positions), CLOCK);
    }

    /** Of each key, -1 for a tombstone. */
    private static Map<String, Integer> quantities(Rig rig) {
        Map<String, Integer> quantities = new TreeMap<>();
        rig.table
                .items()
                .forEach((isbn, item) -> quantities.put(
                        isbn.value(),
                        item instanceof StoredItem.Live live ? live.product().quantityAvailable() : -1));
        return quantities;
    }

    private static Map<Isbn, String> versions(Rig rig) {
        Map<Isbn, String> versions = new TreeMap<>(java.util.Comparator.comparing(Isbn::value));
        rig.table
                .items()
                .forEach((isbn, item) -> versions.put(
                        isbn,
                        (item instanceof StoredItem.Live live ? live.product().toString() : "deleted") + " "
                                + item.stamp().sourceVersion()));
        return versions;
    }

    private List<DeadLetter> letters() {
        List<DeadLetter> letters = new ArrayList<>();
        rig.deadLetters.visit(letter -> {
            letters.add(letter);
            return false;
        });
        return letters;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
