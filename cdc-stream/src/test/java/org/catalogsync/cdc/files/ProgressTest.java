package org.catalogsync.cdc.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.catalogsync.cdc.files.Progress.UnderWay;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void remembersSoManyFilesAndCountsOlderOnesAsFinished() {
        Progress progress = Progress.NONE;
        for (int i = 0; i <= Progress.REMEMBERED; i++) {
            progress = progress.finished(name(2 * i), i);
        }

        assertThat(progress.finished()).hasSize(Progress.REMEMBERED).doesNotContainKey(name(0));
        assertThat(progress.floor()).isEqualTo(name(2));
        assertThat(progress.isFinished(name(0))).isTrue();
        assertThat(progress.isFinished(name(3))).as("not seen before").isFalse();
        assertThat(progress.isFinished(name(2 * Progress.REMEMBERED + 2))).isFalse();
    }

    @Test
    void numbersFilesThroughAndLeavesRoomForALateOne() {
        Progress progress = Progress.NONE.finished("a", 100);
        int c = progress.in("c").first();
        progress = progress.finished("c", c + 50);

        assertThat(progress.in("b").first()).isEqualTo(100).isLessThan(c - 10_000);
        assertThat(progress.in("d").first()).isGreaterThan(c + 10_000);
        assertThat(progress.in("0").first()).isZero();
        assertThat(progress.finished("d", Integer.MAX_VALUE - 5).in("e").first())
                .isZero();
    }

    @Test
    void goesOnInTheFileUnderWay() {
        Progress progress = Progress.NONE.finished("a", 100).reached(new UnderWay("b", 7, 500));

        assertThat(progress.in("b")).isEqualTo(new UnderWay("b", 7, 500));
        assertThat(progress.in("c").line()).isZero();
        assertThat(progress.finished("b", 1_000).underWay()).isNull();
    }

    @Test
    void survivesItsTextForm() {
        Progress progress = Progress.NONE
                .finished("2026/11/24/a b.csv", 100)
                .finished("c.csv", 3)
                .reached(new UnderWay("d", 7, 500));

        assertThat(Progress.of(progress.fields())).isEqualTo(progress);
        assertThat(Progress.of(Progress.NONE.fields())).isEqualTo(Progress.NONE);
    }

    private static String name(int i) {
        return "%06d".formatted(i);
    }
}
