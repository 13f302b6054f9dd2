package org.catalogsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.catalogsync.sync.run.ProcessIdentity;
import org.catalogsync.sync.run.RunLease;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;

class OperatorLeaseTest {
    private final Clock clock = Clock.systemUTC();

    @Test
    void tellsAWriterThatSleptWhoTookTheLeaseOver() {
        DataSource database = new EmbeddedDatabaseBuilder()
                .setType(EmbeddedDatabaseType.H2)
                .generateUniqueName(true)
                .addScript("schema.sql")
                .build();
        RunLease lease = new RunLease(new JdbcTemplate(database), new JdbcTransactionManager(database));

        OperatorLease.Turn<String> turn = new OperatorLease(lease, clock).take(permit -> {
            lease.claim(new ProcessIdentity("another", ""), Clock.offset(clock, Duration.ofHours(1)));
            permit.check();
            return "written";
        });

        assertThat(turn).isEqualTo(new OperatorLease.Turn.TakenOver<String>("another"));
    }
}
