package org.catalogsync.cdc.observe;

import io.opentelemetry.sdk.trace.IdGenerator;
import java.time.Clock;

/**
 * Trace ids that begin with the second of their making, as X-Ray's do: EventBridge drops a trace header that X-Ray would not take. The rest is random, so ids stay unique, and samplers that look at the last bytes see
 * what they expect.
 */
final class DatedIds implements IdGenerator {
    private static final long LOW_32 = 0xFFFF_FFFFL;

    private final IdGenerator random = IdGenerator.random();
    private final Clock clock;

    DatedIds(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String generateSpanId() {
        return random.generateSpanId();
    }

    @Override
    public String generateTraceId() {
        String seconds = "%08x".formatted(clock.instant().getEpochSecond() & LOW_32);
        return seconds + random.generateTraceId().substring(seconds.length());
    }
}
