package org.catalogsync.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RunLeaseTest {
    private static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");

    private RunLease lease;

    @BeforeEach
    void openDatabase() {
        DataSource database = new EmbeddedDatabaseBuilder()
                .setType(EmbeddedDatabaseType.H2)
                .generateUniqueName(true)
                .addScript("schema.sql")
                .build();
        lease = new RunLease(
                JdbcClient.create(database), new TransactionTemplate(new JdbcTransactionManager(database)));
    }

    @Test
    void givesAFreeLeaseAndRefusesTheNextWhileItsOwnerLives() {
        assertThat(lease.claim("a", NOW)).isEqualTo(new Claim.Held("a", 1));

        assertThat(lease.claim("b", NOW.plusSeconds(14))).isEqualTo(new Claim.Busy("a", Duration.ofSeconds(14)));
    }

    @Test
    void keepsALeaseAliveByItsHeartbeat() {
        Claim.Held held = (Claim.Held) lease.claim("a", NOW);

        assertThat(lease.beat(held, NOW.plusSeconds(10))).isTrue();

        assertThat(lease.claim("b", NOW.plusSeconds(20))).isInstanceOf(Claim.Busy.class);
    }

    @Test
    void takesOverASilentLeaseUnderAHigherEpochAndTellsTheLateOwner() {
        Claim.Held dead = (Claim.Held) lease.claim("a", NOW);

        assertThat(lease.claim("b", NOW.plusSeconds(15))).isEqualTo(new Claim.Held("b", 2));

        assertThat(lease.beat(dead, NOW.plusSeconds(16))).isFalse();
    }

    @Test
    void isFreeAtOnceWhenGivenBack() {
        Claim.Held held = (Claim.Held) lease.claim("a", NOW);
        lease.release(held);

        assertThat(lease.claim("b", NOW.plusSeconds(1))).isEqualTo(new Claim.Held("b", 2));
    }

    @Test
    void letsExactlyOneOfManyWin() throws Exception {
        List<Callable<Claim>> starts = IntStream.range(0, 8)
                .mapToObj(i -> (Callable<Claim>) () -> lease.claim("owner" + i, NOW))
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
