package org.catalogsync.chat.session;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;

/**
 * The latest conversations that this process answered; bounded. Each is remembered for whoever it was held with, so that nobody is shown what another one spoke of under the same name. After a while they are read again: the customer may
 * have gone on with another process.
 */
final class SeenTalks {
    private static final int MOST = 10_000;
    private static final Duration TRUSTED = Duration.ofMinutes(2);

    private final Map<Key, Talk> talks = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Talk> eldest) {
            return size() > MOST;
        }
    };

    private record Key(String session, String owner) {}

    synchronized @Nullable Talk get(String session, String owner, Instant now) {
        Talk talk = talks.get(new Key(session, owner));
        return talk == null || talk.at().plus(TRUSTED).isBefore(now) ? null : talk;
    }

    synchronized void put(String session, String owner, Talk talk) {
        talks.put(new Key(session, owner), talk);
    }

    /** The table has it as that owner's. */
    synchronized void confirm(String session, String owner, Talk talk) {
        talks.computeIfPresent(
                new Key(session, owner),
                (key, now) -> now.equals(talk) ? new Talk(talk.volumes(), talk.language(), talk.at(), true) : now);
    }

    synchronized void forget(String session, String owner) {
        talks.remove(new Key(session, owner));
    }

    /**
     * What the last answer was about, and when it was given.
     *
     * @param confirmed whether the table has the session as that owner's
     */
    record Talk(List<Isbn> volumes, Language language, Instant at, boolean confirmed) {}
}
