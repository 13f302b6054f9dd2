package org.catalogsync.chat.http;

import java.util.List;
import java.util.Locale;

/** What the chat depends on, and how that is. */
@FunctionalInterface
public interface Dependencies {

    /** As of now; does not wait for any of them. */
    List<Dependency> now();

    /**
     * One of them.
     *
     * @param name such as dynamodb, erp, redis
     */
    record Dependency(String name, State state) {}

    /** How one is. */
    enum State {
        /** Not looked at yet; until it is, questions are not welcome. */
        STARTING,
        UP,
        /** Works, and not as well as it should. */
        DEGRADED,
        /** Away. The chat answers without it, so it is ready all the same. */
        DOWN;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
