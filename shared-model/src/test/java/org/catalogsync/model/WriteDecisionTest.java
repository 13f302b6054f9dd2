package org.catalogsync.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import org.catalogsync.model.StoredItem.Live;
import org.catalogsync.model.StoredItem.Stamp;
import org.catalogsync.model.StoredItem.Tombstone;
import org.catalogsync.model.WriteDecision.Apply;
import org.catalogsync.model.WriteDecision.Incoming;
import org.catalogsync.model.WriteDecision.Incoming.Delete;
import org.catalogsync.model.WriteDecision.Incoming.Put;
import org.catalogsync.model.WriteDecision.Refetch;
import org.catalogsync.model.WriteDecision.Same;
import org.catalogsync.model.WriteDecision.Superseded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The truth table of all writers: what is stored × what comes × which is newer. */
class WriteDecisionTest {
    private static final Instant HORIZON = Instant.parse("2025-03-01T00:00:00Z");
    private static final Instant NOW = HORIZON.plusSeconds(3600);
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
        assertThat(decide(null, new Delete(PRODUCT.isbn(), EQUAL))).isInstanceOf(Apply.class);
    }

    @Test
    void absentKeyIsNotCreatedFromBeyondTheHorizon() {
        SourceVersion ancient = new SourceVersion.Nightly(HORIZON.minusNanos(1), 1);

        assertThat(decide(null, new Put(PRODUCT, ancient))).isInstanceOf(Refetch.class);
        assertThat(decide(null, new Delete(PRODUCT.isbn(), ancient))).isInstanceOf(Refetch.class);
    }

    @Test
    void liveProductIsChangedOnlyByNewerRecords() {
        assertThat(decide(LIVE, new Put(OTHER, NEWER))).isInstanceOf(Apply.class);
        assertThat(decide(LIVE, new Put(OTHER, EQUAL))).isInstanceOf(Refetch.class);
        assertThat(decide(LIVE, new Put(OTHER, OLDER))).isInstanceOf(Superseded.class);
    }

    @Test
    void liveProductIsDeletedOnlyByNewerRecords() {
        assertThat(decide(LIVE, new Delete(PRODUCT.isbn(), NEWER))).isInstanceOf(Apply.class);
        assertThat(decide(LIVE, new Delete(PRODUCT.isbn(), EQUAL))).isInstanceOf(Refetch.class);
        assertThat(decide(LIVE, new Delete(PRODUCT.isbn(), OLDER))).isInstanceOf(Superseded.class);
    }

    @Test
    void equalContentIsAlreadyThereWhateverItsVersion() {
        assertThat(decide(LIVE, new Put(PRODUCT, NEWER))).isInstanceOf(Same.class);
        assertThat(decide(LIVE, new Put(PRODUCT, EQUAL))).isInstanceOf(Same.class);
        assertThat(decide(LIVE, new Put(PRODUCT, OLDER))).isInstanceOf(Same.class);
        assertThat(decide(DELETED, new Delete(PRODUCT.isbn(), NEWER))).isInstanceOf(Same.class);
        assertThat(decide(DELETED, new Delete(PRODUCT.isbn(), EQUAL))).isInstanceOf(Same.class);
        assertThat(decide(DELETED, new Delete(PRODUCT.isbn(), OLDER))).isInstanceOf(Same.class);
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
        return WriteDecision.decide(current, incoming, HORIZON);
    }

    private static Stamp stamp() {
        return new Stamp(1, version(10), "9784071000015", NOW, "nightly");
    }

    private static SourceVersion version(long position) {
        return new SourceVersion.Change(1, BigInteger.valueOf(position), 0, NOW);
    }
}
