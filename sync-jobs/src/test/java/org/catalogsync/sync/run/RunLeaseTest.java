package org.catalogsync.sync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.catalogsync.sync.run.RunLease.Claim;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;

class RunLeaseTest {
    private static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");

    private static final ProcessIdentity A = new ProcessIdentity("a", "");
    private static final ProcessIdentity B = new ProcessIdentity("b", "");

    private RunLease lease;
    private JdbcTemplate jdbc;

    @BeforeEach
    void openDatabase() {
        DataSource database = new EmbeddedDatabaseBuilder()
                .setType(EmbeddedDatabaseType.H2)
                .generateUniqueName(true)
                .addScript("schema.sql")
                .build();
        jdbc = new JdbcTemplate(database);
        lease = new RunLease(jdbc, new JdbcTransactionManager(database));
    }

    private Claim claim(ProcessIdentity owner, Instant now) {
        return lease.claim(owner, () -> now);
    }

    @Test
    void givesAFreeLeaseAndRefusesTheNextWhileItsOwnerLives() {
        assertThat(claim(A, NOW)).isEqualTo(new Claim.Held("a", 1));

        assertThat(claim(B, NOW.plusSeconds(14))).isEqualTo(new Claim.Busy("a", Duration.ofSeconds(14)));
    }

    @Test
    void keepsALeaseAliveByItsHeartbeat() {
        Claim.Held held = (Claim.Held) claim(A, NOW);

        assertThat(lease.beat(held, NOW.plusSeconds(10))).isTrue();

        assertThat(claim(B, NOW.plusSeconds(20))).isInstanceOf(Claim.Busy.class);
    }

    @Test
    void takesOverASilentLeaseUnderAHigherEpochAndTellsTheLateOwner() {
        Claim.Held dead = (Claim.Held) claim(A, NOW);

        assertThat(claim(B, NOW.plusSeconds(15))).isEqualTo(new Claim.Held("b", 2));

        assertThat(lease.beat(dead, NOW.plusSeconds(16))).isFalse();
    }

    @Test
    void takesOverAtOnceFromAProcessThatIsKnownToBeGone() throws Exception {
        Process gone = new ProcessBuilder("sleep", "60").start();
        String proof = ProcessIdentity.of(gone.pid()).proof();
        assumeThat(proof).as("this system tells no process from another").isNotEmpty();
        claim(new ProcessIdentity("gone", proof), NOW);
        assertThat(claim(B, NOW)).isInstanceOf(Claim.Busy.class);

        gone.destroyForcibly().waitFor();

        assertThat(claim(B, NOW.plusMillis(1))).isEqualTo(new Claim.Held("b", 2));
    }

    @Test
    void permitsNothingToAnOwnerThatWasTakenOver() {
        Claim.Held late = (Claim.Held) claim(A, NOW);
        lease.verify(late);

        claim(B, NOW.plusSeconds(15));

        assertThatExceptionOfType(LeaseLost.class)
                .isThrownBy(() -> lease.verify(late))
                .withMessage("the lease went to b, epoch 2");
        assertThatExceptionOfType(LeaseLost.class).isThrownBy(() -> lease.verifyUntilCommit(late));
    }

    @Test
    void tellsALateOwnerAlsoWhereTheSuccessorEndedItsConnections() {
        Claim.Held late = (Claim.Held) claim(A, NOW);
        KeptLease kept = KeptLease.keep(lease, late, Clock.fixed(NOW, ZoneOffset.UTC));
        claim(B, NOW.plusSeconds(15));
        kept.beat();

        assertThatExceptionOfType(LeaseLost.class)
                .isThrownBy(() -> kept.whileOwned(() -> {
                    jdbc.execute("SHUTDOWN");
                    throw new IllegalStateException("the database has been closed");
                }))
                .satisfies(lost -> assertThat(lost.owner()).isEqualTo("another process"));
    }

    @Test
    void failsAsItFailedWhereTheDatabaseIsAwayAndNobodyTookTheLease() {
        KeptLease kept = KeptLease.keep(lease, (Claim.Held) claim(A, NOW), Clock.fixed(NOW, ZoneOffset.UTC));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> kept.whileOwned(() -> {
                    jdbc.execute("SHUTDOWN");
                    throw new IllegalStateException("the database has been closed");
                }));
    }

    @Test
    void leavesTheLeaseOfASuccessorAloneWhenALateOwnerGivesItBack() {
        Claim.Held late = (Claim.Held) claim(A, NOW);
        claim(B, NOW.plusSeconds(15));

        lease.release(late);

        assertThat(claim(A, NOW.plusSeconds(16))).isInstanceOf(Claim.Busy.class);
    }

    @Test
    void isFreeAtOnceWhenGivenBack() {
        Claim.Held held = (Claim.Held) claim(A, NOW);
        lease.release(held);

        assertThat(claim(B, NOW.plusSeconds(1))).isEqualTo(new Claim.Held("b", 2));
    }

    @Test
    void letsExactlyOneOfManyWin() throws Exception {
        List<Callable<Claim>> starts = IntStream.range(0, 8)
                .mapToObj(i -> (Callable<Claim>) () -> claim(new ProcessIdentity("owner" + i, ""), NOW))
                .toList();

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            long winners = 0;
            for (Future<Claim> claim : threads.invokeAll(starts)) {
                winners += claim.get() instanceof Claim.Held ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        }
    }
}
