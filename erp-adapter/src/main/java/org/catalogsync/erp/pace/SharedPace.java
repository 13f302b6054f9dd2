package org.catalogsync.erp.pace;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.catalogsync.erp.Fairness;
import org.catalogsync.erp.Priority;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rate that all processes share, and this process's share alone while it cannot be reached. No change between the two lets more through than the rate:
 *
 * <p>On the way out nothing is taken for longer than a second, in which what the shared tokens let through has gone by. On the way back a process takes a token of both for as long as it needs until the slowest one has noticed, too. That
 * holds where the shared tokens are away for everybody. Where some still reach them, those have the whole rate and each of the others its share beside it: nobody can tell from here, and the ERP refuses what is too much.
 */
final class SharedPace implements Pace {
    /** What was let through before is older than a second then. */
    static final Duration REST = Duration.ofMillis(1_100);

    /** How often shared tokens that were away are looked for. */
    static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** Longer than anybody needs to notice that the shared tokens are back: until the next try to connect, for the connection, until the next look, and for slow answers to that. */
    static final Duration BOTH = Duration.ofSeconds(5);

    /** Clocks that were compared once drift. */
    private static final int LOOKS_UNTIL_COMPARED = 60;

    private static final Logger LOG = LoggerFactory.getLogger(SharedPace.class);

    private final SharedTokens tokens;
    private final LocalPace share;
    private final Fairness fairness;
    private final LongSupplier nanos;
    private final CountDownLatch closing = new CountDownLatch(1);

    private volatile boolean reached;

    /** That it is away was told. */
    private boolean told;

    /** Until then nothing is taken, while the tokens are away; until then a token of both is, once they are back. */
    private long until;

    SharedPace(SharedTokens tokens, Fairness fairness, LongSupplier nanos) {
        this.tokens = tokens;
        this.share = LocalPace.share(fairness, nanos);
        this.fairness = fairness;
        this.nanos = nanos;
        // A process that is new takes none of its share before it has looked: the others may have the whole rate.
        this.until = nanos.getAsLong() + BOTH.toNanos();
    }

    /** Looks for the shared tokens from now on. */
    static SharedPace start(SharedTokens tokens, Fairness fairness, LongSupplier nanos) {
        SharedPace pace = new SharedPace(tokens, fairness, nanos);
        Thread.ofVirtual().name("erp-rate").start(pace::lookAgainAndAgain);
        return pace;
    }

    private void lookAgainAndAgain() {
        int looks = 0;
        do {
            if (!shared() || ++looks % LOOKS_UNTIL_COMPARED == 0) {
                look();
            }
        } while (!closed());
    }

    /** Looks for the shared tokens once. */
    void look() {
        try {
            tokens.reach();
            back();
        } catch (RuntimeException e) {
            away(e);
        }
    }

    private synchronized void back() {
        if (!reached) {
            reached = true;
            told = false;
            until = nanos.getAsLong() + BOTH.toNanos();
            LOG.info("the ERP's rate is shared: {}/s", fairness.rate());
        }
    }

    private synchronized void away(RuntimeException e) {
        if (reached) {
            reached = false;
            until = nanos.getAsLong() + REST.toNanos();
        }
        if (!told) {
            told = true;
            LOG.warn(
                    "the ERP's rate is not shared, {}/s from this process: {}",
                    fairness.localRate(),
                    e.getClass().getSimpleName());
        }
    }

    @Override
    public synchronized long take(Priority priority) {
        long rest = until - nanos.getAsLong();
        if (!reached) {
            return rest > 0 ? rest : share.take(priority);
        }
        if (rest > 0) {
            long own = share.take(priority);
            if (own > 0) {
                return own;
            }
        }
        try {
            long wait = tokens.take(priority);
            if (wait > 0 && rest > 0) {
                share.giveBack();
            }
            return wait;
        } catch (RuntimeException e) {
            away(e);
            return REST.toNanos();
        }
    }

    /** Waits for nobody who asks Redis meanwhile. */
    @Override
    public boolean shared() {
        return reached;
    }

    private boolean closed() {
        try {
            return closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        tokens.close();
    }
}
