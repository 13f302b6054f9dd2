package org.catalogsync.cdc.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.catalogsync.cdc.decode.Fixtures.ISBN;
import static org.catalogsync.cdc.decode.Fixtures.only;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.catalogsync.cdc.decode.CdcFile.Format;
import org.catalogsync.cdc.decode.CdcFile.Line;
import org.catalogsync.cdc.decode.Decoded.Change;
import org.catalogsync.cdc.decode.Decoded.Poison;
import org.catalogsync.cdc.decode.Decoded.SchemaBroken;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.WriteDecision.Incoming;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CdcFileTest {
    private static final Instant WRITTEN = Instant.parse("2024-07-29T01:00:00Z");
    private static final String HEADER =
            "Op,COMMITTED,ISBN,TITLE,TITLE_KANA,AUTHOR,GENRE,QTY,WAREHOUSE_CD,STATUS_CD,PRICE_JPY,LAST_RESTOCK_DT,RESTOCK_ETA_DAYS,UPDATED_AT,POSITION\n";
    private static final String ROW =
            "2024-07-29 00:58:17.974340,978-4-06-519321-1,進撃の巨人,NULL,諫山創,NULL,12,TK01,01,550,2024-07-01,3,2024-07-29 09:58:17,16/B374D848\n";
    private static final Isbn KEY = new Isbn("9784065193211");

    @Test
    void linesAreRowsUnderTheirCommitAndTheirPlaceInTheFile() {
        List<Line> lines = read(HEADER + "I," + ROW + "U," + ROW);

        assertThat(lines).extracting(Line::line).containsExactly(2L, 3L);
        Change second = (Change) only(lines.get(1).ends());
        assertThat(second.operation()).isEqualTo("update");
        assertThat(second.sourceKey()).isEqualTo(ISBN);
        assertThat(second.written()).isEqualTo(WRITTEN);
        assertThat(second.incoming()).isInstanceOfSatisfying(Incoming.Put.class, put -> {
            assertThat(put.product().title()).isEqualTo("進撃の巨人");
            assertThat(put.product().titleKana()).isNull();
            assertThat(put.version())
                    .isEqualTo(new SourceVersion.Change(
                            3, new BigInteger("16B374D848", 16), 1, Instant.parse("2024-07-29T00:58:17.974340Z")));
        });
    }

    @Test
    void deleteKeepsTheSourcesSpellingOfItsKey() {
        assertThat(ends(HEADER + "D," + ROW).get(0))
                .isInstanceOfSatisfying(
                        Change.class,
                        change -> assertThat(change.incoming())
                                .isInstanceOfSatisfying(Incoming.Delete.class, delete -> {
                                    assertThat(delete.isbn()).isEqualTo(KEY);
                                    assertThat(delete.sourceKey()).isEqualTo(ISBN);
                                }));
    }

    @Test
    void recordsAreNumberedThroughSeveralFiles() {
        List<Line> lines = new ArrayList<>();
        CdcFile file = file(format());

        int next = read(file, bytes(HEADER + "I," + ROW + "U," + ROW), 0, lines);
        int behind = read(file, bytes(HEADER + "U," + ROW), next, lines);

        assertThat(next).isEqualTo(2);
        assertThat(behind).isEqualTo(3);
        assertThat(lines)
                .extracting(
                        line -> Fixtures.version((Change) line.ends().get(0)).record())
                .containsExactly(0, 1, 2);
    }

    @Test
    void columnsMayBeDeclaredInsteadOfNamedByTheFile() {
        List<String> columns = List.of(HEADER.strip().substring("Op,".length()).split(","));
        CdcFile file = file(new Format(columns, "committed", "position", "NULL"));
        List<Line> lines = new ArrayList<>();

        read(file, bytes("I," + ROW), 0, lines);

        assertThat(lines.get(0).line()).isEqualTo(1);
        assertThat(((Change) only(lines.get(0).ends())).incoming()).isInstanceOf(Incoming.Put.class);
    }

    @Test
    void declaredColumnsThatLackAMappedOneAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> file(new Format(List.of("ISBN", "TITLE"), null, null, "NULL")))
                .withMessageContaining("TITLE_KANA");
    }

    @Test
    void headerThatLacksAMappedColumnBreaksTheSchema() {
        assertThat(only(ends(HEADER.replace(",QTY", "") + "I," + ROW)))
                .isInstanceOfSatisfying(
                        SchemaBroken.class,
                        broken -> assertThat(broken.detail()).contains("no column QTY"));
        assertThat(only(ends("I," + ROW + "I," + ROW)))
                .isInstanceOfSatisfying(
                        SchemaBroken.class,
                        broken -> assertThat(broken.detail()).contains("Op"));
    }

    @Test
    void emptyFileHasNoLines() {
        assertThat(read("")).isEmpty();
        assertThat(read(HEADER)).isEmpty();
        assertThat(read("\uFEFF" + HEADER)).isEmpty();
    }

    @Test
    void quotedLineEndsQuotesAndCommasAreText() {
        String title = "\"上,\n\"\"下\"\"\r\n\"";

        List<Line> lines = read(HEADER + "I," + ROW.replace("進撃の巨人", title) + "U," + ROW);

        assertThat(lines).extracting(Line::line).containsExactly(2L, 5L);
        assertThat(title(lines.get(0))).isEqualTo("上, \"下\"");
    }

    @Test
    void carriageReturnAloneEndsNoLine() {
        List<Line> lines = read(HEADER + "I," + ROW.replace("進撃の巨人", "進撃の\r巨人").replace("\n", "\r\n") + "U," + ROW);

        assertThat(lines).hasSize(2);
        assertThat(title(lines.get(0))).isEqualTo("進撃の 巨人");
    }

    @Test
    void quotedNullIsText() {
        assertThat(title(read(HEADER + "I," + ROW.replace("進撃の巨人", "\"NULL\"")).get(0)))
                .isEqualTo("NULL");
        assertThat(((Poison) only(ends(HEADER + "I," + ROW.replace("進撃の巨人", "NULL")))).found())
                .contains("title_missing");
    }

    @Test
    void fileWithoutCommitTimesHoldsHints() {
        CdcFile file = file(new Format(null, null, null, "NULL"));
        List<Line> lines = new ArrayList<>();

        read(file, bytes(HEADER + "I," + ROW + "D," + ROW), 0, lines);

        assertThat(lines).hasSize(2).allSatisfy(line -> {
            Change change = (Change) only(line.ends());
            assertThat(change.incoming()).isInstanceOf(Incoming.Partial.class);
            assertThat(change.incoming().version().at()).isEqualTo(WRITTEN);
        });
    }

    @Test
    void everyBadLineHasItsEndAndCostsNoOther() {
        String file = HEADER
                + "I," + ROW
                + "X," + ROW
                + "I,short\n"
                + "I," + ROW.replace("2024-07-29 00:58:17.974340", "soon")
                + "I," + ROW.replace("16/B374D848", "nowhere")
                + "I," + ROW.replace(",12,", ",-12,")
                + "D," + ROW.replace(ISBN, "NULL")
                + "U," + ROW;

        assertThat(codes(ends(file)))
                .containsExactly(
                        null,
                        "unknown_operation",
                        "column_count",
                        "bad_timestamp",
                        "bad_position",
                        "row_rejected",
                        "bad_key",
                        null);
    }

    @Test
    void readsAcrossTheBordersOfItsBuffers() {
        StringBuilder file = new StringBuilder(HEADER);
        List<String> titles = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            String filler = "😀巻\r".repeat(i % 7) + i;
            titles.add(filler.replace('\r', ' '));
            file.append("I,").append(ROW.replace("進撃の巨人", filler).replace("\n", i % 2 == 0 ? "\n" : "\r\n"));
        }

        List<Line> lines = read(file.toString());

        assertThat(lines).extracting(CdcFileTest::title).containsExactlyElementsOf(titles);
    }

    @Test
    void badByteCostsItsLine() {
        String bad = "I," + ROW.replace("進撃の巨人", "進撃の@巨人");
        byte[] bytes = bytes(HEADER + "I," + ROW + bad + "U," + ROW);
        bytes[new String(bytes, ISO_8859_1).indexOf('@')] = (byte) 0xFF;
        List<Line> lines = new ArrayList<>();

        read(file(format()), bytes, 0, lines);

        assertThat(codes(lines.stream().flatMap(line -> line.ends().stream()).toList()))
                .containsExactly(null, "bad_encoding", null);
    }

    @Test
    void badByteOutsideOfTheMappedColumnsCostsNothing() {
        byte[] bytes = bytes(HEADER.replace("\n", ",NOTE\n") + "I," + ROW.replace("\n", ",@\n"));
        bytes[new String(bytes, ISO_8859_1).indexOf('@')] = (byte) 0xE9;
        List<Line> lines = new ArrayList<>();

        read(file(format()), bytes, 0, lines);

        assertThat(codes(lines.get(0).ends())).containsOnlyNulls();
    }

    @Test
    void quoteLeftOpenIsSeenAtTheEnd() {
        List<Line> lines = read(HEADER + "I," + ROW + "U," + ROW.replace("16/B374D848", "\"16/B374D848"));

        assertThat(codes(lines.get(0).ends())).containsOnlyNulls();
        assertThat(codes(lines.get(1).ends())).containsExactly("open_quote");
    }

    @Test
    void brokenConnectionIsNoLine() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset by peer");
            }

            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                return read();
            }
        };

        assertThatIOException()
                .isThrownBy(() -> file(format()).read(broken, WRITTEN, 0, line -> {}))
                .withMessageContaining("reset by peer");
    }

    @Property(tries = 300)
    void anyBytesBehindTheHeaderHaveEnds(@ForAll byte[] bytes) {
        byte[] header = bytes(HEADER);
        byte[] file = new byte[header.length + bytes.length];
        System.arraycopy(header, 0, file, 0, header.length);
        System.arraycopy(bytes, 0, file, header.length, bytes.length);
        List<Line> lines = new ArrayList<>();

        read(file(format()), file, 0, lines);

        assertThat(lines).allSatisfy(line -> assertThat(line.ends()).isNotEmpty());
    }

    @Property(tries = 300)
    void anyTextSurvivesTheWayThroughTheFile(@ForAll String text) {
        String whole = new String(text.getBytes(UTF_8), UTF_8); // half characters cannot be written

        List<Line> lines = read(HEADER + "I," + ROW.replace("進撃の巨人", "\"" + whole.replace("\"", "\"\"") + "\""));

        Decoded fromJson = only(
                Fixtures.decoder().decode(Fixtures.record(Fixtures.row("TITLE", whole), Fixtures.metadata("insert"))));
        Decoded fromFile = only(lines.get(0).ends());
        if (fromJson instanceof Change change) {
            assertThat(title(lines.get(0)))
                    .isEqualTo(((Incoming.Put) change.incoming()).product().title());
        } else {
            assertThat(fromFile).isInstanceOf(Poison.class);
        }
    }

    private static Format format() {
        return Format.withHeader("COMMITTED", "POSITION");
    }

    private static CdcFile file(Format format) {
        return new CdcFile("ERP.PRODUCTS", Fixtures.columns(), format, 3, PositionFormat.POSTGRES);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static List<Line> read(String text) {
        List<Line> lines = new ArrayList<>();
        read(file(format()), bytes(text), 0, lines);
        return lines;
    }

    private static int read(CdcFile file, byte[] bytes, int first, List<Line> lines) {
        try {
            return file.read(new ByteArrayInputStream(bytes), WRITTEN, first, lines::add);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static List<Decoded> ends(String text) {
        return read(text).stream().flatMap(line -> line.ends().stream()).toList();
    }

    private static String title(Line line) {
        return ((Incoming.Put) ((Change) only(line.ends())).incoming())
                .product()
                .title();
    }

    private static List<@Nullable String> codes(List<Decoded> ends) {
        List<@Nullable String> codes = new ArrayList<>();
        ends.forEach(end -> codes.add(end instanceof Poison poison ? poison.code() : null));
        return codes;
    }
}
