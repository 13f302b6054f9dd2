package org.catalogsync.devstack.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A replay as it was asked for, and how far it is.
 *
 * @param rules ARNs of the only rules that it goes to; empty for all of the bus
 * @param lastReplayed time of the event that was delivered last
 */
record Replay(
        String name,
        String archive,
        @Nullable String description,
        Instant from,
        Instant to,
        String bus,
        List<String> rules,
        State state,
        @Nullable String reason,
        Instant started,
        @Nullable Instant ended,
        @Nullable Instant lastReplayed) {

    enum State {
        STARTING,
        RUNNING,
        COMPLETED,
        FAILED
    }

    Replay {
        rules = List.copyOf(rules);
    }

    boolean isOver() {
        return state == State.COMPLETED || state == State.FAILED;
    }

    Replay running() {
        return at(State.RUNNING, null, null, lastReplayed);
    }

    Replay completed(Instant now, @Nullable Instant last) {
        return at(State.COMPLETED, null, now, last);
    }

    Replay failed(String why, Instant now, @Nullable Instant last) {
        return at(State.FAILED, why, now, last);
    }

    private Replay at(State next, @Nullable String why, @Nullable Instant end, @Nullable Instant last) {
        return new Replay(name, archive, description, from, to, bus, rules, next, why, started, end, last);
    }
}
