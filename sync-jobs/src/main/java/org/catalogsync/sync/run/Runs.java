package org.catalogsync.sync.run;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;

/** The runs of all nights, in the job repository's database. */
public final class Runs {
    /** Fact of a run whose process is taken for dead; it may only sleep. */
    public static final String PRESUMED_DEAD = "presumed_dead";

    private final JdbcClient jdbc;

    public Runs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public RunRecord open(RunRequest request, String owner, Instant now) {
        KeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        INSERT INTO sync_run (status, source, declaration, watermark, dry_run, owner, started_at)
                        VALUES ('RUNNING', :source, :declaration, :watermark, :dryRun, :owner, :now)
                        """)
                .param("source", request.source())
                .param("declaration", request.declaration())
                .param("watermark", request.watermark())
                .param("dryRun", request.dryRun())
                .param("owner", owner)
                .param("now", at(now))
                .update(key, "id");
        long id = Objects.requireNonNull(key.getKey(), "the database generated no run id")
                .longValue();
        return new RunRecord(id, RunStatus.RUNNING, request, owner, now, null);
    }

    /** Whether no run was ever opened here. */
    public boolean isEmpty() {
        return jdbc.sql("SELECT count(*) FROM sync_run").query(Long.class).single() == 0;
    }

    /** Numbers the next run above this one. */
    public void continueAfter(long run) {
        // A value cannot be a parameter of DDL; it is a number.
        jdbc.sql("ALTER TABLE sync_run ALTER COLUMN id RESTART WITH " + (run + 1))
                .update();
    }

    public void mark(long run, RunStatus status, @Nullable Instant endedAt) {
        jdbc.sql("UPDATE sync_run SET status = :status, ended_at = :ended WHERE id = :id")
                .param("status", status.name())
                .param("ended", endedAt == null ? null : at(endedAt))
                .param("id", run)
                .update();
    }

    /** For a process that ends before its run did; leaves a run alone that ended meanwhile. */
    public void markStopped(long run, Instant endedAt) {
        jdbc.sql("UPDATE sync_run SET status = 'STOPPED', ended_at = :ended WHERE id = :id AND status = 'RUNNING'")
                .param("ended", at(endedAt))
                .param("id", run)
                .update();
    }

    /** The run is being worked at by this owner. */
    public void carriedOnBy(long run, String owner) {
        jdbc.sql("UPDATE sync_run SET status = 'RUNNING', owner = :owner, ended_at = NULL WHERE id = :id")
                .param("owner", owner)
                .param("id", run)
                .update();
    }

    public Optional<RunRecord> find(long run) {
        return jdbc.sql("SELECT * FROM sync_run WHERE id = :id")
                .param("id", run)
                .query(Runs::read)
                .optional();
    }

    /** The newest runs first. */
    public List<RunRecord> latest(int limit) {
        return jdbc.sql("SELECT * FROM sync_run ORDER BY id DESC FETCH FIRST " + limit + " ROWS ONLY")
                .query(Runs::read)
                .list();
    }

    /** The newest run that went all the way before this one; dry runs do not count. */
    public Optional<RunRecord> lastGoodBefore(long run) {
        return jdbc.sql("""
                        SELECT * FROM sync_run WHERE status = 'COMPLETED' AND dry_run = FALSE AND id < :id
                        ORDER BY id DESC FETCH FIRST 1 ROWS ONLY
                        """).param("id", run).query(Runs::read).optional();
    }

    /** A run after this one that went all the way; dry runs do not count. */
    public Optional<RunRecord> firstGoodAfter(long run) {
        return jdbc.sql("""
                        SELECT * FROM sync_run WHERE status = 'COMPLETED' AND dry_run = FALSE AND id > :id
                        ORDER BY id FETCH FIRST 1 ROWS ONLY
                        """).param("id", run).query(Runs::read).optional();
    }

    /** Runs since the last good one, however they ended; dry runs do not count. */
    public List<RunRecord> unfinishedBefore(long run) {
        return jdbc.sql("""
                        SELECT * FROM sync_run WHERE dry_run = FALSE AND id < :id
                        AND id > (SELECT COALESCE(MAX(id), 0) FROM sync_run
                                  WHERE status = 'COMPLETED' AND dry_run = FALSE AND id < :id)
                        ORDER BY id
                        """).param("id", run).query(Runs::read).list();
    }

    /** Runs since the last good one whose processes are taken for dead, and which this one does not go on with. */
    public List<RunRecord> abandonedBefore(long run) {
        return jdbc.sql("""
                        SELECT * FROM sync_run WHERE dry_run = FALSE AND id < :id
                        AND id > (SELECT COALESCE(MAX(id), 0) FROM sync_run
                                  WHERE status = 'COMPLETED' AND dry_run = FALSE AND id < :id)
                        AND id IN (SELECT run_id FROM sync_run_fact WHERE name = :dead)
                        ORDER BY id
                        """)
                .param("id", run)
                .param("dead", PRESUMED_DEAD)
                .query(Runs::read)
                .list();
    }

    public List<RunRecord> running() {
        return jdbc.sql("SELECT * FROM sync_run WHERE status = 'RUNNING' ORDER BY id")
                .query(Runs::read)
                .list();
    }

    public void accept(long run, Acceptance acceptance) {
        jdbc.sql(
                        "INSERT INTO sync_gate_acceptance (run_id, accepted_at, who, reason) VALUES (:run, :at, :who, :reason)")
                .param("run", run)
                .param("at", at(acceptance.at()))
                .param("who", acceptance.who())
                .param("reason", acceptance.reason())
                .update();
    }

    public List<Acceptance> acceptances(long run) {
        return jdbc.sql(
                        "SELECT accepted_at, who, reason FROM sync_gate_acceptance WHERE run_id = :run ORDER BY accepted_at")
                .param("run", run)
                .query((row, n) -> new Acceptance(
                        row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                        row.getString("who"),
                        row.getString("reason")))
                .list();
    }

    /** Who let a gated run go on, when and why. */
    public record Acceptance(Instant at, String who, String reason) {}

    private static RunRecord read(java.sql.ResultSet row, int n) throws java.sql.SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new RunRecord(
                row.getLong("id"),
                RunStatus.valueOf(row.getString("status")),
                new RunRequest(
                        row.getString("source"),
                        row.getString("declaration"),
                        row.getString("watermark"),
                        row.getBoolean("dry_run")),
                row.getString("owner"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
