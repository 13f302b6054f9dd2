package org.catalogsync.chat.page;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.catalogsync.chat.Ask;
import org.catalogsync.chat.Chat;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.answer.Sink;

/** Where the questions of a page arrive, and a test answers them frame by frame. */
final class Desk implements Chat {

    private static final int SECONDS = 10;

    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

    @Override
    public void answer(Ask ask, Sink sink) {
        Asked question = new Asked(ask, sink, new CountDownLatch(1));
        sink.onGone(question.ended()::countDown);
        asked.add(question);
        try {
            question.ended().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Asked next() {
        return next(() -> "");
    }

    /** The next question; where none comes, what is told meanwhile is told. */
    Asked next(Supplier<String> meanwhile) {
        try {
            Asked next = asked.poll(SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no question came; " + meanwhile.get());
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean isEmpty() {
        return asked.isEmpty();
    }

    /** Forgets what a test before left. */
    void clear() {
        asked.clear();
    }

    /** A question that waits for its frames. */
    record Asked(Ask ask, Sink sink, CountDownLatch ended) {

        Asked send(Frame frame) {
            sink.send(frame);
            if (frame instanceof Frame.Done || frame instanceof Frame.Error) {
                ended.countDown();
            }
            return this;
        }

        Asked say(String delta) {
            return send(new Frame.Prose(delta, false));
        }

        void done(Frame.Status status) {
            send(new Frame.Done(status, false, 812, 0));
        }
    }
}
