package org.catalogsync.chat.lookup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Up to when the whole read side is known to be what the ERP says: the later one of the stream's watermark and the night's. */
@FunctionalInterface
public interface Freshness {

    /** Null where neither has ever been written. */
    @Nullable
    Instant watermark();
}
