package org.catalogsync.devstack.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an archive was made to keep.
 *
 * @param eventPattern of the events that it keeps; all of the bus without one
 * @param retentionDays how old an event may be to be replayed; 0 for any age
 */
record Archive(
        String name,
        String bus,
        @Nullable String eventPattern,
        @Nullable String description,
        int retentionDays,
        Instant created) {}
