package org.catalogsync.chat.http;

import java.util.ArrayList;
import java.util.List;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.answer.Sink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One answer on its way: numbers its frames and hands them to whatever carries them. After the last one nothing more goes out. */
final class Reply implements Sink {
    private static final Logger LOG = LoggerFactory.getLogger(Reply.class);

    /** What carries frames to one client. */
    @FunctionalInterface
    interface Carrier {
        /** Takes a frame and does not wait for it to arrive. */
        void carry(int seq, String type, String json);
    }

    private final @Nullable String id;
    private final Carrier carrier;
    private final List<Runnable> whenGone = new ArrayList<>();
    private int seq;
    private boolean ended;
    private boolean gone;

    /** To a question, or to what was none and has no id. */
    Reply(@Nullable String id, Carrier carrier) {
        this.id = id;
        this.carrier = carrier;
    }

    @Override
    public synchronized void send(Frame frame) {
        if (gone) {
            return;
        }
        if (ended) {
            LOG.warn("a {} came after the end of an answer and was not sent", Wire.type(frame));
            return;
        }
        ended = frame instanceof Frame.Done || frame instanceof Frame.Error;
        seq++;
        carrier.carry(seq, Wire.type(frame), Wire.frame(seq, id, frame));
    }

    /** Ends the answer for a reason that the flow does not know. */
    void fail(Frame.Code code, String message) {
        if (!ended()) {
            send(new Frame.Error(code, message));
        }
    }

    synchronized boolean ended() {
        return ended;
    }

    @Override
    public synchronized boolean gone() {
        return gone;
    }

    @Override
    public void onGone(Runnable action) {
        synchronized (this) {
            if (!gone) {
                whenGone.add(action);
                return;
            }
        }
        action.run();
    }

    /** Nobody reads any more. */
    void leave() {
        List<Runnable> actions;
        synchronized (this) {
            if (gone) {
                return;
            }
            gone = true;
            actions = List.copyOf(whenGone);
            whenGone.clear();
        }
        for (Runnable action : actions) {
            // They are another's, and this is the thread that serves many sockets.
            Thread.ofVirtual().name("chat-gone").start(action);
        }
    }
}
