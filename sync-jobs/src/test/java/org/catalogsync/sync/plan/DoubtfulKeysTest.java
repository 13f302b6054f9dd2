package org.catalogsync.sync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.catalogsync.model.ContentHash;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.sync.Products;
import org.junit.jupiter.api.Test;

class DoubtfulKeysTest {
    private static final Isbn KEY = Products.isbn(7);
    private static final SnapshotLine STORED =
            new SnapshotLine(KEY, 1, new SourceVersion.Nightly(Instant.EPOCH, 1), new ContentHash(1, 1));
    private static final String NEAR = KEY.value().substring(0, 12) + "X";

    @Test
    void holdsAMissingKeyNearANewReject() {
        assertThat(DoubtfulKeys.of(List.of(NEAR), List.of(), List.of(), line -> false)
                        .mayBeRejected(STORED))
                .isTrue();
    }

    @Test
    void letsAMissingKeyGoThatStoodBesideTheSameRejectLastNight() {
        assertThat(DoubtfulKeys.of(List.of(NEAR), List.of(NEAR), List.of(), line -> false)
                        .mayBeRejected(STORED))
                .isFalse();
    }

    @Test
    void holdsAMissingKeyWhereTheSameTextCameOnceMore() {
        assertThat(DoubtfulKeys.of(List.of(NEAR, NEAR), List.of(NEAR), List.of(), line -> false)
                        .mayBeRejected(STORED))
                .isTrue();
    }

    @Test
    void goesOnHoldingWhatItHeldLastNightUntilTheRejectIsGone() {
        List<String> held = List.of(KEY.value());

        assertThat(DoubtfulKeys.of(List.of(NEAR), List.of(NEAR), held, line -> false)
                        .mayBeRejected(STORED))
                .isTrue();
        assertThat(DoubtfulKeys.of(List.of(), List.of(NEAR), held, line -> false)
                        .mayBeRejected(STORED))
                .isFalse();
    }

    @Test
    void holdsAMissingKeyThatCameIntoTheTableSinceTheSameReject() {
        assertThat(DoubtfulKeys.of(List.of(NEAR), List.of(NEAR), List.of(), line -> true)
                        .mayBeRejected(STORED))
                .isTrue();
        assertThat(DoubtfulKeys.of(List.of(), List.of(NEAR), List.of(), line -> true)
                        .mayBeRejected(STORED))
                .isFalse();
    }
}
