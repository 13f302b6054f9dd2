package org.catalogsync.sync.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One run as the job repository's database has it. */
public record RunRecord(
        long id,
        RunStatus status,
        RunRequest request,
        String owner,
        Instant startedAt,
        @Nullable Instant endedAt) {}
