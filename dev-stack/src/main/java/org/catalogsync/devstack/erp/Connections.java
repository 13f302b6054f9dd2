package org.catalogsync.devstack.erp;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A few connections to the database, for reading only. One that was idle may be dead, so what fails on it is tried once more on a new one. */
final class Connections implements AutoCloseable {
    private static final int MOST = 8;
    private static final long PATIENCE_MILLIS = 2_000;

    private final Semaphore places = new Semaphore(MOST, true);
    private final Deque<Open> idle = new ConcurrentLinkedDeque<>();

    private record Open(String url, Connection connection) {}

    /** What to read; it may be done twice. */
    @FunctionalInterface
    interface Reading<T> {
        T on(Connection connection) throws SQLException;
    }

    <T> T read(String url, Reading<T> reading) throws SQLException {
        if (!isPlaced()) {
            throw new SQLException("none of " + MOST + " connections became free within " + PATIENCE_MILLIS + " ms");
        }
        try {
            Open used = idle(url);
            if (used != null) {
                try {
                    return kept(used, reading);
                } catch (SQLException dead) {
                    // Told below, where a new one fails too.
                }
            }
            return kept(new Open(url, DriverManager.getConnection(url, limits())), reading);
        } finally {
            places.release();
        }
    }

    private boolean isPlaced() throws SQLException {
        try {
            return places.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting for a connection", e);
        }
    }

    private @Nullable Open idle(String url) {
        for (Open open = idle.poll(); open != null; open = idle.poll()) {
            if (open.url().equals(url)) {
                return open;
            }
            closeQuietly(open);
        }
        return null;
    }

    private <T> T kept(Open open, Reading<T> reading) throws SQLException {
        try {
            T read = reading.on(open.connection());
            idle.push(open);
            return read;
        } catch (SQLException e) {
            closeQuietly(open);
            throw e;
        }
    }

    /** Of MariaDB's driver: a database that is away must not hold a question for minutes. */
    private static Properties limits() {
        Properties limits = new Properties();
        limits.setProperty("connectTimeout", String.valueOf(PATIENCE_MILLIS));
        limits.setProperty("socketTimeout", String.valueOf(PATIENCE_MILLIS));
        return limits;
    }

    private static void closeQuietly(Open open) {
        try {
            open.connection().close();
        } catch (SQLException gone) {
            // It was to be closed.
        }
    }

    @Override
    public void close() {
        for (Open open = idle.poll(); open != null; open = idle.poll()) {
            closeQuietly(open);
        }
    }
}
