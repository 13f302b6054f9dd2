package org.catalogsync.cdc.observe;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.catalogsync.cdc.observe.BatchTrace.Stage;
import org.jspecify.annotations.Nullable;

/** From when to when a batch was in which stage. One that is entered again counts from then. */
final class StageTimes {
    private final Map<Stage, Instant> begun = new EnumMap<>(Stage.class);
    private final Map<Stage, Instant> ended = new EnumMap<>(Stage.class);
    private @Nullable Stage atHand;

    record Time(Instant from, Instant to) {}

    void begins(Stage stage, Instant now) {
        ends(now);
        begun.put(stage, now);
        ended.remove(stage);
        atHand = stage;
    }

    void ends(Instant now) {
        if (atHand != null) {
            ended.put(atHand, now);
            atHand = null;
        }
    }

    /** Null between two stages. */
    @Nullable
    Stage atHand() {
        return atHand;
    }

    /**
     * Null where the batch was not in the stage.
     *
     * @param now the end of the one at hand
     */
    @Nullable
    Time of(Stage stage, Instant now) {
        Instant from = begun.get(stage);
        return from == null ? null : new Time(from, ended.getOrDefault(stage, now));
    }
}
