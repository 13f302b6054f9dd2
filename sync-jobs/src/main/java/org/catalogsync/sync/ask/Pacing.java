package org.catalogsync.sync.ask;

import java.time.Duration;

/**
 * How the ERP is called.
 *
 * @param callsAtOnce calls under way at most; how many begin in a second is the adapter's, which knows what everybody asks
 * @param deadline for how long one question is asked again before the run stops
 */
public record Pacing(int callsAtOnce, Duration deadline) {}
