package org.catalogsync.devstack.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTest {

    @ParameterizedTest
    @CsvSource({"250/800, 250, 800", "40/40, 40, 40", "1/60000, 1, 60000"})
    void quantilesAreThoseThatWereAskedFor(String written, double p50, double p99) {
        double[] millis = drawn(Latency.parse(written));

        assertThat(millis[millis.length / 2]).isCloseTo(p50, within(p50 * 0.03));
        assertThat(millis[(int) (millis.length * 0.99)]).isCloseTo(p99, within(p99 * 0.06));
        assertThat(millis[millis.length - 1]).isLessThanOrEqualTo(60_000);
    }

    @Test
    void sameSeedGivesTheSameLatencies() {
        assertThat(drawn(Latency.USUAL)).containsExactly(drawn(Latency.USUAL));
    }

    @Test
    void offIsNoTimeAtAllAndTakesItsNumberFromTheDiceAllTheSame() {
        Random dice = new Random(3);
        Random others = new Random(3);

        assertThat(Latency.parse("off").of(dice)).isEqualTo(Duration.ZERO);

        Latency.USUAL.of(others);
        assertThat(dice.nextDouble()).isEqualTo(others.nextDouble());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "250", "800/250", "0/100", "250/60001", "-1/5", "250/800ms", "OFF"})
    void anythingElseIsRefusedInWords(String text) {
        assertThatThrownBy(() -> Latency.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("latency expected P50/P99 in milliseconds");
    }

    private static double[] drawn(Latency latency) {
        Random dice = new Random(1);
        double[] millis = new double[40_000];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = latency.of(dice).toNanos() / 1e6;
        }
        Arrays.sort(millis);
        return millis;
    }
}
