package org.catalogsync.sync.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One writer at a time: a row in the job repository's database with an owner, an epoch that only grows, and a heartbeat. A lease without heartbeat for {@link #DEAD_AFTER}, or whose process is known to be gone, may be taken over.
 */
public final class RunLease {
    /** How often the owner says that it lives. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /** Silence after which an owner counts as dead. */
    public static final Duration DEAD_AFTER = Duration.ofSeconds(15);

    private static final String NAME = "nightly";

    /** A claim that meets one sleeper after another, or others that claim, gives up after so many. */
    private static final int ATTEMPTS = 10;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final OpenTransactions left;

    public RunLease(JdbcOperations jdbc, PlatformTransactionManager transactions) {
        this.jdbc = JdbcClient.create(jdbc);
        this.transactions = new TransactionTemplate(transactions);
        this.left = new OpenTransactions(jdbc);
    }

    /**
     * Takes the lease for this owner unless a live one holds it: one whose last heartbeat is young, and whose process is not known to be gone. What a dead owner left open in the database is ended, since it
     * may only sleep, in the middle of a commit.
     */
    public Claim claim(ProcessIdentity owner, InstantSource clock) {
        for (int attempt = 1; ; attempt++) {
            // Without a lock at first: who fell asleep with it would hold up a live owner's commits.
            Optional<Claim> busy = busy(clock.instant());
            if (busy.isPresent()) {
                return busy.get();
            }
            try {
                Claim claim = Objects.requireNonNull(
                        transactions.execute(status -> claimLocked(owner, clock.instant())), "a claim has an end");
                if (claim instanceof Claim.Held) {
                    left.end();
                }
                return claim;
            } catch (DuplicateKeyException e) {
                // Two first starts at once: the other one inserted the row a moment ago.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (DataAccessException locked) {
                if (busy(clock.instant()).isEmpty() && (left.end() == 0 || attempt == ATTEMPTS)) {
                    throw locked;
                }
            }
        }
    }

    private Optional<Claim> busy(Instant now) {
        return row("").filter(held -> held.isAlive(now)).map(held -> new Claim.Busy(held.owner(), held.silence(now)));
    }

    private Claim claimLocked(ProcessIdentity owner, Instant now) {
        Optional<Row> row = lockedRow();
        if (row.isEmpty()) {
            jdbc.sql("""
                            INSERT INTO sync_lease (name, epoch, owner, process, heartbeat_at)
                            VALUES (:name, 1, :owner, :process, :now)
                            """)
                    .param("name", NAME)
                    .param("owner", owner.owner())
                    .param("process", owner.proof())
                    .param("now", at(now))
                    .update();
            return new Claim.Held(owner.owner(), 1);
        }
        Row held = row.get();
        if (held.isAlive(now)) {
            return new Claim.Busy(held.owner(), held.silence(now));
        }
        long epoch = held.epoch() + 1;
        jdbc.sql("""
                        UPDATE sync_lease SET epoch = :epoch, owner = :owner, process = :process, heartbeat_at = :now
                        WHERE name = :name
                        """)
                .param("epoch", epoch)
                .param("owner", owner.owner())
                .param("process", owner.proof())
                .param("now", at(now))
                .param("name", NAME)
                .update();
        return new Claim.Held(owner.owner(), epoch);
    }

    private Optional<Row> lockedRow() {
        return row(" FOR UPDATE");
    }

    private Optional<Row> row(String lock) {
        return jdbc.sql("SELECT epoch, owner, process, heartbeat_at FROM sync_lease WHERE name = :name" + lock)
                .param("name", NAME)
                .query((found, n) -> {
                    OffsetDateTime heartbeat = found.getObject("heartbeat_at", OffsetDateTime.class);
                    String process = found.getString("process");
                    return new Row(
                            found.getLong("epoch"),
                            found.getString("owner"),
                            process == null ? "" : process,
                            heartbeat == null ? null : heartbeat.toInstant());
                })
                .optional();
    }

    /** Says that the owner lives; false when the lease went to another epoch. */
    public boolean beat(Claim.Held claim, Instant now) {
        return update(claim, now);
    }

    /** Gives the lease back, so that the next run need not wait for silence. */
    public void release(Claim.Held claim) {
        update(claim, null);
    }

    /** Throws {@link LeaseLost} where the lease went to another epoch. */
    public void verify(Claim.Held claim) {
        jdbc.sql("SELECT epoch, owner FROM sync_lease WHERE name = :name")
                .param("name", NAME)
                .query((found, n) -> new Claim.Held(found.getString("owner"), found.getLong("epoch")))
                .optional()
                .filter(now -> now.epoch() != claim.epoch())
                .ifPresent(LeaseLost::to);
    }

    /** The same inside the caller's transaction, and nobody takes the lease before that transaction has ended: what it commits was written by the one owner. */
    public void verifyUntilCommit(Claim.Held claim) {
        lockedRow()
                .filter(now -> now.epoch() != claim.epoch())
                .ifPresent(now -> LeaseLost.to(new Claim.Held(now.owner(), now.epoch())));
    }

    /** Writes to this database as the owner: nobody takes the lease before that is committed, and nothing is written where somebody took it before. */
    public <T> T asOwner(Claim.Held claim, Supplier<T> writes) {
        return Objects.requireNonNull(
                transactions.execute(status -> {
                    verifyUntilCommit(claim);
                    return writes.get();
                }),
                "a write has a result");
    }

    private boolean update(Claim.Held claim, @Nullable Instant heartbeat) {
        return jdbc.sql("UPDATE sync_lease SET heartbeat_at = :at WHERE name = :name AND epoch = :epoch")
                        .param("at", heartbeat == null ? null : at(heartbeat))
                        .param("name", NAME)
                        .param("epoch", claim.epoch())
                        .update()
                == 1;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** @param heartbeat null where the lease was given back */
    private record Row(
            long epoch,
            String owner,
            String process,
            @Nullable Instant heartbeat) {
        boolean isAlive(Instant now) {
            return heartbeat != null && silence(now).compareTo(DEAD_AFTER) < 0 && !ProcessIdentity.isGone(process);
        }

        Duration silence(Instant now) {
            return Duration.between(heartbeat == null ? Instant.EPOCH : heartbeat, now);
        }
    }

    /** How a claim ended. */
    public sealed interface Claim {
        /** Ours, under this epoch. */
        record Held(String owner, long epoch) implements Claim {}

        /** Another one works; its last heartbeat is this old. */
        record Busy(String owner, Duration silence) implements Claim {}
    }
}
