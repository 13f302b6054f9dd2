package org.catalogsync.chat.compose;

import java.util.ArrayList;
import java.util.List;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.answer.Sink;

/** A customer who reads, until he goes. */
final class Heard implements Sink {
    private final List<Frame.Prose> frames = new ArrayList<>();
    private final List<Runnable> whenGone = new ArrayList<>();
    private volatile boolean gone;

    @Override
    public synchronized void send(Frame frame) {
        frames.add((Frame.Prose) frame);
        notifyAll();
    }

    @Override
    public boolean gone() {
        return gone;
    }

    @Override
    public synchronized void onGone(Runnable action) {
        if (gone) {
            action.run();
        } else {
            whenGone.add(action);
        }
    }

    synchronized void go() {
        gone = true;
        whenGone.forEach(Runnable::run);
    }

    synchronized List<Frame.Prose> frames() {
        return List.copyOf(frames);
    }

    /** What stands on the customer's page. */
    synchronized String text() {
        StringBuilder text = new StringBuilder();
        for (Frame.Prose frame : frames) {
            if (frame.replace()) {
                text.setLength(0);
            }
            text.append(frame.delta());
        }
        return text.toString();
    }
}
