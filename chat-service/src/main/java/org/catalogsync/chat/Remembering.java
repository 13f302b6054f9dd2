package org.catalogsync.chat;

import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.answer.Sink;

/** Passes frames on, and keeps the prose as the customer sees it in the end. */
final class Remembering implements Sink {
    private final Sink sink;
    private final StringBuilder prose = new StringBuilder();

    Remembering(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void send(Frame frame) {
        if (frame instanceof Frame.Prose part) {
            if (part.replace()) {
                prose.setLength(0);
            }
            prose.append(part.delta());
        }
        sink.send(frame);
    }

    String prose() {
        return prose.toString();
    }

    @Override
    public boolean gone() {
        return sink.gone();
    }

    @Override
    public void onGone(Runnable action) {
        sink.onGone(action);
    }
}
