package org.catalogsync.sync.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.catalogsync.model.Product;
import org.catalogsync.quality.row.RowRules;
import org.catalogsync.quality.row.RowVerdict;
import org.catalogsync.sync.record.RecordBlock;
import org.catalogsync.sync.record.RecordCursor;
import org.catalogsync.sync.source.Source;
import org.catalogsync.sync.source.UnusableInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports with fixed fields and in XML. Their bytes come from {@code src/test/fixtures/make_fixtures.py}. */
class OtherFormatsTest {
    private static final Charset WINDOWS_31J = Charset.forName("windows-31j");

    @TempDir
    Path folder;

    /** A row as it was judged, with its place. */
    private record Judged(RowVerdict verdict, long line, long offset, List<Byte> raw) {
        String spoken() {
            return switch (verdict) {
                case RowVerdict.Accepted row -> row.product().title();
                case RowVerdict.Rejected row ->
                    row.counted().rule() + " "
                            + (row.key() == null ? "-" : row.key().value().substring(11, 12)) + " "
                            + row.counted().found();
            };
        }
    }

    private static byte[] fixture(String name) {
        try (InputStream in =
                Objects.requireNonNull(OtherFormatsTest.class.getResourceAsStream("/exports/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Source source(String name, String file, byte[] bytes) throws IOException {
        Files.write(folder.resolve("source.yaml"), fixture(name + "/source.yaml"));
        Files.write(folder.resolve(file), bytes);
        return Exports.open(folder);
    }

    private Source source(String name, String file) throws IOException {
        return source(name, file, fixture(name + "/" + file));
    }

    /** As a run reads it: inspected first, then block by block. */
    private static List<Judged> judged(Source source, int blockBytes) throws IOException {
        List<Judged> judged = new ArrayList<>();
        FileInspection file = new Inspector(blockBytes).inspect(source).getFirst();
        try (InputStream in = source.open(file.file())) {
            byte[] bytes = in.readAllBytes();
            for (Block block : file.blocks()) {
                int from = (int) block.offset();
                RecordCursor rows = new RecordBlock(
                                source.declaration().format(),
                                Arrays.copyOfRange(bytes, from, from + block.length()),
                                from,
                                block.firstLine(),
                                block.firstRow())
                        .rows();
                int found = 0;
                while (rows.next()) {
                    found++;
                    List<Byte> raw = new ArrayList<>();
                    for (byte one : rows.rawBytes()) {
                        raw.add(one);
                    }
                    judged.add(new Judged(
                            RowRules.judge(source.declaration().mapping().map(rows)), rows.line(), rows.offset(), raw));
                }
                assertThat(found).isEqualTo(block.rows());
            }
        }
        assertThat(judged).hasSize((int) file.rows());
        return judged;
    }

    private static List<String> spoken(List<Judged> rows) {
        return rows.stream().map(Judged::spoken).toList();
    }

    private static Product product(Judged row) {
        return ((RowVerdict.Accepted) row.verdict()).product();
    }

    private UnusableInput refused(String name, String file, byte[] bytes) throws IOException {
        Source source = source(name, file, bytes);
        return catchThrowableOfType(UnusableInput.class, () -> new Inspector().inspect(source));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200, 1 << 20})
    void judgesRecordsOfFixedFieldsOneByOne(int blockBytes) throws IOException {
        List<Judged> rows = judged(source("fixed", "products.dat"), blockBytes);

        assertThat(spoken(rows))
                .containsExactly(
                        "髙橋の表ソ能ポ ①㈱Ⅲ 1",
                        "呪いの本",
                        "row_unreadable 3 a record of 87 bytes, expected 90",
                        "row_unreadable 4 column 2 ends within a character, at byte 53",
                        "row_unreadable 5 a record of 92 bytes, expected 90",
                        "unmappable_bytes 6 <81AD>読めない",
                        "最後");
        assertThat(rows).extracting(Judged::line).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(rows.get(3).offset()).isEqualTo(92 + 92 + 89);
        assertThat(rows.get(3).raw()).hasSize(90);
        assertThat(product(rows.getFirst()).titleKana()).isEqualTo("タカハシノヒョウ");
        assertThat(product(rows.getFirst()).priceJpy()).isEqualTo(1_234);
        assertThat(product(rows.get(1)).priceJpy()).as("spaces are no value").isNull();
        assertThat(product(rows.get(1)).quantityAvailable()).isZero();
    }

    @Test
    void readsRecordsThatNothingSeparates() throws IOException {
        List<Judged> rows = judged(source("fixed-unbroken", "products.dat"), 1);

        assertThat(spoken(rows))
                .containsExactly("髙橋の表ソ能ポ ①㈱Ⅲ 1", "二", "row_unreadable 3 a record of 50 bytes, expected 90");
        assertThat(rows).extracting(Judged::offset).containsExactly(0L, 90L, 180L);
    }

    @Test
    void refusesAFileWithFewerRowsThanItSays() throws IOException {
        byte[] whole = fixture("fixed/products.dat");
        byte[] fewer = Arrays.copyOfRange(whole, 92, whole.length);

        UnusableInput refusal = refused("fixed", "products.dat", fewer);

        assertThat(refusal.code()).isEqualTo("source_incomplete");
        assertThat(refusal.where()).endsWith("products.dat:7");
        assertThat(refusal.expected()).isEqualTo("'00000007' rows");
        assertThat(refusal.found()).isEqualTo("6 rows");
        UnusableInput cut = refused("fixed", "products.dat", Arrays.copyOf(whole, whole.length - 11));
        assertThat(cut.what()).contains("is missing");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 300, 1 << 20})
    void judgesElementsOfADocumentOneByOne(int blockBytes) throws IOException {
        List<Judged> rows = judged(source("xml", "products.xml"), blockBytes);

        List<String> spoken = spoken(rows);
        assertThat(spoken).hasSize(11);
        assertThat(spoken.subList(0, 3)).containsExactly("髙橋の表ソ能ポ ①㈱Ⅲ", "</p:Product> & <本> 一", "無し");
        assertThat(spoken.get(3)).startsWith("row_unreadable 4 not well-formed: ");
        assertThat(spoken.get(4)).startsWith("row_unreadable 5 not well-formed: ");
        assertThat(spoken.get(5)).startsWith("row_unreadable 6 not well-formed: ");
        assertThat(spoken.subList(6, 8))
                .containsExactly(
                        "row_unreadable 7 Qty stands twice",
                        "row_unreadable 8 Title holds the element b, and a field is text");
        assertThat(spoken.subList(8, 11)).containsExactly("unmappable_bytes 9 <81AD>", "作者不明", "最後");
        assertThat(product(rows.get(2)).author()).isNull();
        assertThat(product(rows.get(2)).priceJpy()).isEqualTo(1_234);
        assertThat(product(rows.get(9)).author())
                .as("bad bytes cost their field")
                .isNull();
        assertThat(rows).extracting(Judged::line).startsWith(5L, 8L, 11L, 14L, 17L, 19L);
        byte[] whole = fixture("xml/products.xml");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.raw().subList(0, 10)).isEqualTo(bytes(whole, row.offset(), 10));
            assertThat(row.raw()).isEqualTo(bytes(whole, row.offset(), row.raw().size()));
        });
    }

    private static List<Byte> bytes(byte[] whole, long offset, int length) {
        List<Byte> bytes = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            bytes.add(whole[(int) offset + i]);
        }
        return bytes;
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            </p:Products>         =>                              => the document is cut                       => products.xml:38
            <p:Products           => <!DOCTYPE p:x><p:Products    => a document type                           => products.xml:3
            encoding="Shift_JIS"  => encoding="EUC-JP"            => the document names another charset        => products.xml:1
            encoding="Shift_JIS"  => encoding="UTF-8"             => the document names another charset        => products.xml:1
            </p:Products>         => </p:Products                 => the document ends within a tag or a record => products.xml:37
            </p:Products>         => </p:Products><p:More/>       => a second root element                      => products.xml:37
            </p:Products>         => </p:Products><p:Product/>    => a second root element                      => products.xml:37
            <p:Products           => <p:Product/><p:Products      => a second root element                      => products.xml:3
            <p:Products           => <p:Made/><p:Products         => a second root element                      => products.xml:3
            """)
    void refusesABrokenDocumentByItsLine(String right, String wrong, String what, String where) throws IOException {
        String whole = new String(fixture("xml/products.xml"), StandardCharsets.ISO_8859_1);
        assertThat(whole).contains(right);
        String broken = whole.replace(right, wrong == null ? "" : wrong);

        UnusableInput refusal = refused("xml", "products.xml", broken.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(refusal.code()).isEqualTo(what.contains("charset") ? "charset_wrong" : "file_malformed");
        assertThat(refusal.what()).isEqualTo(what);
        assertThat(refusal.where()).endsWith(where);
    }

    @Test
    void saysWhichRootIsOneTooMany() throws IOException {
        byte[] two = "<All>\n<Product/>\n</All>\n<?xml version='1.0'?>\n<All><Product/></All>".getBytes(WINDOWS_31J);

        UnusableInput refusal = refused("xml", "products.xml", two);

        assertThat(refusal.where()).endsWith("products.xml:5");
        assertThat(refusal.expected()).isEqualTo("one element around all records: <All>, which opens on line 1");
        assertThat(refusal.found()).isEqualTo("<All> behind the end of the first");
    }

    /** A block that a restart reads by itself begins and ends within the root. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1 << 20})
    void elementsBetweenRecordsAreNoRootsWhateverTheirNames(int blockBytes) throws IOException {
        String whole = new String(fixture("xml/products.xml"), StandardCharsets.ISO_8859_1);
        byte[] grouped = whole.replace(
                        "  <p:Product>", "<p:Group/><p:Products><p:Group></p:Group></p:Products><p:Product>")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(judged(source("xml", "products.xml", grouped), blockBytes)).hasSize(11);
    }

    @Test
    void tellsAnAttributeFromAnElementOfTheSameName() throws IOException {
        byte[] document = ("<All>"
                        + record("Isbn='9784990000011'", "<Title lang='ja' b=''>一</Title><lang>ja</lang><!-- <b> -->")
                        + record("Isbn='9784990000028'", "<Isbn>9784990000035</Isbn><Title>二</Title>")
                        + record("Isbn='9784990000035'", "<Title b='三'><b>三</b></Title>")
                        + record("Title='四' Isbn='9784990000042'", "<Author Author='' xsi:nil='true'>五</Author>")
                        + "</All>")
                .getBytes(WINDOWS_31J);

        List<Judged> rows = judged(source("xml", "products.xml", document), 1 << 20);

        assertThat(spoken(rows))
                .containsExactly(
                        "一",
                        "row_unreadable 2 Isbn stands twice, as an attribute and as an element",
                        "row_unreadable 3 Title holds the element b, and a field is text",
                        "四");
        assertThat(((RowVerdict.Rejected) rows.get(2).verdict()).reasons()).hasSize(1);
    }

    private static String record(String attributes, String fields) {
        return "<Product " + attributes + ">" + fields + "<Qty>1</Qty><Warehouse>TK01</Warehouse></Product>\n";
    }

    @Test
    void aRecordThatNeverEndsIsTooLongAndNotHeldInMemory() throws IOException {
        byte[] head = "<r><Product><Title>".getBytes(WINDOWS_31J);
        byte[] endless = Arrays.copyOf(head, 3 << 20);
        Arrays.fill(endless, head.length, endless.length, (byte) 'x');

        UnusableInput refusal = refused("xml", "products.xml", endless);

        assertThat(refusal.what()).isEqualTo("a record is too long");
    }

    @Test
    void aFileOfAnotherLengthThroughoutIsDrift() throws IOException {
        byte[] lines = "9784990000017 short\n".repeat(10).getBytes(WINDOWS_31J);
        byte[] withCount = Arrays.copyOf(lines, lines.length + 10);
        System.arraycopy("T00000010\n".getBytes(WINDOWS_31J), 0, withCount, lines.length, 10);

        assertThat(refused("fixed", "products.dat", withCount).code()).isEqualTo("schema_drift");
    }
}
