package org.catalogsync.cdc.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.catalogsync.cdc.decode.Fixtures.bytes;
import static org.catalogsync.cdc.decode.Fixtures.metadata;
import static org.catalogsync.cdc.decode.Fixtures.only;
import static org.catalogsync.cdc.decode.Fixtures.record;
import static org.catalogsync.cdc.decode.Fixtures.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.catalogsync.cdc.decode.Decoded.Change;
import org.catalogsync.cdc.decode.Decoded.Poison;
import org.catalogsync.model.WriteDecision.Incoming;
import org.catalogsync.model.mapping.SourceRow;
import org.catalogsync.quality.row.RowRules;
import org.catalogsync.quality.row.RowVerdict;
import org.jspecify.annotations.Nullable;

class DecoderPropertiesTest {
    private final DmsDecoder decoder = Fixtures.decoder();

    @Property
    void anyBytesHaveAnEnd(@ForAll byte[] bytes) {
        assertThat(decoder.decode(bytes)).isNotEmpty();
    }

    @Property
    void anyTextHasAnEnd(@ForAll String text) {
        assertThat(decoder.decode(bytes(text))).isNotEmpty();
    }

    @Property
    void anyChangedBytesOfARecordHaveAnEnd(
            @ForAll("records") byte[] record, @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int changes) {
        byte[] changed = record.clone();
        Random random = new Random(seed);
        for (int i = 0; i < changes; i++) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }

        assertThat(decoder.decode(changed)).isNotEmpty();
    }

    /** Changes of characters that mean something to JSON go deeper than those of any byte. */
    @Property
    void anyChangedMarksOfARecordHaveAnEnd(
            @ForAll("records") byte[] record, @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int changes) {
        String text = new String(record, java.nio.charset.StandardCharsets.UTF_8);
        Random random = new Random(seed);
        for (int i = 0; i < changes; i++) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(12));
            String mark = MARKS.get(random.nextInt(MARKS.size()));
            text = text.substring(0, from) + mark + text.substring(random.nextBoolean() ? from : to);
        }

        assertThat(decoder.decode(bytes(text))).isNotEmpty();
    }

    @Property
    void anyPieceOfARecordHasAnEnd(@ForAll("records") byte[] record, @ForAll int from, @ForAll int to) {
        int start = Math.floorMod(from, record.length);
        int end = start + Math.floorMod(to, record.length - start + 1);

        assertThat(decoder.decode(Arrays.copyOfRange(record, start, end))).isNotEmpty();
    }

    @Property
    void anyValueOfAnyKeyHasAnEnd(@ForAll("records") byte[] record, @ForAll("values") Object value, @ForAll int which) {
        @SuppressWarnings("unchecked") // the fixtures' own records
        Map<String, Object> tree = Fixtures.JSON.readValue(record, LinkedHashMap.class);
        List<Map.Entry<String, Object>> places = new ArrayList<>(tree.entrySet());
        for (Object part : tree.values()) {
            if (part instanceof Map<?, ?> map) {
                @SuppressWarnings("unchecked") // JSON's keys are texts
                Map<String, Object> object = (Map<String, Object>) map;
                places.addAll(object.entrySet());
            }
        }
        places.get(Math.floorMod(which, places.size())).setValue(value);

        assertThat(decoder.decode(Fixtures.json(tree))).isNotEmpty();
    }

    @Property
    void sameBytesHaveTheSameEnds(@ForAll("records") byte[] record) {
        assertThat(decoder.decode(record)).isEqualTo(Fixtures.decoder().decode(record));
    }

    @Property
    void rowFromTheLogReadsAsTheSameTextsFromAFile(@ForAll("rows") @Size(12) List<@Nullable String> texts) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        List<String> names = Fixtures.columns().names();
        for (int i = 0; i < names.size(); i++) {
            row.put(names.get(i), texts.get(i));
        }

        Decoded end = only(decoder.decode(record(row, metadata("insert"))));

        RowVerdict verdict = RowRules.judge(Fixtures.columns().mapping().map(new Texts(texts)));
        switch (verdict) {
            case RowVerdict.Accepted accepted -> {
                assertThat(end).isInstanceOf(Change.class);
                assertThat(((Incoming.Put) ((Change) end).incoming()).product()).isEqualTo(accepted.product());
                assertThat(((Change) end).sourceKey()).isEqualTo(accepted.sourceKey());
            }
            case RowVerdict.Rejected rejected -> {
                assertThat(((Poison) end).code()).isEqualTo("row_rejected");
                rejected.reasons()
                        .forEach(reason -> assertThat(((Poison) end).found())
                                .contains(reason.rule().id()));
            }
        }
    }

    @Property
    void numbersReadAsTheirDigitsWhateverTheirForm(@ForAll @IntRange(min = 0, max = 9_999_999) int quantity) {
        List<Object> forms = List.of(
                quantity,
                "" + quantity,
                new java.math.BigDecimal(quantity).movePointLeft(3).scaleByPowerOfTen(3));
        String scientific = new java.math.BigDecimal(quantity).movePointLeft(6).toPlainString() + "E6";

        List<Decoded> ends = new ArrayList<>();
        forms.forEach(form -> ends.addAll(decoder.decode(record(row("QTY", form), metadata("insert")))));
        String json = new String(record(row("QTY", "@"), metadata("insert")), java.nio.charset.StandardCharsets.UTF_8);
        ends.addAll(decoder.decode(bytes(json.replace("\"@\"", scientific))));

        assertThat(ends)
                .hasSize(4)
                .allSatisfy(end -> assertThat(((Incoming.Put) ((Change) end).incoming())
                                .product()
                                .quantityAvailable())
                        .isEqualTo(quantity));
    }

    private static final List<String> MARKS = List.of(
            "{", "}", "[", "]", "\"", ":", ",", "\\", "null", "true", "1E9", "-", "\\ud800", "\u0000", "\n", "{}");

    @Provide
    Arbitrary<byte[]> records() {
        Map<String, Object> control = new LinkedHashMap<>();
        control.put("control", Map.of("table-def", Map.of("columns", Map.of("QTY", Map.of("type", "INT32")))));
        control.put("metadata", metadata("column-type-change", "record-type", "control"));
        return Arbitraries.of(
                record(row(), metadata("insert")),
                record(row(), metadata("load")),
                record(row(), Map.of("ISBN", Fixtures.OTHER_ISBN), metadata("update")),
                record(Map.of("ISBN", Fixtures.ISBN), metadata("delete")),
                Fixtures.json(control));
    }

    @Provide
    Arbitrary<Object> values() {
        return Arbitraries.of(
                "",
                "x",
                0,
                -1,
                1.5,
                9.784065193211E12,
                Long.MAX_VALUE,
                true,
                List.of(),
                List.of(1),
                Map.of(),
                Map.of("a", 1));
    }

    /** Texts near what the columns hold, and any others. */
    @Provide
    Arbitrary<List<@Nullable String>> rows() {
        Arbitrary<String> near = Arbitraries.of(
                "978-4-06-519321-1",
                "9784065193211",
                "4065193214",
                "978-4-08-882751-6",
                "進撃の巨人 (34)",
                "ﾜﾝﾋﾟｰｽ",
                "12",
                "-3",
                "1,234",
                "¥550",
                "０１",
                "01",
                "04",
                "TK01",
                "2024-07-01",
                "令和7年3月1日",
                "2024-07-29 09:58:17",
                "",
                " ",
                "NULL");
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(20).filter(DecoderPropertiesTest::isWhole);
        Arbitrary<@Nullable String> cell = Arbitraries.oneOf(near, near, any).injectNull(0.1);
        Arbitrary<List<@Nullable String>> row = cell.list().ofSize(12);
        List<@Nullable String> accepted = new ArrayList<>();
        row().values().forEach(value -> accepted.add(value == null ? null : value.toString()));
        // one cell off an accepted row finds more than twelve at random
        Arbitrary<List<@Nullable String>> oneOff =
                cell.flatMap(value -> Arbitraries.integers().between(0, 11).map(at -> {
                    List<@Nullable String> changed = new ArrayList<>(accepted);
                    changed.set(at, value);
                    return changed;
                }));
        return Arbitraries.oneOf(row, oneOff);
    }

    private static boolean isWhole(String text) {
        return text.equals(new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8));
    }

    private record Texts(List<@Nullable String> texts) implements SourceRow {
        @Override
        public int columns() {
            return texts.size();
        }

        @Override
        public @Nullable String text(int column) {
            return texts.get(column);
        }

        @Override
        public boolean unmappable(int column) {
            return false;
        }
    }
}
