package org.catalogsync.cdc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.catalogsync.cdc.watermark.StreamWatermark;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.state.SyncState;
import org.catalogsync.stores.state.SyncState.Entry;
import org.catalogsync.stores.state.Watermarks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in {@code manga-sync-state}, record {@code stream}, that a stream follows the source, since when without a gap, and up to which commit. The nightly job reads it: what it corrects although the stream followed is
 * drift. All instances share the record, which is replaced on condition of its version; a field that this one knows nothing of stays.
 */
public final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final String HEARTBEAT = "heartbeat";

    /** How often the record is written although nothing has changed. */
    private static final Duration EVERY = Duration.ofSeconds(10);

    /** How often it is looked at, and so written at most. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** How long Kinesis keeps a record by default: a stream that was away for longer may have missed some. */
    private static final Duration KEPT = Duration.ofHours(24);

    private final SyncState state;
    private final Clock clock;
    private final @Nullable StreamWatermark watermark;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Instant written;
    private volatile @Nullable Instant known;

    /** @param watermark null where the source tells none: what the record says of it stays as it is */
    public Heartbeat(SyncState state, Clock clock, @Nullable StreamWatermark watermark) {
        this.state = state;
        this.clock = clock;
        this.watermark = watermark;
    }

    public void start() {
        Thread.ofVirtual().name("heartbeat").start(this::run);
    }

    private void run() {
        long every = (watermark == null ? EVERY : LOOK_EVERY).toMillis();
        try {
            do {
                beatOrSay();
            } while (!closing.await(every, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beatOrSay() {
        try {
            beat();
        } catch (StoreUnavailable e) {
            LOG.warn("no heartbeat: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("no heartbeat", e);
        }
    }

    /** Looks at the record, and writes it when there is something new or a beat is due. When another instance's write comes between, the next look does it. */
    void beat() {
        Optional<Entry> entry = state.find(Watermarks.STREAM);
        Map<String, String> found = entry.map(Entry::fields).orElse(Map.of());
        Map<String, String> fields = new TreeMap<>(found);
        if (watermark != null) {
            watermark.writeTo(fields);
        }
        known = instant(fields, Watermarks.WATERMARK);
        Instant now = clock.instant();
        if (fields.equals(found) && written != null && now.isBefore(written.plus(EVERY))) {
            return;
        }
        fields.put(Watermarks.SINCE, since(found, now).toString());
        fields.put(HEARTBEAT, now.toString());
        if (state.replace(Watermarks.STREAM, fields, entry.map(Entry::version).orElse(0L))) {
            written = now;
        }
    }

    private static Instant since(Map<String, String> found, Instant now) {
        Instant last = instant(found, HEARTBEAT);
        Instant since = instant(found, Watermarks.SINCE);
        if (last == null || since == null || last.isBefore(now.minus(KEPT))) {
            return now;
        }
        return since;
    }

    private static @Nullable Instant instant(Map<String, String> fields, String field) {
        String text = fields.get(field);
        return text == null ? null : Instant.parse(text);
    }

    /** How far the watermark is behind the clock, in seconds; no number until it is known. */
    double watermarkAge() {
        Instant at = known;
        return at == null ? Double.NaN : Duration.between(at, clock.instant()).toMillis() / 1_000.0;
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
