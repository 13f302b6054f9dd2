package org.catalogsync.sync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Properties;
import org.catalogsync.sync.run.RunLease.Claim;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** An owner that fell asleep between the last write of a unit and its commit: its locks stay in the database. {@code -Dcampaign.repository=jdbc:postgresql://…} has it in PostgreSQL. */
class OpenTransactionsTest {
    private static final ProcessIdentity SLEEPER = new ProcessIdentity("sleeper", "");
    private static final ProcessIdentity SUCCESSOR = new ProcessIdentity("successor", "");

    @TempDir
    Path folder;

    private Server server;
    private DriverManagerDataSource database;
    private JdbcTemplate jdbc;
    private RunLease lease;
    private Instant now = Instant.parse("2026-03-01T03:00:00Z");

    @BeforeEach
    void openDatabase() throws SQLException {
        server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", folder.toString())
                .start();
        database = new DriverManagerDataSource(
                System.getProperty("campaign.repository", "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/./jobs"));
        if (database.getUrl() != null && database.getUrl().startsWith("jdbc:postgresql:")) {
            Properties asInProduction = new Properties();
            asInProduction.setProperty("ApplicationName", "catalog-sync");
            asInProduction.setProperty("options", "-c lock_timeout=3s");
            database.setConnectionProperties(asInProduction);
        }
        startProgram();
        jdbc = new JdbcTemplate(database);
        jdbc.update("DELETE FROM sync_lease");
        jdbc.update("DELETE FROM sync_run_fact WHERE run_id = -1");
        lease = new RunLease(jdbc, new JdbcTransactionManager(database));
        lease.claim(SLEEPER, () -> now);
    }

    @AfterEach
    void closeDatabase() {
        server.stop();
    }

    @Test
    void keepsALockedLeaseWhileItsOwnersHeartbeatIsYoung() throws SQLException {
        try (Connection asleep = open("SELECT epoch FROM sync_lease FOR UPDATE")) {
            now = now.plusSeconds(14);

            assertThat(lease.claim(SUCCESSOR, () -> now))
                    .isInstanceOfSatisfying(
                            Claim.Busy.class, busy -> assertThat(busy.owner()).isEqualTo("sleeper"));

            asleep.commit();
        }
    }

    @Test
    void takesALeaseWhoseSilentOwnerSleepsWithinItsCommit() throws SQLException {
        try (Connection asleep = open("SELECT epoch FROM sync_lease FOR UPDATE")) {
            write(asleep, "half a unit");
            now = now.plusSeconds(15);

            assertThat(lease.claim(SUCCESSOR, () -> now)).isEqualTo(new Claim.Held("successor", 2));

            assertThatThrownBy(asleep::commit).isInstanceOf(SQLException.class);
        }
        assertThat(written()).isZero();
    }

    @Test
    void freesWhatASilentOwnerWroteWithoutCommit() throws SQLException {
        try (Connection asleep = open("SELECT 1")) {
            write(asleep, "a receipt");
            sleepForASecond();
            now = now.plusSeconds(15);

            lease.claim(SUCCESSOR, () -> now);

            try (Connection awake = database.getConnection()) {
                write(awake, "the same receipt");
            }
            assertThatThrownBy(asleep::commit).isInstanceOf(SQLException.class);
        }
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void startsBesideASleeperThatOnlyLookedAtTheLease() throws SQLException {
        try (Connection asleep = open("SELECT epoch FROM sync_lease")) {
            startProgram();
            now = now.plusSeconds(15);

            assertThat(lease.claim(SUCCESSOR, () -> now)).isEqualTo(new Claim.Held("successor", 2));

            asleep.rollback();
        }
    }

    /** What every start does before it claims anything. */
    private void startProgram() {
        new ResourceDatabasePopulator(new ClassPathResource("schema.sql")).execute(database);
    }

    /** A connection in the middle of a transaction. */
    private Connection open(String first) throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(first);
        }
        return connection;
    }

    private static void write(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO sync_run_fact (run_id, name, json) VALUES (-1, 'unit', '" + text + "')");
        }
    }

    private int written() {
        return jdbc.queryForList("SELECT name FROM sync_run_fact WHERE run_id = -1")
                .size();
    }

    /** A process that is awake never rests so long with locks. */
    private static void sleepForASecond() {
        try {
            Thread.sleep(1_200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
