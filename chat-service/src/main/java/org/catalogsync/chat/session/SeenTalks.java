package org.catalogsync.chat.session;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;

/** The latest conversations that this process answered; bounded. After a while they are read again: the customer may have gone on with another process. */
final class SeenTalks {
    private static final int MOST = 10_000;
    private static final Duration TRUSTED = Duration.ofMinutes(2);

    private final Map<String, Talk> talks = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Talk> eldest) {
            return size() > MOST;
        }
    };

    synchronized @Nullable Talk get(String session, Instant now) {
        Talk talk = talks.get(session);
        return talk == null || talk.at().plus(TRUSTED).isBefore(now) ? null : talk;
    }

    synchronized void put(String session, Talk talk) {
        talks.put(session, talk);
    }

    synchronized void forget(String session) {
        talks.remove(session);
    }

    /** What the last answer was about, and when it was given. */
    record Talk(String owner, List<Isbn> volumes, Language language, Instant at) {}
}
