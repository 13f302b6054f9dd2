package org.catalogsync.part.erp;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/**
 * Runs the SQL that comes on the standard input: arguments would go through the locale's encoding, which often knows no
 * Japanese. Exit codes: 0 done, 1 failed.
 */
public final class Sql {

    private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    private static final PrintStream ERR = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    private Sql() {}

    /** Arguments: the database's JDBC address, what the input is called in messages. */
    public static void main(String[] args) {
        int code = run(args[0], args[1]);
        OUT.flush();
        System.exit(code);
    }

    private static int run(String url, String name) {
        Properties settings = new Properties();
        // As MySQL's own client counts: a row that stays as it is was not affected.
        settings.setProperty("useAffectedRows", "true");
        try {
            List<String> statements = Statements.in(standardInput(name));
            try (Connection connection = DriverManager.getConnection(url, settings);
                    Statement statement = connection.createStatement()) {
                for (int i = 0; i < statements.size(); i++) {
                    execute(statement, statements.get(i), "statement " + (i + 1) + " of " + statements.size());
                }
            }
            return 0;
        } catch (SQLException | IOException e) {
            OUT.flush();
            ERR.println(e.getMessage());
            return 1;
        }
    }

    private static String standardInput(String name) throws IOException {
        byte[] bytes = System.in.readAllBytes();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(name + " is not UTF-8; nothing was run", e);
        }
    }

    /** Each statement's outcome as it comes, so that it is seen how far a file got. */
    private static void execute(Statement statement, String sql, String which) throws SQLException {
        try {
            if (statement.execute(sql)) {
                print(statement.getResultSet());
            } else {
                int count = statement.getUpdateCount();
                OUT.println(count + (count == 1 ? " row affected" : " rows affected"));
            }
        } catch (SQLException e) {
            throw new SQLException(which + ": " + e.getMessage(), e);
        }
    }

    private static void print(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            line.append(i == 1 ? "" : "\t").append(columns.getColumnLabel(i));
        }
        OUT.println(line);
        while (rows.next()) {
            line.setLength(0);
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                line.append(i == 1 ? "" : "\t").append(cell(rows.getString(i)));
            }
            OUT.println(line);
        }
    }

    /** One row stays one line, as in the database's own client. */
    private static String cell(String value) {
        return value == null
                ? "NULL"
                : value.replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
    }
}
