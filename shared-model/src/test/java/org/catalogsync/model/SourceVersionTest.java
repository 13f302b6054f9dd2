package org.catalogsync.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.catalogsync.model.SourceVersion.Change;
import org.catalogsync.model.SourceVersion.Nightly;
import org.junit.jupiter.api.Test;

class SourceVersionTest {
    private static final Instant NOON = Instant.parse("2025-03-01T03:00:00Z");

    @Property
    void olderOneWayIsNewerTheOther(@ForAll("any") SourceVersion a, @ForAll("any") SourceVersion b) {
        assertThat(Integer.signum(a.compareWith(b))).isEqualTo(-Integer.signum(b.compareWith(a)));
        assertThat(a.compareWith(a)).isZero();
    }

    @Property
    void orderIsTransitiveWithinAnEpoch(
            @ForAll("positioned") SourceVersion a,
            @ForAll("positioned") SourceVersion b,
            @ForAll("positioned") SourceVersion c) {
        assertTransitive(a, b, c);
    }

    @Property
    void orderIsTransitiveWhereTimeDecides(
            @ForAll("timed") SourceVersion a, @ForAll("timed") SourceVersion b, @ForAll("timed") SourceVersion c) {
        assertTransitive(a, b, c);
    }

    private static void assertTransitive(SourceVersion a, SourceVersion b, SourceVersion c) {
        if (a.compareWith(b) <= 0 && b.compareWith(c) <= 0) {
            assertThat(a.compareWith(c)).isNotPositive();
        }
    }

    @Property
    void textFormReadsBack(@ForAll("any") SourceVersion version) {
        assertThat(SourceVersion.parse(version.toString())).isEqualTo(version);
    }

    @Test
    void positionsCompareAsNumbersNotAsText() {
        assertThat(change(1, 9, NOON).compareWith(change(1, 10, NOON))).isNegative();
    }

    @Test
    void positionsOfDifferentEpochsSayNothing() {
        SourceVersion before = change(1, 900, NOON);
        SourceVersion afterReinitialisation = change(2, 3, NOON.plusSeconds(1));

        assertThat(afterReinitialisation.compareWith(before)).isPositive();
    }

    @Test
    void positionBeatsTimeWithinAnEpoch() {
        assertThat(change(1, 10, NOON).compareWith(change(1, 9, NOON.plusSeconds(5))))
                .isPositive();
    }

    @Test
    void changeBeatsNightlyRowOnATie() {
        assertThat(change(1, 10, NOON).compareWith(new Nightly(NOON, 7))).isPositive();
    }

    @Test
    void laterRunBeatsEarlierOneOfTheSameWatermark() {
        assertThat(new Nightly(NOON, 8).compareWith(new Nightly(NOON, 7))).isPositive();
    }

    @Test
    void refusesTextThatIsNoVersion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SourceVersion.parse("weekly:1@2025-03-01T00:00:00Z"))
                .withMessageContaining("weekly");
    }

    private static Change change(long epoch, long position, Instant at) {
        return new Change(epoch, BigInteger.valueOf(position), 1, at);
    }

    @Provide
    Arbitrary<SourceVersion> any() {
        return Arbitraries.oneOf(nightly(), changes(-3, 2));
    }

    @Provide
    Arbitrary<SourceVersion> positioned() {
        return changes(0, 1);
    }

    @Provide
    Arbitrary<SourceVersion> timed() {
        return Arbitraries.oneOf(
                nightly(),
                changes(-1, 2).filter(version -> ((Change) version).position().signum() < 0));
    }

    private static Arbitrary<SourceVersion> nightly() {
        return Combinators.combine(times(), Arbitraries.longs().between(0, 3)).as(Nightly::new);
    }

    private static Arbitrary<SourceVersion> changes(int leastPosition, int epochs) {
        return Combinators.combine(
                        Arbitraries.longs().between(1, epochs),
                        Arbitraries.integers().between(leastPosition, 4).map(BigInteger::valueOf),
                        Arbitraries.integers().between(0, 2),
                        times())
                .as(Change::new);
    }

    private static Arbitrary<Instant> times() {
        return Arbitraries.longs().between(0, 3).map(NOON::plusSeconds);
    }
}
