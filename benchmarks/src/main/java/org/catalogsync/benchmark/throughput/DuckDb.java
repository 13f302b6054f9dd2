package org.catalogsync.benchmark.throughput;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Objects;
import java.util.stream.Collectors;

/** DuckDB: a typed {@code read_csv}, the same checks in SQL, a hash of every accepted row; reads UTF-8 only. */
final class DuckDb {

    private DuckDb() {}

    static void main(String[] args) throws Exception {
        long begin = System.nanoTime();
        Sample sample = Sample.read(Path.of(args[0]));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + Share.THREADS);
            statement.execute("SET preserve_insertion_order = false");
            // Its native library is unpacked by now, which no server would do per query.
            long connected = System.nanoTime();
            try (ResultSet result = statement.executeQuery(query(sample))) {
                result.next();
                long refused = refused(connection);
                Counts.since(
                                connected,
                                result.getLong("rows") + refused,
                                result.getLong("accepted"),
                                result.getString("hashes"))
                        .print();
            }
            System.out.printf("connected after %.3f s%n", (connected - begin) / 1e9);
        }
    }

    /** Rows that it could not split or decode: it leaves them out of the result. */
    private static long refused(Connection connection) throws java.sql.SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT count(DISTINCT (file_id, line)) FROM reject_errors")) {
            result.next();
            return result.getLong(1);
        }
    }

    private static String query(Sample sample) throws java.io.IOException {
        String files =
                sample.files().stream().map(file -> "'" + file + "'").collect(Collectors.joining(", ", "[", "]"));
        try (InputStream in = Objects.requireNonNull(DuckDb.class.getResourceAsStream("checks.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("$FILES", files);
        }
    }
}
