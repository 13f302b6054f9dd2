package org.catalogsync.sync.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How often one service made a run wait, by the reason.
 *
 * @param throttled it asked us to slow down
 * @param timedOut it gave no answer in time
 * @param unavailable it failed or the connection broke
 * @param partial it left a part of a batch undone
 */
public record Retried(long throttled, long timedOut, long unavailable, long partial) {
    /** It never made us wait. */
    public static final Retried NEVER = new Retried(0, 0, 0, 0);

    public long total() {
        return throttled + timedOut + unavailable + partial;
    }

    public Retried plus(Retried other) {
        return new Retried(
                throttled + other.throttled,
                timedOut + other.timedOut,
                unavailable + other.unavailable,
                partial + other.partial);
    }

    Retried minus(Retried other) {
        return plus(new Retried(-other.throttled, -other.timedOut, -other.unavailable, -other.partial));
    }

    /** Only what happened, such as {@code throttled 12, timed out 1}. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        word(words, "throttled", throttled);
        word(words, "timed out", timedOut);
        word(words, "unavailable", unavailable);
        word(words, "partial", partial);
        return words.stream().collect(Collectors.joining(", "));
    }

    private static void word(List<String> words, String reason, long times) {
        if (times > 0) {
            words.add(reason + " " + times);
        }
    }
}
