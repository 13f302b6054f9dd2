package org.catalogsync.sync.run;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Transactions that a silent process left open. Their locks live in the database server: a process that sleeps between the last write of a unit and its commit would hold up its successor for as long as it
 * sleeps. Ending the session is the only way to end somebody else's transaction; its process is told by an error at its next statement.
 */
final class OpenTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(OpenTransactions.class);

    private final JdbcOperations jdbc;

    OpenTransactions(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Ends those that wrote or locked something and have rested for a second since, which no process does that is awake. Returns how many; a database that cannot tell has none. */
    int end() {
        try {
            Dialect dialect = Dialect.of(jdbc.execute((ConnectionCallback<String>)
                    connection -> connection.getMetaData().getDatabaseProductName()));
            int ended = 0;
            for (Long session : jdbc.queryForList(dialect.resting, Long.class)) {
                if (Boolean.TRUE.equals(jdbc.queryForObject(dialect.end, Boolean.class, session))) {
                    LOG.warn("ended the open transaction of a silent process, session {} of the database", session);
                    ended++;
                }
            }
            return ended;
        } catch (DataAccessException e) {
            LOG.warn("cannot end the open transactions of a silent process: {}", e.toString());
            return 0;
        }
    }

    /** What differs from database to database. */
    private enum Dialect {
        /** Only sessions at these very tables: a database may be shared. */
        POSTGRESQL("""
                SELECT pid FROM pg_stat_activity
                WHERE datname = current_database() AND usename = current_user AND application_name = current_setting('application_name')
                AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL AND state LIKE 'idle in transaction%'
                AND pid IN (SELECT pid FROM pg_locks WHERE relation IN ('sync_lease'::regclass, 'sync_run_fact'::regclass))
                AND state_change < clock_timestamp() - INTERVAL '1' SECOND
                """, "SELECT pg_terminate_backend(CAST(? AS INTEGER), 2000)"),
        H2("""
                SELECT session_id FROM information_schema.sessions
                WHERE session_id <> SESSION_ID() AND contains_uncommitted
                AND sleep_since < CURRENT_TIMESTAMP - INTERVAL '1' SECOND
                """, "SELECT ABORT_SESSION(?)");

        private final String resting;
        private final String end;

        Dialect(String resting, String end) {
            this.resting = resting;
            this.end = end;
        }

        static Dialect of(@Nullable String product) {
            return "PostgreSQL".equals(product) ? POSTGRESQL : H2;
        }
    }
}
