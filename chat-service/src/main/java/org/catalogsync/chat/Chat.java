package org.catalogsync.chat;

import org.catalogsync.chat.answer.Sink;

/** What answers questions: the boundary between the transports and the flow. */
public interface Chat {

    /**
     * Answers a question, frame by frame; blocks until the last frame, a {@code Done} or an {@code Error}, was handed over. Called on a virtual thread. What it throws, or does not end, becomes an {@code internal} error.
     */
    void answer(Ask ask, Sink sink);
}
