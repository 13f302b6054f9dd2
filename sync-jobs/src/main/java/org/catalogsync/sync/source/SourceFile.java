package org.catalogsync.sync.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file of a source.
 *
 * @param name its path below the source's folder, with {@code /} between names
 * @param bytes its size
 * @param modified when it was last written, null where the store does not say
 */
public record SourceFile(String name, long bytes, @Nullable Instant modified) {}
