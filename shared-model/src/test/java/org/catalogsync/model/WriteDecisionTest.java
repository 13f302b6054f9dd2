package org.catalogsync.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import org.catalogsync.model.StoredItem.Live;
import org.catalogsync.model.StoredItem.Stamp;
import org.catalogsync.model.StoredItem.Tombstone;
import org.catalogsync.model.WriteDecision.Apply;
import org.catalogsync.model.WriteDecision.Bounds;
import org.catalogsync.model.WriteDecision.Incoming;
import org.catalogsync.model.WriteDecision.Incoming.Delete;
import org.catalogsync.model.WriteDecision.Incoming.Fill;
import org.catalogsync.model.WriteDecision.Incoming.Partial;
import org.catalogsync.model.WriteDecision.Incoming.Put;
import org.catalogsync.model.WriteDecision.Quarantine;
import org.catalogsync.model.WriteDecision.Refetch;
import org.catalogsync.model.WriteDecision.Same;
import org.catalogsync.model.WriteDecision.Superseded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The truth table of all writers: what is stored × what comes × which is newer. */
class WriteDecisionTest {
    private static final Instant HORIZON = Instant.parse("2025-03-01T00:00:00Z");
    private static final Instant NOW = HORIZON.plusSeconds(3600);
    private static final Instant NEWEST = NOW.plusSeconds(300);
    private static final Product PRODUCT = Products.BASE;
    private static final Product OTHER = Products.eachFieldChanged()[1];
    private static final Live LIVE = new Live(PRODUCT, stamp());
    private static final Tombstone DELETED = new Tombstone(PRODUCT.isbn(), stamp(), NOW.plusSeconds(86_400));
    private static final SourceVersion OLDER = version(9);
    private static final SourceVersion EQUAL = version(10);
    private static final SourceVersion NEWER = version(11);

    @Test
    void absentKeyTakesWhatIsYoungerThanTheHorizon() {
        assertThat(decide(null, new Put(PRODUCT, EQUAL))).isInstanceOf(Apply.class);
        assertThat(decide(null, delete(EQUAL))).isInstanceOf(Apply.class);
    }

    @Test
    void absentKeyIsNotCreatedFromBeyondTheHorizon() {
        SourceVersion ancient = new SourceVersion.Nightly(HORIZON.minusNanos(1), 1);

        assertThat(decide(null, new Put(PRODUCT, ancient))).isInstanceOf(Refetch.class);
        assertThat(decide(null, delete(ancient))).isInstanceOf(Refetch.class);
    }

    @Test
    void liveProductIsChangedOnlyByNewerRecords() {
        assertThat(decide(LIVE, new Put(OTHER, NEWER))).isInstanceOf(Apply.class);
        assertThat(decide(LIVE, new Put(OTHER, EQUAL))).isInstanceOf(Refetch.class);
        assertThat(decide(LIVE, new Put(OTHER, OLDER))).isInstanceOf(Superseded.class);
    }

    @Test
    void liveProductIsDeletedOnlyByNewerRecords() {
        assertThat(decide(LIVE, delete(NEWER))).isInstanceOf(Apply.class);
        assertThat(decide(LIVE, delete(EQUAL))).isInstanceOf(Refetch.class);
        assertThat(decide(LIVE, delete(OLDER))).isInstanceOf(Superseded.class);
    }

    @Test
    void equalContentIsAlreadyThereUnlessItsVersionIsNewer() {
        assertThat(decide(LIVE, new Put(PRODUCT, EQUAL))).isInstanceOf(Same.class);
        assertThat(decide(LIVE, new Put(PRODUCT, OLDER))).isInstanceOf(Same.class);
        assertThat(decide(DELETED, delete(EQUAL))).isInstanceOf(Same.class);
        assertThat(decide(DELETED, delete(OLDER))).isInstanceOf(Same.class);
    }

    /** X at 10, Y at 11 (late), X at 12: without the rise to 12 the late Y would stay for good. */
    @Test
    void newerVersionOfEqualContentIsWritten() {
        assertThat(decide(LIVE, new Put(PRODUCT, NEWER))).isInstanceOf(Apply.class);
        assertThat(decide(DELETED, delete(NEWER))).isInstanceOf(Apply.class);
    }

    @Test
    void deleteOfAnotherSourceRowIsOnlyAHint() {
        assertThat(decide(LIVE, new Delete(PRODUCT.isbn(), NEWER, "another row")))
                .isInstanceOf(Refetch.class);
        assertThat(decide(LIVE, new Delete(PRODUCT.isbn(), NEWER, "9784071000015")))
                .isInstanceOf(Apply.class);
        assertThat(decide(LIVE, new Delete(PRODUCT.isbn(), OLDER, "another row")))
                .isInstanceOf(Superseded.class);
        assertThat(decide(DELETED, new Delete(PRODUCT.isbn(), NEWER, "another row")))
                .isInstanceOf(Apply.class);
    }

    @Test
    void initialLoadFillsOnlyAbsentKeys() {
        assertThat(decide(null, new Fill(PRODUCT, NEWER))).isInstanceOf(Apply.class);
        assertThat(decide(LIVE, new Fill(OTHER, NEWER))).isInstanceOf(Superseded.class);
        assertThat(decide(DELETED, new Fill(OTHER, NEWER))).isInstanceOf(Superseded.class);
    }

    @Test
    void partialRowIsNeverApplied() {
        assertThat(decide(null, new Partial(PRODUCT.isbn(), NEWER))).isInstanceOf(Refetch.class);
        assertThat(decide(LIVE, new Partial(PRODUCT.isbn(), NEWER))).isInstanceOf(Refetch.class);
        assertThat(decide(LIVE, new Partial(PRODUCT.isbn(), EQUAL))).isInstanceOf(Superseded.class);
        assertThat(decide(LIVE, new Partial(PRODUCT.isbn(), OLDER))).isInstanceOf(Superseded.class);
    }

    @Test
    void recordFromTheFutureIsQuarantined() {
        SourceVersion tomorrow = new SourceVersion.Nightly(NEWEST.plusNanos(1), 1);

        assertThat(decide(null, new Put(PRODUCT, tomorrow))).isInstanceOf(Quarantine.class);
        assertThat(decide(LIVE, new Put(OTHER, tomorrow))).isInstanceOf(Quarantine.class);
    }

    @Test
    void deletedKeyIsRevivedOnlyByNewerRecords() {
        assertThat(decide(DELETED, new Put(PRODUCT, NEWER))).isInstanceOf(Apply.class);
        assertThat(decide(DELETED, new Put(PRODUCT, EQUAL))).isInstanceOf(Refetch.class);
        assertThat(decide(DELETED, new Put(PRODUCT, OLDER))).isInstanceOf(Superseded.class);
    }

    @Test
    void expiredTombstoneThatIsStillThereCounts() {
        Tombstone expired = new Tombstone(PRODUCT.isbn(), stamp(), HORIZON.minusSeconds(86_400));

        assertThat(decide(expired, new Put(PRODUCT, OLDER))).isInstanceOf(Superseded.class);
    }

    private static WriteDecision decide(@Nullable StoredItem current, Incoming incoming) {
        return WriteDecision.decide(current, incoming, new Bounds(HORIZON, NEWEST));
    }

    private static Delete delete(SourceVersion version) {
        return new Delete(PRODUCT.isbn(), version, null);
    }

    private static Stamp stamp() {
        return new Stamp(1, version(10), "9784071000015", NOW, "nightly");
    }

    private static SourceVersion version(long position) {
        return new SourceVersion.Change(1, BigInteger.valueOf(position), 0, NOW);
    }
}
