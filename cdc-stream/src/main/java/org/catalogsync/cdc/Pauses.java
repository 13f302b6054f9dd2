package org.catalogsync.cdc;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.catalogsync.cdc.decode.Decoded;
import org.catalogsync.stores.state.SyncState;
import org.catalogsync.stores.state.SyncState.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why the stream is paused, in {@code manga-sync-state}, where every instance and the operator's command see it. */
public final class Pauses {
    private static final Logger LOG = LoggerFactory.getLogger(Pauses.class);
    private static final String NAME = "stream-pause";
    private static final String WHY = "why";
    private static final String SINCE = "since";
    private static final String ACCEPTED = "accepted";

    private final SyncState state;
    private final Clock clock;

    public Pauses(SyncState state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    /** Whether this change of the source's columns holds the stream; it does until somebody accepts it. */
    public boolean holds(Decoded.SchemaBroken broken) {
        String why = broken.what() + ": " + broken.detail();
        while (true) {
            Optional<Entry> entry = state.find(NAME);
            Map<String, String> fields = new TreeMap<>(entry.map(Entry::fields).orElse(Map.of()));
            if (why.equals(fields.get(ACCEPTED))) {
                return false;
            }
            if (why.equals(fields.get(WHY))) {
                return true;
            }
            fields.put(WHY, why);
            fields.put(SINCE, clock.instant().toString());
            if (state.replace(NAME, fields, entry.map(Entry::version).orElse(0L))) {
                LOG.error("the stream is paused: {}", why);
                return true;
            }
        }
    }

    /** Why the stream is paused; empty when it is not. */
    public Optional<String> why() {
        return state.find(NAME).map(Entry::fields).map(fields -> fields.get(WHY));
    }

    /** Lets the stream go on past what holds it; returns what that was. */
    public Optional<String> accept() {
        while (true) {
            Optional<Entry> entry = state.find(NAME);
            Optional<String> why = entry.map(found -> found.fields().get(WHY));
            if (entry.isEmpty()
                    || why.isEmpty()
                    || state.replace(
                            NAME, Map.of(ACCEPTED, why.get()), entry.get().version())) {
                return why;
            }
        }
    }
}
