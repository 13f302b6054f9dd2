package org.catalogsync.devstack.erp;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ERP's own database, read for each question by key: what was committed before a question is in its answer. Rows are found whose ISBN is written as 13 or 10 plain digits. */
final class DatabaseCatalogue implements Catalogue {
    private static final String COLUMNS =
            Arrays.stream(Column.values()).map(Column::column).collect(Collectors.joining(", "));

    private final DatabaseAddress address;
    private final Connections connections = new Connections();

    DatabaseCatalogue(DatabaseAddress address) {
        this.address = address;
    }

    @Override
    public List<Volume> volumes(List<Long> keys) throws IOException {
        String url = address.find().orElseThrow(() -> new IOException("the ERP's database does not run"));
        List<String> written = keys.stream()
                .distinct()
                .flatMap(key -> Stream.of(IsbnKey.digits(key), IsbnKey.tenDigits(key)))
                .filter(isbn -> !isbn.isEmpty())
                .toList();
        try {
            return connections.read(url, connection -> rows(connection, written));
        } catch (SQLException e) {
            throw new IOException("the ERP's database does not answer: " + e.getMessage(), e);
        }
    }

    private static List<Volume> rows(Connection connection, List<String> written) throws SQLException {
        String places = String.join(", ", Collections.nCopies(written.size(), "?"));
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT " + COLUMNS + " FROM PRODUCTS WHERE ISBN IN (" + places + ") ORDER BY ISBN")) {
            for (int i = 0; i < written.size(); i++) {
                select.setString(i + 1, written.get(i));
            }
            try (ResultSet row = select.executeQuery()) {
                List<Volume> volumes = new ArrayList<>();
                while (row.next()) {
                    volumes.add(volume(row));
                }
                return volumes;
            }
        }
    }

    private static Volume volume(ResultSet row) throws SQLException {
        Map<Column, byte[]> cells = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            String cell = row.getString(column.column());
            if (cell != null) {
                cells.put(column, XmlBytes.of(cell));
            }
        }
        return new Volume(IsbnKey.of(row.getString(Column.ISBN.column())), cells);
    }

    @Override
    public String description() {
        return "the ERP's database";
    }

    @Override
    public void close() {
        connections.close();
    }
}
