package org.catalogsync.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.catalogsync.cdc.decode.MalformedCorpus;
import org.catalogsync.cdc.decode.MalformedCorpus.Malformed;
import org.catalogsync.cdc.decode.PositionFormat;
import org.catalogsync.cdc.intake.Received;
import org.catalogsync.cdc.quarantine.DeadLetter;
import org.catalogsync.cdc.support.Dms;
import org.catalogsync.cdc.support.RecordedBus;
import org.catalogsync.cdc.support.Rig;
import org.catalogsync.cdc.support.SyntheticKeys;
import org.catalogsync.model.Isbn;
import org.junit.jupiter.api.Test;

/** Bad records never stop the stream, and none is lost. */
class QuarantineTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    @Test
    void everyMalformedRecordEndsUnderItsNameAndEveryGoodOneBetweenThemIsApplied() {
        List<Malformed> corpus = MalformedCorpus.all();
        List<String> keys = SyntheticKeys.isbns(corpus.size());
        Rig rig = new Rig(CLOCK, UnaryOperator.identity(), new RecordedBus());

        for (int i = 0; i < corpus.size(); i++) {
            rig.handle(corpus.get(i).bytes(), row(keys.get(i), i + 1L));
        }

        assertThat(corpus).hasSizeGreaterThanOrEqualTo(50);
        List<DeadLetter> letters = letters(rig);
        assertThat(letters).hasSize(corpus.size());
        for (int i = 0; i < corpus.size(); i++) {
            assertThat(letters.get(i).code())
                    .as(corpus.get(i).name())
                    .isEqualTo(corpus.get(i).expectedOutcome());
            // Of an aggregate that can be taken apart only the bad record is set aside.
            boolean whole =
                    letters.get(i).origin().sub() == 0 && !corpus.get(i).name().startsWith("kpl-of");
            if (whole) {
                assertThat(letters.get(i).bytes())
                        .as(corpus.get(i).name())
                        .isEqualTo(corpus.get(i).bytes());
            } else {
                assertThat(corpus.get(i).bytes())
                        .containsSequence(letters.get(i).bytes());
            }
        }
        assertThat(rig.table.items()).hasSize(corpus.size());
    }

    @Test
    void whatAFixOfTheSettingsMakesReadableIsAppliedByARedrive() {
        Rig wrong =
                new Rig(CLOCK, UnaryOperator.identity(), new RecordedBus(), true, Rig.decoder(PositionFormat.ORACLE));
        Rig mended = new Rig(CLOCK, table -> wrong.table, new RecordedBus());
        List<String> keys = SyntheticKeys.isbns(3);
        for (int i = 0; i < keys.size(); i++) {
            wrong.handle(row(keys.get(i), i + 1L));
        }
        assertThat(letters(wrong)).extracting(DeadLetter::code).containsOnly("bad_position");
        assertThat(wrong.table.items()).isEmpty();

        int redriven = wrong.deadLetters
                .visit(letter -> mended.flow
                        .retry(new Received(letter.origin(), letter.bytes(), NOON))
                        .isEmpty())
                .removed();

        assertThat(redriven).isEqualTo(3);
        assertThat(wrong.table.items().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        keys.stream().map(Isbn::new).toList());
        assertThat(letters(wrong)).isEmpty();
    }

    @Test
    void aRowThatNoItemCanHoldIsSetAsideInsteadOfStoppingItsShard() {
        Rig rig = new Rig(CLOCK, UnaryOperator.identity(), new RecordedBus());
        var large = Dms.row(SyntheticKeys.isbns(1).getFirst(), "ONE PIECE 1", 3);
        large.put("AUTHOR", "尾".repeat(15_000));

        rig.handle(Dms.change("insert", 1, NOON.minusSeconds(60)).data(large).bytes());

        assertThat(letters(rig)).extracting(DeadLetter::code).containsExactly("item_too_large");
        assertThat(rig.table.items()).isEmpty();
    }

    @Test
    void aRecordThatIsSetAsideTwiceIsListedOnce() {
        Rig rig = new Rig(CLOCK, UnaryOperator.identity(), new RecordedBus());
        Received bad = rig.received("{]".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        rig.flow.handle(List.of(bad));
        rig.flow.handle(List.of(bad));

        assertThat(rig.letters.approximateDepth()).isEqualTo(2);
        assertThat(letters(rig)).hasSize(1);
        assertThat(rig.deadLetters.visit(letter -> true).removed()).isEqualTo(1);
        assertThat(rig.letters.approximateDepth()).isZero();
    }

    private static byte[] row(String isbn, long position) {
        return Dms.change("insert", position, NOON.minusSeconds(60))
                .data(Dms.row(isbn, "ONE PIECE 1", 3))
                .bytes();
    }

    private static List<DeadLetter> letters(Rig rig) {
        List<DeadLetter> letters = new ArrayList<>();
        rig.deadLetters.visit(letter -> {
            letters.add(letter);
            return false;
        });
        return letters;
    }
}
