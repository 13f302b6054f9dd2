package org.catalogsync.devstack.erp;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The fault that is switched on, if one is. */
final class Faults {
    private volatile @Nullable InjectedFault fault;

    void set(@Nullable InjectedFault other) {
        fault = other;
    }

    @Nullable
    InjectedFault current() {
        return fault;
    }

    /** What happens to a question; the dice fall alike whether a fault is on or not. */
    @Nullable
    InjectedFault roll(Random dice) {
        double fallen = dice.nextDouble();
        InjectedFault current = fault;
        return current != null && fallen < current.rate() ? current : null;
    }
}
