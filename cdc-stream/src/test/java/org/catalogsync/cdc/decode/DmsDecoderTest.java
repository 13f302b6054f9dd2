package org.catalogsync.cdc.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.catalogsync.cdc.decode.Fixtures.COMMITTED;
import static org.catalogsync.cdc.decode.Fixtures.ISBN;
import static org.catalogsync.cdc.decode.Fixtures.OTHER_ISBN;
import static org.catalogsync.cdc.decode.Fixtures.WRITTEN;
import static org.catalogsync.cdc.decode.Fixtures.bytes;
import static org.catalogsync.cdc.decode.Fixtures.change;
import static org.catalogsync.cdc.decode.Fixtures.decoder;
import static org.catalogsync.cdc.decode.Fixtures.json;
import static org.catalogsync.cdc.decode.Fixtures.metadata;
import static org.catalogsync.cdc.decode.Fixtures.only;
import static org.catalogsync.cdc.decode.Fixtures.poison;
import static org.catalogsync.cdc.decode.Fixtures.record;
import static org.catalogsync.cdc.decode.Fixtures.row;
import static org.catalogsync.cdc.decode.Fixtures.version;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.cdc.decode.Decoded.Change;
import org.catalogsync.cdc.decode.Decoded.Noted;
import org.catalogsync.cdc.decode.Decoded.Poison;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StockStatus;
import org.catalogsync.model.WriteDecision.Incoming;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DmsDecoderTest {
    private static final Isbn KEY = new Isbn("9784065193211");
    private static final Isbn OTHER_KEY = new Isbn(OTHER_ISBN);
    private static final Product PRODUCT = new Product(
            KEY,
            "進撃の巨人 (34)",
            "シンゲキノキョジン",
            "諫山創",
            null,
            12,
            StockStatus.IN_STOCK,
            550,
            "TK01",
            LocalDate.of(2024, 7, 1),
            3);

    private final DmsDecoder decoder = decoder();

    @Test
    void capturedRecordOfAnotherTableIsNoted() {
        String captured = """
                {"data":{"id":46,"age":31},"metadata":{"timestamp":"2024-07-29T00:57:35.691762Z","record-type":"data",
                 "operation":"insert","partition-key-type":"schema-table","schema-name":"public","table-name":"foo",
                 "commit-timestamp":"2024-07-29T00:58:17.974340Z","stream-position":"00000002/7C007178.3.00000002/7C007178",
                 "transaction-id":1139,"transaction-record-id":1}}""";

        assertThat(decoder.decode(bytes(captured))).containsExactly(new Noted("other-table", "public.foo"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert", "update"})
    void wholeRowIsPutUnderItsPlaceInTheLog(String operation) {
        Change change = change(decoder.decode(record(row(), metadata(operation))));

        SourceVersion.Change version = new SourceVersion.Change(
                Fixtures.EPOCH,
                BigInteger.valueOf(123).shiftLeft(64).add(BigInteger.valueOf(4567)),
                7,
                Instant.parse(COMMITTED));
        assertThat(change)
                .isEqualTo(new Change(
                        new Incoming.Put(PRODUCT, version), ISBN, operation, "ERP.PRODUCTS", Instant.parse(WRITTEN)));
    }

    @Test
    void prettyPrintedRecordReadsTheSame() {
        Map<String, Object> record = new LinkedHashMap<>(Map.of("data", row(), "metadata", metadata("insert")));
        byte[] pretty = Fixtures.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(record);

        assertThat(pretty).contains('\n');
        assertThat(decoder.decode(pretty)).isEqualTo(decoder.decode(json(record)));
    }

    @Test
    void byteOrderMarkIsPassedOver() {
        byte[] record = record(row(), metadata("insert"));
        byte[] marked = new byte[record.length + 3];
        marked[0] = (byte) 0xEF;
        marked[1] = (byte) 0xBB;
        marked[2] = (byte) 0xBF;
        System.arraycopy(record, 0, marked, 3, record.length);

        assertThat(decoder.decode(marked)).isEqualTo(decoder.decode(record));
    }

    @Test
    void columnsAreFoundByNameInAnyOrderAndCase() {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(row().keySet());
        names.reversed().forEach(name -> row.put(name.toLowerCase(java.util.Locale.ROOT), row().get(name)));

        assertThat(change(decoder.decode(record(row, metadata("insert")))).incoming())
                .isInstanceOfSatisfying(
                        Incoming.Put.class, put -> assertThat(put.product()).isEqualTo(PRODUCT));
    }

    @Test
    void loadedRowOnlyFillsAndIsDatedBeforeItWasRead() {
        Change change = change(decoder.decode(record(row(), metadata("load"))));

        assertThat(change.incoming())
                .isEqualTo(new Incoming.Fill(
                        PRODUCT,
                        new SourceVersion.Change(
                                Fixtures.EPOCH,
                                SourceVersion.Change.NO_POSITION,
                                0,
                                Instant.parse(WRITTEN).minus(Fixtures.LOAD_MARGIN))));
    }

    @Test
    void loadedRowTakesNoPlaceInTheLogEvenWhereTheRecordHasOne() {
        Map<String, @Nullable Object> metadata = metadata("load", "stream-position", "16/B374D848");
        metadata.put("commit-timestamp", COMMITTED);
        metadata.put("transaction-record-id", 5);

        SourceVersion.Change version = version(change(decoder.decode(record(row(), metadata))));

        assertThat(version.position()).isEqualTo(SourceVersion.Change.NO_POSITION);
        assertThat(version.at()).isEqualTo(Instant.parse(WRITTEN).minus(Fixtures.LOAD_MARGIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TITLE_KANA", "GENRE", "UPDATED_AT", "QTY"})
    void rowThatLacksAnyMappedColumnIsAHint(String absent) {
        Map<String, @Nullable Object> row = row();
        row.remove(absent);

        Change change = change(decoder.decode(record(row, metadata("update"))));

        assertThat(change.incoming()).isInstanceOf(Incoming.Partial.class);
        assertThat(change.incoming().isbn()).isEqualTo(KEY);
        assertThat(change.sourceKey()).isEqualTo(ISBN);
    }

    @Test
    void rowWithoutAReadableKeyIsPoison() {
        Map<String, @Nullable Object> row = row("ISBN", "978-4-08-882751-6");
        row.remove("GENRE");

        assertThat(poison(decoder.decode(record(row, metadata("update")))))
                .isEqualTo(
                        new Poison("bad_key", "data.ISBN", "an ISBN whose check digit is right", "978-4-08-882751-6"));
    }

    @Test
    void rejectedRowTellsEveryReason() {
        Map<String, @Nullable Object> row = row("QTY", -3);
        row.put("TITLE", null);

        Poison poison = poison(decoder.decode(record(row, metadata("insert"))));

        assertThat(poison.code()).isEqualTo("row_rejected");
        assertThat(poison.found()).contains("title_missing", "quantity_negative", "-3");
        assertThat(poison.expected()).contains("TITLE", "QTY");
    }

    @ParameterizedTest
    @CsvSource({"9.784088827513E12,9784088827513", "9784088827513,9784088827513", "978408882751.3E1,9784088827513"})
    void numbersReadAsPlainDigits(String number, String sourceKey) {
        String record = new String(
                        record(row("ISBN", "@"), metadata("insert")), java.nio.charset.StandardCharsets.UTF_8)
                .replace("\"@\"", number);

        assertThat(change(decoder.decode(bytes(record))).sourceKey()).isEqualTo(sourceKey);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2E1,12",
        "12e0,12",
        "0.12E+2,12",
        "120E-1,12",
        "1.50E2,150",
        "0E10,0",
        "-0E0,0",
        "1E3,1000",
        "1.5E0,1.5",
        "12.50,12.50",
        "100E-2,1"
    })
    void plainDigitsAreExact(String number, String plain) {
        assertThat(JsonText.plain(number)).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E999999999", "1E-999999999", "1E99999999999999999999", "1E65", "0E-99"})
    void numbersOfAbsurdLengthAreNeverWrittenOut(String number) {
        String record = new String(
                        record(row("PRICE_JPY", "@"), metadata("insert")), java.nio.charset.StandardCharsets.UTF_8)
                .replace("\"@\"", number);

        Poison poison = poison(decoder.decode(bytes(record)));

        assertThat(poison.code()).isEqualTo("bad_number");
        assertThat(poison.where()).isEqualTo("data.PRICE_JPY");
    }

    @Test
    void truthValuesReadAsTheirNames() {
        assertThat(change(decoder.decode(record(row("TITLE", true), metadata("insert"))))
                        .incoming())
                .isInstanceOfSatisfying(
                        Incoming.Put.class,
                        put -> assertThat(put.product().title()).isEqualTo("true"));
    }

    @Test
    void changedKeyIsADeleteAndAPutOfOneVersion() {
        List<Decoded> ends =
                decoder.decode(record(row(), Map.of("ISBN", "978-4-08-882751-3", "QTY", 3), metadata("update")));

        assertThat(ends).hasSize(2);
        Change gone = (Change) ends.get(0);
        Change come = (Change) ends.get(1);
        assertThat(gone.incoming()).isEqualTo(new Incoming.Delete(OTHER_KEY, version(come), "978-4-08-882751-3"));
        assertThat(gone.sourceKey()).isEqualTo("978-4-08-882751-3");
        assertThat(come.incoming()).isInstanceOf(Incoming.Put.class);
        assertThat(come.incoming().isbn()).isEqualTo(KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9784065193211", "978-4-06-519321-1", "4065193214"})
    void anotherSpellingOfTheKeyIsNoChangeOfIt(String old) {
        assertThat(change(decoder.decode(record(row(), Map.of("ISBN", old), metadata("update"))))
                        .incoming())
                .isInstanceOf(Incoming.Put.class);
    }

    @Test
    void keyThatTheBeforeImageLeavesOutIsUnchanged() {
        assertThat(change(decoder.decode(record(row(), Map.of("QTY", 3), metadata("update"))))
                        .incoming())
                .isInstanceOf(Incoming.Put.class);
        assertThat(change(decoder.decode(record(row(), Map.of(), metadata("update"))))
                        .incoming())
                .isInstanceOf(Incoming.Put.class);
    }

    @Test
    void rejectedRowUnderANewKeyStillDeletesTheOld() {
        List<Decoded> ends = decoder.decode(record(row("QTY", -1), Map.of("ISBN", OTHER_ISBN), metadata("update")));

        assertThat(ends).hasSize(2);
        assertThat(((Change) ends.get(0)).incoming()).isInstanceOf(Incoming.Delete.class);
        assertThat(((Change) ends.get(0)).incoming().isbn()).isEqualTo(OTHER_KEY);
        assertThat(((Poison) ends.get(1)).code()).isEqualTo("row_rejected");
    }

    @Test
    void unreadableNewKeyHoldsTheOld() {
        List<Decoded> ends = decoder.decode(
                record(row("ISBN", "978-4-08-88275?-3"), Map.of("ISBN", OTHER_ISBN), metadata("update")));

        assertThat(ends).hasSize(2);
        assertThat(((Change) ends.get(0)).incoming()).isInstanceOf(Incoming.Partial.class);
        assertThat(((Change) ends.get(0)).incoming().isbn()).isEqualTo(OTHER_KEY);
        assertThat(((Poison) ends.get(1)).code()).isEqualTo("row_rejected");
    }

    @Test
    void partOfARowUnderANewKeyDeletesTheOldAndHintsAtTheNew() {
        List<Decoded> ends =
                decoder.decode(record(Map.of("ISBN", ISBN), Map.of("ISBN", OTHER_ISBN), metadata("update")));

        assertThat(ends).hasSize(2);
        assertThat(((Change) ends.get(0)).incoming()).isInstanceOf(Incoming.Delete.class);
        assertThat(((Change) ends.get(1)).incoming()).isInstanceOf(Incoming.Partial.class);
    }

    @Test
    void updateThatOnlyTheBeforeImageGivesAKeyIsAHintOfIt() {
        Change change = change(decoder.decode(record(Map.of("QTY", 4), Map.of("ISBN", ISBN), metadata("update"))));

        assertThat(change.incoming()).isInstanceOf(Incoming.Partial.class);
        assertThat(change.incoming().isbn()).isEqualTo(KEY);
    }

    @Test
    void brokenOldKeyIsPoisonBesideTheRow() {
        List<Decoded> ends = decoder.decode(record(row(), Map.of("ISBN", List.of(OTHER_ISBN)), metadata("update")));

        assertThat(((Change) ends.get(0)).incoming()).isInstanceOf(Incoming.Put.class);
        assertThat(((Poison) ends.get(1)).where()).isEqualTo("before-image.ISBN");
    }

    @Test
    void deleteOfPostgresWithNullsBesideTheKeyIsADelete() {
        Map<String, @Nullable Object> row = row();
        row.replaceAll((name, value) -> name.equals("ISBN") ? value : null);

        Change change = change(decoder.decode(record(row, metadata("delete"))));

        assertThat(change.incoming()).isEqualTo(new Incoming.Delete(KEY, version(change), ISBN));
        assertThat(change.operation()).isEqualTo("delete");
    }

    @Test
    void deleteTakesItsKeyFromTheBeforeImageWhereTheDataLacksIt() {
        Map<String, @Nullable Object> nulls = new HashMap<>();
        nulls.put("ISBN", null);
        Map<String, Object> withoutData = Map.of("before-image", Map.of("ISBN", ISBN), "metadata", metadata("delete"));

        for (byte[] record : List.of(
                record(Map.of(), Map.of("ISBN", ISBN), metadata("delete")),
                record(nulls, Map.of("ISBN", ISBN), metadata("delete")),
                json(withoutData))) {
            assertThat(change(decoder.decode(record)).incoming())
                    .isInstanceOfSatisfying(Incoming.Delete.class, delete -> {
                        assertThat(delete.isbn()).isEqualTo(KEY);
                        assertThat(delete.sourceKey()).isEqualTo(ISBN);
                    });
        }
    }

    @Test
    void deleteWithoutAReadableKeyIsPoison() {
        assertThat(poison(decoder.decode(record(Map.of("QTY", 1), metadata("delete"))))
                        .code())
                .isEqualTo("bad_key");
        assertThat(poison(decoder.decode(record(Map.of("ISBN", "?"), metadata("delete"))))
                        .found())
                .isEqualTo("?");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-07-29T00:57:35.691762Z,2024-07-29T00:57:35.691762Z",
        "2024-07-29T00:57:35Z,2024-07-29T00:57:35Z",
        "2024-07-29T09:57:35+09:00,2024-07-29T00:57:35Z",
        "2024-07-29T09:57:35.5+09:00,2024-07-29T00:57:35.5Z",
        "2024-07-29 00:57:35,2024-07-29T00:57:35Z",
        "2024-07-29 00:57:35.691762,2024-07-29T00:57:35.691762Z",
        "2024-07-29T00:57:35.691762,2024-07-29T00:57:35.691762Z",
        "2999-01-01T00:00:00Z,2999-01-01T00:00:00Z",
    })
    void timesWithoutAZoneAreOfUtc(String text, Instant at) {
        Change change = change(decoder.decode(record(row(), metadata("insert", "commit-timestamp", text))));

        assertThat(version(change).at()).isEqualTo(at);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2024-02-30 00:00:00",
                "+999999999-12-31T23:59:59Z",
                "2024-07-29",
                "1722214655",
                "24:00"
            })
    void garbledTimesArePoison(String text) {
        for (String field : List.of("timestamp", "commit-timestamp")) {
            Poison poison = poison(decoder.decode(record(row(), metadata("insert", field, text))));

            assertThat(poison.code()).isEqualTo("bad_timestamp");
            assertThat(poison.where()).isEqualTo("metadata." + field);
            assertThat(poison.found()).isEqualTo(text);
        }
    }

    @Test
    void commitTimeIsTheWritersWhereDmsLeavesItOut() {
        Map<String, @Nullable Object> metadata = metadata("insert");
        metadata.remove("commit-timestamp");

        assertThat(version(change(decoder.decode(record(row(), metadata)))).at())
                .isEqualTo(Instant.parse(WRITTEN));
    }

    @Test
    void absentTimeIsPoison() {
        Map<String, @Nullable Object> metadata = metadata("insert");
        metadata.remove("timestamp");

        assertThat(poison(decoder.decode(record(row(), metadata))).code()).isEqualTo("bad_timestamp");
    }

    @Test
    void absentTransactionDetailsAreNoPosition() {
        Map<String, @Nullable Object> metadata = metadata("insert");
        metadata.remove("stream-position");
        metadata.remove("transaction-record-id");

        SourceVersion.Change version = version(change(decoder.decode(record(row(), metadata))));

        assertThat(version.position()).isEqualTo(SourceVersion.Change.NO_POSITION);
        assertThat(version.record()).isZero();
    }

    @Test
    void positionOfAnUndeclaredFormLeavesTheOrderToTimeAndIsTold() {
        List<String> told = new ArrayList<>();
        DmsDecoder decoder = decoder(PositionFormat.AUTO, new DecodeObserver() {
            @Override
            public void unreadPosition(String text) {
                told.add(text);
            }
        });

        Change change = change(decoder.decode(record(row(), metadata("insert", "stream-position", "over there"))));

        assertThat(version(change).position()).isEqualTo(SourceVersion.Change.NO_POSITION);
        assertThat(told).containsExactly("over there");
    }

    @Test
    void positionOfAnotherFormThanDeclaredIsPoison() {
        DmsDecoder decoder = decoder(PositionFormat.POSTGRES, DecodeObserver.NONE);

        assertThat(poison(decoder.decode(record(row(), metadata("insert")))).code())
                .isEqualTo("bad_position");
    }

    @Test
    void positionsAreNotLookedAtWhereNoneIsDeclared() {
        DmsDecoder decoder = decoder(PositionFormat.NONE, DecodeObserver.NONE);

        assertThat(version(change(decoder.decode(record(row(), metadata("insert")))))
                        .position())
                .isEqualTo(SourceVersion.Change.NO_POSITION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "7.0", "-1", "2147483648", "1E2", "true", "[7]", "{}", "99999999999999999999"})
    void placeInTheTransactionIsAWholeNumber(String id) {
        String record = new String(
                        record(row(), metadata("insert", "transaction-record-id", "@")),
                        java.nio.charset.StandardCharsets.UTF_8)
                .replace("\"@\"", id);

        assertThat(poison(decoder.decode(bytes(record))).code()).isEqualTo("bad_record_id");
    }

    @Test
    void allProblemsOfTheMetadataAreToldAtOnce() {
        Map<String, @Nullable Object> metadata = metadata("insert", "timestamp", "soon");
        metadata.put("transaction-record-id", "x");

        Poison poison = poison(decoder.decode(record(row(), metadata)));

        assertThat(poison.code()).isEqualTo("bad_timestamp");
        assertThat(poison.found()).contains("soon", "bad_record_id", "metadata.transaction-record-id");
    }

    @Test
    void simplifiedFormIsAHint() {
        Change change = change(decoder.decode(bytes("""
                {"data":{"ISBN":"978-4-06-519321-1","QTY":3,"OLD_QTY":5,"WAREHOUSE_CD":"TK01"},
                 "metadata":{"operation":"UPDATE","timestamp":"2024-07-29 00:57:35","table-name":"inventory"}}""")));

        assertThat(change.incoming())
                .isEqualTo(new Incoming.Partial(
                        KEY,
                        new SourceVersion.Change(
                                Fixtures.EPOCH,
                                SourceVersion.Change.NO_POSITION,
                                0,
                                Instant.parse("2024-07-29T00:57:35Z"))));
        assertThat(change.operation()).isEqualTo("update");
        assertThat(change.table()).isEqualTo("inventory");
    }

    @Test
    void simplifiedDeleteIsAHintSinceItsRowMayBeOfAnotherTable() {
        Change change = change(decoder.decode(bytes("""
                {"data":{"ISBN":"978-4-06-519321-1","QTY":3,"OLD_QTY":5,"WAREHOUSE_CD":"TK01"},
                 "metadata":{"operation":"delete","timestamp":"2024-07-29T00:57:35Z","table-name":"INVENTORY"}}""")));

        assertThat(change.incoming()).isInstanceOf(Incoming.Partial.class);
    }

    @Test
    void otherTablesAreNotedWhateverTheySay() {
        for (String record : List.of(
                "{\"metadata\":{\"schema-name\":\"\",\"table-name\":\"awsdms_apply_exceptions\",\"record-type\":\"control\",\"operation\":\"create-table\"}}",
                "{\"metadata\":{\"schema-name\":\"erp\",\"table-name\":\"awsdms_status\"},\"data\":7}",
                "{\"metadata\":{\"schema-name\":\"test\",\"table-name\":\"PRODUCTS\",\"operation\":\"explode\"}}")) {
            assertThat(only(decoder.decode(bytes(record))))
                    .isInstanceOfSatisfying(
                            Noted.class, noted -> assertThat(noted.what()).isEqualTo("other-table"));
        }
    }

    @Test
    void newColumnsAreToldOnce() {
        List<String> told = new ArrayList<>();
        DmsDecoder decoder = decoder(PositionFormat.AUTO, new DecodeObserver() {
            @Override
            public void newColumn(String name) {
                told.add(name);
            }
        });
        byte[] record = record(row("SHELF", Map.of("deep", List.of(1, 2))), metadata("insert"));

        assertThat(change(decoder.decode(record)).incoming()).isInstanceOf(Incoming.Put.class);
        decoder.decode(record);
        for (int i = 0; i < 2_000; i++) {
            decoder.decode(record(row("NEW_" + i, i), metadata("insert")));
        }

        assertThat(told).hasSize(1_000).startsWith("SHELF", "NEW_0").doesNotHaveDuplicates();
    }

    @Test
    void recordOfTheLargestSizeIsReadAndALargerOneRefused() {
        byte[] small = record(row("NOTE", ""), metadata("insert"));
        byte[] largest = record(row("NOTE", "x".repeat(DmsDecoder.MAX_BYTES - small.length)), metadata("insert"));
        byte[] larger = record(row("NOTE", "x".repeat(DmsDecoder.MAX_BYTES - small.length + 1)), metadata("insert"));

        assertThat(change(decoder.decode(largest)).incoming()).isInstanceOf(Incoming.Put.class);
        Poison poison = poison(decoder.decode(larger));
        assertThat(poison.code()).isEqualTo("too_large");
        assertThat(poison.found()).hasSizeLessThan(200);
    }

    /** Names made to collide must neither slow their own record down nor break those that follow. */
    @Test
    void recordOfCollidingNamesLeavesNoTrace() {
        Map<String, @Nullable Object> colliding = row();
        for (int i = 0; i < 4_096; i++) {
            StringBuilder name = new StringBuilder();
            for (int bit = 0; bit < 12; bit++) {
                name.append((i >> bit & 1) == 0 ? "ab" : "bA");
            }
            colliding.put(name.toString(), i);
        }
        Map<String, @Nullable Object> many = row();
        for (int i = 0; i < 50_000; i++) {
            many.put("n" + i, i);
        }

        for (Map<String, @Nullable Object> row : List.of(colliding, many, colliding, row())) {
            assertThat(change(decoder.decode(record(row, metadata("insert")))).incoming())
                    .isInstanceOf(Incoming.Put.class);
        }
    }
}
