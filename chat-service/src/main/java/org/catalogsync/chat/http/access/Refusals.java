package org.catalogsync.chat.http.access;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts each refusal, and logs what was refused, why, and the network it came from: no token, no text, no full address. In a flood a line a refusal would be the greater harm: then the lines are counted, too. */
public final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int LINES_PER_SECOND = 20;

    private final Map<Why, LongAdder> counts = new EnumMap<>(Why.class);
    private final AtomicLong second = new AtomicLong();
    private final AtomicLong lines = new AtomicLong();

    public Refusals() {
        for (Why why : Why.values()) {
            counts.put(why, new LongAdder());
        }
    }

    /**
     * Keeps a refusal.
     *
     * @param what the route, of ours
     */
    public void refused(String what, Why why, @Nullable InetAddress from) {
        counter(why).increment();
        long now = System.nanoTime() / 1_000_000_000L;
        if (second.getAndSet(now) != now) {
            long before = lines.getAndSet(0);
            if (before > LINES_PER_SECOND) {
                LOG.warn("refused {} more without a line each", before - LINES_PER_SECOND);
            }
        }
        if (lines.incrementAndGet() <= LINES_PER_SECOND) {
            LOG.atWarn()
                    .addKeyValue("what", what)
                    .addKeyValue("why", why.word())
                    .addKeyValue("from", network(from))
                    .log("refused");
        }
    }

    public long count(Why why) {
        return counter(why).sum();
    }

    private LongAdder counter(Why why) {
        LongAdder counter = counts.get(why);
        if (counter == null) {
            throw new IllegalStateException("every reason has its counter");
        }
        return counter;
    }

    /** The /24 or /48 of an address: enough to see where a flood comes from, and not who. */
    static String network(@Nullable InetAddress address) {
        if (address == null) {
            return "unknown";
        }
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return (bytes[0] & 255) + "." + (bytes[1] & 255) + "." + (bytes[2] & 255) + ".0/24";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 6; i += 2) {
            text.append(Integer.toHexString((bytes[i] & 255) << 8 | (bytes[i + 1] & 255)))
                    .append(':');
        }
        return text + ":/48";
    }
}
