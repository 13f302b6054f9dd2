package org.catalogsync.sync.run;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One writer at a time: a row in the job repository's database with an owner, an epoch that only grows, and a heartbeat. A lease without heartbeat for {@link #DEAD_AFTER} may be taken over.
 */
public final class RunLease {
    /** How often the owner says that it lives. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /** Silence after which an owner counts as dead. */
    public static final Duration DEAD_AFTER = Duration.ofSeconds(15);

    private static final String NAME = "nightly";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    public RunLease(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Takes the lease for this owner unless a live one holds it. */
    public Claim claim(String owner, Instant now) {
        try {
            return transactions.execute(status -> claimLocked(owner, now));
        } catch (DuplicateKeyException e) {
            // Two first starts at once: the other one inserted the row a moment ago.
            return transactions.execute(status -> claimLocked(owner, now));
        }
    }

    private Claim claimLocked(String owner, Instant now) {
        Optional<Row> row = jdbc.sql("SELECT epoch, owner, heartbeat_at FROM sync_lease WHERE name = :name FOR UPDATE")
                .param("name", NAME)
                .query((found, n) -> {
                    OffsetDateTime heartbeat = found.getObject("heartbeat_at", OffsetDateTime.class);
                    return new Row(
                            found.getLong("epoch"),
                            found.getString("owner"),
                            heartbeat == null ? Instant.EPOCH : heartbeat.toInstant());
                })
                .optional();
        if (row.isEmpty()) {
            jdbc.sql("INSERT INTO sync_lease (name, epoch, owner, heartbeat_at) VALUES (:name, 1, :owner, :now)")
                    .param("name", NAME)
                    .param("owner", owner)
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .update();
            return new Claim.Held(owner, 1);
        }
        Row held = row.get();
        Duration silence = Duration.between(held.heartbeat(), now);
        if (silence.compareTo(DEAD_AFTER) < 0) {
            return new Claim.Busy(held.owner(), silence);
        }
        long epoch = held.epoch() + 1;
        jdbc.sql("UPDATE sync_lease SET epoch = :epoch, owner = :owner, heartbeat_at = :now WHERE name = :name")
                .param("epoch", epoch)
                .param("owner", owner)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("name", NAME)
                .update();
        return new Claim.Held(owner, epoch);
    }

    /** Says that the owner lives; false when the lease went to another epoch. */
    public boolean beat(Claim.Held claim, Instant now) {
        return update(claim, now);
    }

    /** Gives the lease back, so that the next run need not wait for silence. */
    public void release(Claim.Held claim) {
        update(claim, null);
    }

    private boolean update(Claim.Held claim, @org.jspecify.annotations.Nullable Instant heartbeat) {
        return jdbc.sql("UPDATE sync_lease SET heartbeat_at = :at WHERE name = :name AND epoch = :epoch")
                        .param("at", heartbeat == null ? null : heartbeat.atOffset(ZoneOffset.UTC))
                        .param("name", NAME)
                        .param("epoch", claim.epoch())
                        .update()
                == 1;
    }

    private record Row(long epoch, String owner, Instant heartbeat) {}

    /** How a claim ended. */
    public sealed interface Claim {
        /** Ours, under this epoch. */
        record Held(String owner, long epoch) implements Claim {}

        /** Another one works; its last heartbeat is this old. */
        record Busy(String owner, Duration silence) implements Claim {}
    }
}
