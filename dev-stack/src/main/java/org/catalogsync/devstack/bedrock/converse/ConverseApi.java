package org.catalogsync.devstack.bedrock.converse;

import static org.catalogsync.devstack.bedrock.converse.ModelFault.ERROR;
import static org.catalogsync.devstack.bedrock.converse.ModelFault.HANG;
import static org.catalogsync.devstack.bedrock.converse.ModelFault.HANG_AFTER_FIRST;
import static org.catalogsync.devstack.bedrock.converse.ModelFault.THROTTLE;
import static org.catalogsync.devstack.bedrock.converse.ModelFault.THROTTLE_MID_STREAM;

import java.time.Duration;
import org.catalogsync.devstack.bedrock.converse.ModelCounts.End;
import org.catalogsync.devstack.http.ApiError;
import org.catalogsync.devstack.http.Caller;
import org.catalogsync.devstack.http.CallerGone;
import tools.jackson.databind.json.JsonMapper;

/** Converse and ConverseStream. What is wrong with a request is told at once, what is wrong with the model when it would be seen. */
public final class ConverseApi {

    /** How long the model hangs before the service gives up. */
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    private final ModelControl control;
    private final ModelCounts counts;

    /** One whose models behave as that control says, which is told what became of each call. */
    public ConverseApi(ModelControl control) {
        this.control = control;
        this.counts = control.counts();
    }

    /** One whole answer. */
    public void converse(String modelId, byte[] body, Caller caller) throws CallerGone {
        Call call = Call.of(modelId, body, control.settings(), control.dice());
        Mood mood = call.mood();
        counts.conversed();
        if (mood.isOneOf(THROTTLE, THROTTLE_MID_STREAM)) {
            throw throttled();
        }
        if (mood.isOneOf(HANG, HANG_AFTER_FIRST)) {
            throw hung(caller);
        }
        caller.pause(mood.isOneOf(ERROR) ? mood.first() : mood.whole());
        if (mood.isOneOf(ERROR)) {
            throw new ApiError(424, "ModelErrorException", "The model failed while it processed the request.");
        }
        counts.used(call.request().inputTokens(), call.answer().tokens());
        caller.send(
                "application/json",
                JsonMapper.shared().writeValueAsBytes(call.told(mood.whole().toMillis())));
    }

    /** The same in pieces. */
    public void converseStream(String modelId, byte[] body, Caller caller) throws CallerGone {
        Call call = Call.of(modelId, body, control.settings(), control.dice());
        if (call.mood().isOneOf(THROTTLE)) {
            throw throttled();
        }
        counts.started();
        ConverseStream stream = new ConverseStream(call, caller);
        try {
            if (call.mood().isOneOf(HANG)) {
                throw hung(caller);
            }
            End end = stream.told();
            if (call.mood().isOneOf(THROTTLE_MID_STREAM)) {
                counts.throttled();
            }
            ended(stream, end);
        } catch (CallerGone e) {
            ended(stream, End.CANCELLED);
            throw e;
        } catch (RuntimeException e) {
            ended(stream, End.FAILED);
            throw e;
        }
        // Counted before, so that a client that has seen the end finds it counted.
        caller.end();
    }

    private void ended(ConverseStream stream, End end) {
        counts.used(stream.inputTokens(), stream.outputTokens());
        counts.ended(end);
    }

    private ApiError throttled() {
        counts.throttled();
        return new ApiError(429, "ThrottlingException", ConverseStream.TOO_MANY);
    }

    private static ApiError hung(Caller caller) throws CallerGone {
        caller.pause(LONGEST_SILENCE);
        return new ApiError(408, "ModelTimeoutException", "The model did not answer in time.");
    }
}
