package org.catalogsync.sync.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void shareNeverRoundsToNothingOrToAll() {
        assertThat(Figures.share(0, 60_000)).isEqualTo("0.0 %");
        assertThat(Figures.share(1, 60_000)).isEqualTo("< 0.1 %");
        assertThat(Figures.share(1_979, 60_000)).isEqualTo("3.3 %");
        assertThat(Figures.share(59_999, 60_000)).isEqualTo("> 99.9 %");
        assertThat(Figures.share(60_000, 60_000)).isEqualTo("100.0 %");
        assertThat(Figures.share(0, 0)).isEqualTo("–");
    }

    @Test
    void valueBesideItsLimitIsToldApartFromIt() {
        assertThat(Figures.percentBeside(0.2, 0.05)).isEqualTo("20.00 %");
        assertThat(Figures.percentBeside(0.100_004, 0.1)).isEqualTo("10.0004 %");
        assertThat(Figures.percentBeside(0.1, 0.1)).isEqualTo("10.00 %");
        assertThat(Figures.percent(0.1)).isEqualTo("10 %");
        assertThat(Figures.percent(0.055)).isEqualTo("5.5 %");
    }

    @Test
    void timesAreWordedByTheirSize() {
        assertThat(Figures.seconds(0.021)).isEqualTo("< 0.1 s");
        assertThat(Figures.seconds(0.42)).isEqualTo("0.4 s");
        assertThat(Figures.seconds(59.97)).isEqualTo("1 min 00 s");
        assertThat(Figures.seconds(68.2)).isEqualTo("1 min 08 s");
        assertThat(Figures.seconds(3_720)).isEqualTo("1 h 02 min");
        assertThat(Figures.rate(60_000, 0.01)).isEqualTo("–");
        assertThat(Figures.rate(60_000, 2.5)).isEqualTo("24,000");
    }

    @Property
    void widthsStayWithinTheirBar(@ForAll @LongRange(min = 0) long part, @ForAll @LongRange(min = 0) long whole) {
        double width = Double.parseDouble(Figures.width(part, whole).replace("%", ""));

        assertThat(width).isBetween(0.0, 100.0);
    }
}
