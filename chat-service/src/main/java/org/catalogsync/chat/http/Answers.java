package org.catalogsync.chat.http;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.catalogsync.chat.Ask;
import org.catalogsync.chat.Chat;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.http.access.Refusals;
import org.catalogsync.chat.http.access.UserRate;
import org.catalogsync.chat.http.access.Why;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs each answer on a virtual thread of its own, so many at once; beyond that, and once the process is to end, a question is refused at once. */
@Singleton
public final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private final Chat chat;
    private final UserRate rate;
    private final Refusals refusals;
    private final int most;
    private final Semaphore free;
    private final AtomicLong overloaded = new AtomicLong();
    private volatile boolean draining;

    Answers(Chat chat, UserRate rate, Refusals refusals, HttpSettings settings) {
        this.chat = chat;
        this.rate = rate;
        this.refusals = refusals;
        this.most = settings.mostUnderWay();
        this.free = new Semaphore(most);
    }

    /**
     * Begins an answer, or refuses it; does not wait.
     *
     * @param done runs once the answer is over, however it went
     */
    void begin(Ask ask, Reply reply, Runnable done) {
        if (draining || !free.tryAcquire()) {
            overloaded.incrementAndGet();
            refusals.refused("answers", draining ? Why.DRAINING : Why.OVERLOADED, null);
            reply.fail(
                    Frame.Code.OVERLOADED, draining ? "the service is being restarted" : "too many questions at once");
            done.run();
            return;
        }
        Thread.ofVirtual().name("chat-answer").start(() -> {
            try {
                answer(ask, reply);
            } finally {
                free.release();
                done.run();
            }
        });
    }

    private void answer(Ask ask, Reply reply) {
        try {
            Duration wait = rate.shared(ask.user());
            if (wait.isPositive()) {
                refusals.refused("answers", Why.RATE_LIMITED, null);
                reply.fail(Frame.Code.RATE_LIMITED, UserRate.message(wait));
                return;
            }
            chat.answer(ask, reply);
            if (!reply.ended() && !reply.gone()) {
                LOG.error("an answer came to no end");
            }
        } catch (RuntimeException | Error e) {
            // An error, too, must not leave the customer waiting. Not its message: it may quote the question.
            LOG.error("an answer failed: {}", e.getClass().getName(), e.getStackTrace().length == 0 ? null : trace(e));
        } finally {
            reply.fail(Frame.Code.INTERNAL, "something went wrong");
        }
    }

    /** The stack without the words. */
    private static Throwable trace(Throwable e) {
        Throwable bare = new Throwable(e.getClass().getName());
        bare.setStackTrace(e.getStackTrace());
        return bare;
    }

    int underWay() {
        return most - free.availablePermits();
    }

    long overloaded() {
        return overloaded.get();
    }

    boolean draining() {
        return draining;
    }

    /** Takes no more questions and waits for those that are being answered, so long at most. */
    boolean drain(Duration most) {
        draining = true;
        try {
            boolean ended = free.tryAcquire(this.most, most.toNanos(), TimeUnit.NANOSECONDS);
            if (ended) {
                free.release(this.most);
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
