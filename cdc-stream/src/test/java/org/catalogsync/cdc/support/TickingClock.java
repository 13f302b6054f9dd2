package org.catalogsync.cdc.support;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A millisecond later at every look. */
public final class TickingClock extends Clock {
    private final AtomicReference<Instant> now;

    public TickingClock(Instant first) {
        now = new AtomicReference<>(first);
    }

    @Override
    public Instant instant() {
        return now.getAndUpdate(last -> last.plusMillis(1));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
