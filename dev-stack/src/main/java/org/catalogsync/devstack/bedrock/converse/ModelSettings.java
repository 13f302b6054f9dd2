package org.catalogsync.devstack.bedrock.converse;

import java.util.Optional;
import org.catalogsync.devstack.erp.Latency;

/**
 * How the model behaves at present.
 *
 * @param rate the share of calls that the fault befalls, above 0 and up to 1
 * @param firstToken from the request to the first piece of an answer
 * @param classification from the request to the whole of a classification
 * @param token between two pieces
 */
public record ModelSettings(
        Optional<ModelFault> fault, double rate, Latency firstToken, Latency classification, Latency token) {

    /** (assumed): nobody has measured the models in Tokyo. */
    static final ModelSettings USUAL =
            new ModelSettings(Optional.empty(), 1, new Latency(500, 1_100), new Latency(350, 800), tokensEach(12));

    private static final int MOST_TOKEN_MILLIS = 10_000;
    private static final int SPREAD = 3;

    public ModelSettings {
        requireShare(rate);
    }

    /** Of calls. */
    public static void requireShare(double rate) {
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate expected above 0 and up to 1, found " + rate);
        }
    }

    /** One token in a hundred takes three times as long as the usual one. */
    static Latency tokensEach(int millis) {
        if (millis < 0 || millis > MOST_TOKEN_MILLIS) {
            throw new IllegalArgumentException("token_ms expected 0 to " + MOST_TOKEN_MILLIS + ", found " + millis);
        }
        return new Latency(millis, SPREAD * millis);
    }
}
