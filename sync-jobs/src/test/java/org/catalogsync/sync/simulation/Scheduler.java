package org.catalogsync.sync.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.catalogsync.stores.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * Runs the processes of one world, exactly one at a time, and decides at every {@link #step} by seeded dice who goes on: the seed alone determines the interleaving. A process is a virtual thread that waits until it
 * is handed the turn, so ordinary blocking code can be interleaved at every call of a store. The clock is the number of steps; it leaps where all are asleep.
 */
final class Scheduler {
    private static final Instant START = Instant.parse("2025-03-01T00:00:00Z");

    private final Random dice;
    private final long mostSteps;
    private final List<Process> alive = new ArrayList<>();
    private final CountDownLatch allEnded = new CountDownLatch(1);
    private final @Nullable StringBuilder trace;
    private volatile @Nullable Process running;
    private volatile boolean over;
    private @Nullable String brokenOff;
    private long now;
    private long steps;
    private int crashes;
    private int freezes;
    private long fingerprint;

    Scheduler(long seed, long mostSteps, boolean traced) {
        this.dice = new Random(seed);
        this.mostSteps = mostSteps;
        this.trace = traced ? new StringBuilder() : null;
    }

    /** A simulated process or worker. */
    static final class Process {
        final String name;
        final boolean punctual;
        private final int speed;
        private double crashRate;
        private double outageRate;
        private double freezeRate;
        private int longestFreeze;
        private volatile @Nullable Thread thread;
        private long wakesAt;
        private long frozenAt;
        private long frozenUntil;
        private boolean ended;

        private Process(String name, boolean punctual, int speed) {
            this.name = name;
            this.punctual = punctual;
            this.speed = speed;
        }

        /** May be killed at any step. */
        Process mortal(double rate) {
            crashRate = rate;
            return this;
        }

        /** May find at any step that a store is out of reach. */
        Process failing(double rate) {
            outageRate = rate;
            return this;
        }

        /** May be stopped for a while at any step, as by SIGSTOP or a long collection. */
        Process freezable(double rate, int longest) {
            freezeRate = rate;
            longestFreeze = longest;
            return this;
        }

        boolean ended() {
            return ended;
        }
    }

    /** The end of the world; nobody survives it. */
    private static final class Over extends Error {
        private static final long serialVersionUID = 1L;

        Over() {
            super("over", null, false, false);
        }
    }

    /** Adds a worker of random speed. */
    Process start(String name, Runnable body) {
        return start(name, false, 1 << dice.nextInt(4), body);
    }

    /** Adds a process that acts exactly when it said it would, before any other. */
    Process startPunctual(String name, Runnable body) {
        return start(name, true, 1, body);
    }

    private Process start(String name, boolean punctual, int speed, Runnable body) {
        Process process = new Process(name, punctual, speed);
        process.wakesAt = now;
        alive.add(process);
        process.thread = Thread.ofVirtual().name(name).start(() -> live(process, body));
        return process;
    }

    /** Lets the world run until every process has ended; returns what broke it off, null where nothing did. */
    @Nullable
    String run() {
        handTo(choose());
        try {
            allEnded.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return brokenOff;
    }

    private void live(Process me, Runnable body) {
        awaitTurn(me);
        try {
            if (!over) {
                body.run();
            }
        } catch (Crash crash) {
            note("dead at " + crash.getMessage());
        } catch (Over ignored) {
            // As all others.
        } catch (Throwable e) {
            breakOff(me.name + " failed: " + describe(e));
        }
        me.ended = true;
        alive.remove(me);
        if (alive.isEmpty()) {
            allEnded.countDown();
        } else {
            handTo(choose());
        }
    }

    /** A point between two acts at which others may come first, and at which a mortal process may die. */
    void step(String what) {
        Process me = turn();
        if (over) {
            throw new Over();
        }
        now++;
        if (++steps > mostSteps) {
            breakOff("no rest after " + mostSteps + " steps");
            throw new Over();
        }
        fingerprint = fingerprint * 31 + what.hashCode() + me.name.hashCode();
        if (me.freezeRate > 0 && dice.nextDouble() < me.freezeRate) {
            freezes++;
            me.wakesAt = now + 1 + dice.nextInt(me.longestFreeze);
            me.frozenAt = now;
            me.frozenUntil = me.wakesAt;
            note("frozen at " + what + " for " + (me.wakesAt - now));
        }
        Process next = choose();
        if (next != me) {
            handTo(next);
            awaitTurn(me);
        }
        if (over) {
            throw new Over();
        }
        if (me.crashRate > 0 && dice.nextDouble() < me.crashRate) {
            crashes++;
            throw new Crash(what);
        }
        if (me.outageRate > 0 && dice.nextDouble() < me.outageRate) {
            throw new StoreUnavailable("no answer at " + what, null);
        }
        if (trace != null) {
            note(what);
        }
    }

    void sleep(int ticks) {
        Process me = turn();
        me.wakesAt = now + Math.max(1, ticks);
        double crashRate = me.crashRate;
        double freezeRate = me.freezeRate;
        me.crashRate = 0;
        me.freezeRate = 0;
        step("sleep");
        me.crashRate = crashRate;
        me.freezeRate = freezeRate;
    }

    /** Ends the world at once and says why. */
    void breakOff(String why) {
        if (brokenOff == null) {
            brokenOff = why;
        }
        note(why);
        over = true;
    }

    /** For how long nothing has been heard of this process, 0 where it runs. */
    long silence(Process process) {
        return process.frozenUntil > now ? now - process.frozenAt : 0;
    }

    String me() {
        return turn().name;
    }

    long now() {
        return now;
    }

    long steps() {
        return steps;
    }

    int crashes() {
        return crashes;
    }

    int freezes() {
        return freezes;
    }

    /** Depends on every step of every process: equal seeds, equal fingerprints. */
    long fingerprint() {
        return fingerprint;
    }

    Random dice() {
        return dice;
    }

    boolean chance(double probability) {
        return dice.nextDouble() < probability;
    }

    Instant instant() {
        return at(now);
    }

    static Instant at(long tick) {
        return START.plusSeconds(tick);
    }

    static long tick(Instant instant) {
        return instant.getEpochSecond() - START.getEpochSecond();
    }

    Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return Scheduler.this.instant();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
    }

    void note(String what) {
        if (trace != null) {
            Process me = running;
            trace.append("%7d  %-14s %s%n".formatted(now, me == null ? "" : me.name, what));
        }
    }

    boolean traced() {
        return trace != null;
    }

    String trace() {
        return trace == null ? "" : trace.toString();
    }

    private Process turn() {
        Process me = running;
        if (me == null) {
            throw new IllegalStateException("nobody has the turn");
        }
        return me;
    }

    /** Whoever is awake, faster ones more often; where all sleep, the first to wake. */
    private Process choose() {
        if (over) {
            return alive.getFirst();
        }
        int awake = 0;
        Process first = alive.getFirst();
        for (Process process : alive) {
            if (process.wakesAt <= now) {
                if (process.punctual) {
                    return process;
                }
                awake += process.speed;
            }
            if (process.wakesAt < first.wakesAt) {
                first = process;
            }
        }
        if (awake == 0) {
            now = Math.max(now, first.wakesAt);
            return first;
        }
        int chosen = dice.nextInt(awake);
        for (Process process : alive) {
            if (process.wakesAt <= now) {
                chosen -= process.speed;
                if (chosen < 0) {
                    return process;
                }
            }
        }
        throw new IllegalStateException("nobody chosen");
    }

    private void handTo(Process next) {
        running = next;
        LockSupport.unpark(next.thread);
    }

    private void awaitTurn(Process me) {
        while (running != me) {
            LockSupport.park(this);
        }
    }

    private static String describe(Throwable e) {
        StringBuilder text = new StringBuilder(e.toString());
        for (StackTraceElement frame : e.getStackTrace()) {
            if (text.length() > 1_500) {
                break;
            }
            if (frame.getClassName().startsWith("org.catalogsync")) {
                text.append("\n        at ").append(frame);
            }
        }
        if (e.getCause() != null) {
            text.append("\n      caused by ").append(e.getCause());
        }
        return text.toString();
    }
}
