package org.catalogsync.erp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what a vault such as AWS Secrets Manager gave, so that it is asked once in a while and by one thread at a time. Credentials that the ERP refused are forgotten at once, but no sooner than {@link #CALM} after they were fetched:
 * an ERP that refuses everything must not become a storm of calls on the vault.
 */
public final class RememberedCredentials implements CredentialSource {
    /** How long fetched credentials are kept at least, refused or not. */
    public static final Duration CALM = Duration.ofSeconds(10);

    private final CredentialSource vault;
    private final Duration life;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private final AtomicReference<@Nullable Fetched> fetched = new AtomicReference<>();

    private record Fetched(Credentials credentials, Instant at) {}

    /**
     * Asks nothing yet.
     *
     * @param life how long credentials are used before the vault is asked again, so that rotated ones are noticed
     */
    public RememberedCredentials(CredentialSource vault, Duration life, InstantSource clock) {
        this.vault = vault;
        this.life = life;
        this.clock = clock;
    }

    @Override
    public Credentials current(Deadline deadline) {
        Fetched known = fetched.get();
        return known != null && isYoungerThan(life, known) ? known.credentials() : fetch(deadline);
    }

    private Credentials fetch(Deadline deadline) {
        lock(deadline);
        try {
            Fetched known = fetched.get();
            if (known != null && isYoungerThan(life, known)) {
                return known.credentials(); // another thread fetched them while this one waited
            }
            Fetched fresh = new Fetched(vault.current(deadline), clock.instant());
            fetched.set(fresh);
            return fresh.credentials();
        } finally {
            fetching.unlock();
        }
    }

    private void lock(Deadline deadline) {
        try {
            if (fetching.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("the vault did not give the ERP's credentials in time");
    }

    @Override
    public void refused(Credentials credentials) {
        Fetched known = fetched.get();
        if (known != null && known.credentials().equals(credentials) && !isYoungerThan(CALM, known)) {
            fetched.compareAndSet(known, null); // a fresh one that another thread has just fetched stays
        }
    }

    private boolean isYoungerThan(Duration age, Fetched known) {
        return clock.instant().isBefore(known.at().plus(age));
    }
}
