package org.catalogsync.sync.ask;

import java.time.Duration;

/**
 * How the ERP is called.
 *
 * @param callsAtOnce calls under way at most
 * @param callsPerSecond calls that begin within any second at most; the ERP bears 50 from all who call it
 * @param deadline for how long one question is asked again before the run stops
 */
public record Pacing(int callsAtOnce, int callsPerSecond, Duration deadline) {}
