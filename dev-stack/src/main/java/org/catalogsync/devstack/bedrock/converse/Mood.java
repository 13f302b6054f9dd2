package org.catalogsync.devstack.bedrock.converse;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.catalogsync.devstack.erp.Latency;

/**
 * How one call fares.
 *
 * @param first from the request to the first piece
 * @param steps from each piece to the next
 */
record Mood(Optional<ModelFault> fault, Duration first, List<Duration> steps) {

    private static final int SLOWNESS = 5;

    /**
     * Rolls it.
     *
     * @param fallen 0 to 1; below the rate there is a fault
     * @param pieces of the answer
     */
    static Mood of(ModelSettings settings, double fallen, Random dice, boolean classification, int pieces) {
        Optional<ModelFault> fault = settings.fault().filter(kind -> fallen < settings.rate());
        int factor = fault.filter(ModelFault.SLOW::equals).isPresent() ? SLOWNESS : 1;
        Latency first = classification ? settings.classification() : settings.firstToken();
        Latency step = classification ? Latency.OFF : settings.token();
        return new Mood(
                fault,
                first.of(dice).multipliedBy(factor),
                Stream.generate(() -> step.of(dice).multipliedBy(factor))
                        .limit(Math.max(0, pieces - 1))
                        .toList());
    }

    /** Until the last piece is there. */
    Duration whole() {
        return steps.stream().reduce(first, Duration::plus);
    }

    boolean isOneOf(ModelFault... kinds) {
        return fault.filter(List.of(kinds)::contains).isPresent();
    }
}
