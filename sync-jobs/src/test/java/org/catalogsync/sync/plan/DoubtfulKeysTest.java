package org.catalogsync.sync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.catalogsync.model.Isbn;
import org.catalogsync.sync.Products;
import org.junit.jupiter.api.Test;

class DoubtfulKeysTest {
    private static final Isbn KEY = Products.isbn(7);
    private static final String NEAR = KEY.value().substring(0, 12) + "X";

    @Test
    void holdsAMissingKeyNearANewReject() {
        assertThat(DoubtfulKeys.of(List.of(NEAR), List.of(), List.of()).mayBeRejected(KEY))
                .isTrue();
    }

    @Test
    void letsAMissingKeyGoThatStoodBesideTheSameRejectLastNight() {
        assertThat(DoubtfulKeys.of(List.of(NEAR), List.of(NEAR), List.of()).mayBeRejected(KEY))
                .isFalse();
    }

    @Test
    void holdsAMissingKeyWhereTheSameTextCameOnceMore() {
        assertThat(DoubtfulKeys.of(List.of(NEAR, NEAR), List.of(NEAR), List.of())
                        .mayBeRejected(KEY))
                .isTrue();
    }

    @Test
    void goesOnHoldingWhatItHeldLastNightUntilTheRejectIsGone() {
        List<String> held = List.of(KEY.value());

        assertThat(DoubtfulKeys.of(List.of(NEAR), List.of(NEAR), held).mayBeRejected(KEY))
                .isTrue();
        assertThat(DoubtfulKeys.of(List.of(), List.of(NEAR), held).mayBeRejected(KEY))
                .isFalse();
    }
}
