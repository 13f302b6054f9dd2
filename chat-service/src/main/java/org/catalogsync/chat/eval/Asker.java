package org.catalogsync.chat.eval;

import java.util.Optional;
import org.catalogsync.chat.answer.Frame;

/** Puts questions to a chat: over its wire, or in the process. */
@FunctionalInterface
public interface Asker {

    /**
     * Asks, and waits for the whole answer.
     *
     * @param session what the question belongs to; a new one for each of this evaluation's sessions
     */
    Answer ask(String session, String text);

    /**
     * What a customer was shown.
     *
     * @param card empty where none came
     * @param prose as it stood in the end
     */
    record Answer(Optional<Frame.Card> card, String prose) {}
}
