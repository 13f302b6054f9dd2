package org.catalogsync.chat.compose;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

/** One answer of Bedrock's. Pieces are queued; their number is bounded by the tokens that an answer may have. */
final class BedrockTalk implements Model.Talk {

    /** Told once how it ended. */
    interface Ending {
        /** With null where the model said all that it had to say, or may. */
        void ended(Written.@Nullable Why why);
    }

    private final BlockingQueue<Model.Piece> pieces = new LinkedBlockingQueue<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong reckonedOutput = new AtomicLong();
    private final long reckonedInput;
    private final Ending ending;
    private volatile @Nullable CompletableFuture<?> call;
    private volatile @Nullable Usage counted;
    private volatile @Nullable StopReason stopped;
    private final AtomicInteger sent = new AtomicInteger();
    private Model.@Nullable Piece last;

    BedrockTalk(long reckonedInput, Ending ending) {
        this.reckonedInput = reckonedInput;
        this.ending = ending;
    }

    // From the SDK's threads

    void under(CompletableFuture<?> call) {
        this.call = call;
        sent.incrementAndGet();
        if (ended.get()) {
            call.cancel(true); // It was ended while the call was being made.
        }
    }

    /** The last call was turned away at the door, or did not get there: it costs nothing. */
    void unsent() {
        sent.decrementAndGet();
    }

    void text(String text) {
        if (!ended.get() && !text.isEmpty()) {
            reckonedOutput.addAndGet(Usage.reckoned(text));
            pieces.add(new Model.Piece.Text(text));
        }
    }

    void counted(TokenUsage usage) {
        counted = new Usage(usage.inputTokens(), usage.outputTokens());
    }

    void stopped(StopReason reason) {
        stopped = reason;
    }

    boolean saidNothing() {
        return reckonedOutput.get() == 0;
    }

    boolean isOver() {
        return ended.get();
    }

    void complete() {
        StopReason reason = stopped;
        if (reason == StopReason.MAX_TOKENS) {
            end(new Model.Piece.End(true), null);
        } else if (reason == StopReason.END_TURN || reason == StopReason.STOP_SEQUENCE) {
            end(new Model.Piece.End(false), null);
        } else {
            // Filtered, malformed, or a stream that ended without saying why.
            fail(Written.Why.FAILED);
        }
    }

    void fail(Written.Why why) {
        end(new Model.Piece.Failed(why), why);
    }

    /** Of the account and the process: nothing was sent, so nothing was used. */
    static BedrockTalk refused(Written.Why why) {
        BedrockTalk talk = new BedrockTalk(0, ended -> {});
        talk.fail(why);
        return talk;
    }

    private void end(Model.Piece piece, Written.@Nullable Why why) {
        if (ended.compareAndSet(false, true)) {
            ending.ended(why); // first: whoever reads the piece may ask again at once, and finds the place free
            pieces.add(piece);
        }
    }

    // From the reader

    @Override
    public Model.Piece next(Duration atMost) {
        if (last != null) {
            return last;
        }
        try {
            Model.Piece piece = pieces.poll(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
            if (piece == null) {
                return new Model.Piece.Nothing();
            }
            if (!(piece instanceof Model.Piece.Text)) {
                last = piece;
            }
            return piece;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            return new Model.Piece.Failed(Written.Why.GONE);
        }
    }

    @Override
    public Usage usage() {
        Usage known = counted;
        if (known != null) {
            return known;
        }
        return sent.get() > 0 ? new Usage(reckonedInput, reckonedOutput.get()) : Usage.NONE;
    }

    @Override
    public void end(Written.Why why) {
        end(new Model.Piece.Failed(why), why);
        CompletableFuture<?> under = call;
        if (under != null) {
            under.cancel(true);
        }
    }
}
