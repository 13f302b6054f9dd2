package org.catalogsync.devstack.bedrock.converse;

import static org.catalogsync.devstack.bedrock.converse.ModelFault.ERROR;
import static org.catalogsync.devstack.bedrock.converse.ModelFault.HANG_AFTER_FIRST;
import static org.catalogsync.devstack.bedrock.converse.ModelFault.THROTTLE_MID_STREAM;

import java.time.Duration;
import java.util.List;
import org.catalogsync.devstack.bedrock.converse.ModelCounts.End;
import org.catalogsync.devstack.http.Caller;
import org.catalogsync.devstack.http.CallerGone;

/** One answer on its way: each piece at its time, as one event, sent at once. */
final class ConverseStream {

    static final String TOO_MANY = "Too many requests, please wait before trying again.";

    private static final String FAILED = "The model failed while it streamed the response.";

    private final Call call;
    private final Caller caller;
    private final long began = System.nanoTime();
    /** Measured from the beginning, so that what the machine loses in one pause is made good in the next. */
    private Duration due;

    private int sent;

    ConverseStream(Call call, Caller caller) {
        this.call = call;
        this.caller = caller;
        this.due = call.mood().first();
    }

    /** Everything up to the end of the body, which the caller of this method sends. */
    End told() throws CallerGone {
        caller.pause(remaining());
        caller.begin(ConverseEvents.CONTENT_TYPE);
        caller.write(ConverseEvents.messageStart());
        int breaksOff = call.mood().isOneOf(THROTTLE_MID_STREAM, ERROR)
                ? Math.max(1, call.answer().tokens() / 2)
                : Integer.MAX_VALUE;
        List<String> thoughts = call.answer().thoughts();
        List<String> words = call.answer().words();
        for (int piece = 0; piece < call.answer().tokens(); piece++) {
            if (piece == breaksOff) {
                return failed();
            }
            if (piece < thoughts.size()) {
                write(ConverseEvents.thought(0, thoughts.get(piece)));
                endThoughtsAfter(piece);
            } else {
                write(ConverseEvents.text(textBlock(), words.get(piece - thoughts.size())));
            }
            if (piece == 0 && call.mood().isOneOf(HANG_AFTER_FIRST)) {
                caller.pause(ConverseApi.LONGEST_SILENCE);
                return failed();
            }
            rest(piece);
        }
        return completed();
    }

    private void write(byte[] piece) throws CallerGone {
        caller.write(piece);
        sent++;
    }

    private void endThoughtsAfter(int piece) throws CallerGone {
        if (piece == call.answer().thoughts().size() - 1) {
            caller.write(ConverseEvents.signature(0, Call.SIGNATURE));
            caller.write(ConverseEvents.contentBlockStop(0));
        }
    }

    private int textBlock() {
        return call.answer().thoughts().isEmpty() ? 0 : 1;
    }

    private void rest(int piece) throws CallerGone {
        List<Duration> steps = call.mood().steps();
        if (piece < steps.size()) {
            due = due.plus(steps.get(piece));
            caller.pause(remaining());
        }
    }

    private Duration remaining() {
        return due.minusNanos(System.nanoTime() - began);
    }

    private End failed() throws CallerGone {
        caller.write(
                call.mood().isOneOf(THROTTLE_MID_STREAM)
                        ? ConverseEvents.exception("throttlingException", TOO_MANY)
                        : ConverseEvents.exception("modelStreamErrorException", FAILED));
        return End.FAILED;
    }

    private End completed() throws CallerGone {
        if (!call.answer().words().isEmpty()) {
            caller.write(ConverseEvents.contentBlockStop(textBlock()));
        }
        caller.write(ConverseEvents.messageStop(call.answer().stopReason()));
        long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
        caller.write(ConverseEvents.metadata(call.usage(), millis));
        return End.COMPLETED;
    }

    int inputTokens() {
        return call.request().inputTokens();
    }

    /** Of what was sent, thoughts included. */
    int outputTokens() {
        return sent;
    }
}
