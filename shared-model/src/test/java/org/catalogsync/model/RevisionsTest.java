package org.catalogsync.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RevisionsTest {

    @Property
    void alwaysGrowsWhateverTheClockSays(
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 1) long old,
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second) {
        assertThat(Revisions.next(old, Instant.ofEpochSecond(second))).isGreaterThan(old);
    }

    @Test
    void followsTheClockInMicroseconds() {
        assertThat(Revisions.next(0, Instant.ofEpochSecond(2, 3_500))).isEqualTo(2_000_003);
    }
}
