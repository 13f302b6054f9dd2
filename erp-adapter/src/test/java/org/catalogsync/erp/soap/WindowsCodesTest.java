package org.catalogsync.erp.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.charset.CharsetProviderICU;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.catalogsync.model.legacy.LegacyText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The adapter's reading and writing of windows-31j, held against tables and decoders that are not Java's. */
class WindowsCodesTest {
    /** ICU's table for what Windows and Java call windows-31j. */
    private static final Charset ICU = new CharsetProviderICU().charsetForName("ibm-943_P15A-2003");

    private static final String DECLARED = "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>";

    /** {@code jis0208.tsv}: Python's cp932, which equals the WHATWG index code by code (the script compares them). */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Code(byte[] bytes, String character, boolean duplicate) {}

    @Test
    void everyTwoByteCodeOfTheStandardDecodesToItsCharacter() throws Exception {
        List<Code> codes = codes();

        assertThat(codes).hasSize(9_604);
        for (Code code : codes) {
            assertThat(decoded(code.bytes())).as(hex(code)).isEqualTo(code.character());
        }
    }

    @Test
    void everyOtherPairOfBytesIsBadAndNeverAReplacementCharacter() throws Exception {
        Set<String> known = codes().stream().map(WindowsCodesTest::hex).collect(Collectors.toSet());
        int bad = 0;
        for (int lead = 0x81; lead <= 0xFC; lead++) {
            for (int trail = 0x40; trail <= 0xFC; trail++) {
                byte[] pair = {(byte) lead, (byte) trail};
                boolean isLead = lead <= 0x9F || lead >= 0xE0;
                if (isLead && trail != 0x7F && !known.contains(HexFormat.of().formatHex(pair))) {
                    String text = decoded(pair);
                    assertThat(DocumentText.holdsBadBytes(text)).isTrue();
                    assertThat(text).doesNotContain("\uFFFD");
                    bad++;
                }
            }
        }

        assertThat(bad).isEqualTo(60 * 188 - 9_604);
    }

    @Test
    void everyCharacterComesBackAsItselfAndAllButTheKnownDuplicatesFromTheirOwnBytes() throws Exception {
        int duplicates = 0;
        for (Code code : codes()) {
            byte[] sent = OutboundText.encode(OutboundText.spelled("text", code.character()));
            assertThat(decoded(sent)).as(hex(code)).isEqualTo(code.character());
            assertThat(Arrays.equals(sent, code.bytes())).as(hex(code)).isEqualTo(!code.duplicate());
            duplicates += code.duplicate() ? 1 : 0;
        }

        assertThat(duplicates).isEqualTo(398);
    }

    @Test
    void realTextDecodesAsIcuDecodesIt() throws Exception {
        byte[] bytes = Documents.file("text.cp932.bin");

        assertThat(decoded(bytes))
                .isEqualTo(icu(bytes))
                .isEqualTo(new String(Documents.file("text.utf-8.txt"), StandardCharsets.UTF_8));
    }

    /** The export is no part of the repository; where it lies beside it, its dump is the best text there is. */
    @Test
    @EnabledIfEnvironmentVariable(named = "CATALOG_SYNC_EXPORTS", matches = ".+")
    void everyLineOfAnExportDecodesAsIcuDecodesItOrIsBadToBoth() throws Exception {
        byte[] dump = Files.readAllBytes(Path.of(System.getenv("CATALOG_SYNC_EXPORTS"), "erp-dump", "products.csv"));
        int clean = 0;
        for (int from = 0, to; from < dump.length; from = to) {
            to = from;
            while (to < dump.length && dump[to++] != '\n') {
                // no second byte of a pair is a line feed
            }
            byte[] line = Arrays.copyOfRange(dump, from, to);
            String text = decoded(line);
            if (DocumentText.holdsBadBytes(text)) {
                assertThatThrownBy(() -> icu(line)).isInstanceOf(CharacterCodingException.class);
            } else {
                assertThat(text).isEqualTo(icu(line));
                clean++;
            }
        }

        assertThat(clean).isGreaterThan(1_000);
    }

    @Test
    void everyCodeDecodesAsIcuDecodesIt() throws Exception {
        for (Code code : codes()) {
            assertThat(decoded(code.bytes())).as(hex(code)).isEqualTo(icu(code.bytes()));
        }
        for (int single = 0x20; single < 0x7F; single++) {
            assertThat(decoded(new byte[] {(byte) single})).isEqualTo(icu(new byte[] {(byte) single}));
        }
        for (int kana = 0xA1; kana <= 0xDF; kana++) {
            assertThat(decoded(new byte[] {(byte) kana})).isEqualTo(icu(new byte[] {(byte) kana}));
        }
    }

    /** Through the whole of what an answer goes through before it is parsed. */
    private static String decoded(byte[] bytes) throws RefusedXml {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        document.writeBytes(DECLARED.getBytes(StandardCharsets.US_ASCII));
        document.writeBytes(bytes);
        return DocumentText.of(document.toByteArray(), "text/xml; charset=Shift_JIS", null)
                .text()
                .substring(DECLARED.length());
    }

    private static String icu(byte[] bytes) throws CharacterCodingException {
        return ICU.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static List<Code> codes() {
        List<Code> codes = new ArrayList<>();
        for (String line : new String(Documents.file("jis0208.tsv"), StandardCharsets.US_ASCII)
                .lines()
                .toList()) {
            String[] parts = line.split("\t", -1);
            codes.add(new Code(
                    HexFormat.of().parseHex(parts[0]),
                    Character.toString(Integer.parseInt(parts[1], 16)),
                    parts.length > 2));
        }
        return codes;
    }

    private static String hex(Code code) {
        return HexFormat.of().formatHex(code.bytes());
    }

    @Test
    void theCharsetOfTheBoundaryIsTheOneThatWasCompared() throws Exception {
        assertThat(LegacyText.charset("Shift_JIS")).isEqualTo(Charset.forName("windows-31j"));
        assertThat(decoded(HexFormat.of().parseHex("878A8740FAB1"))).isEqualTo("㈱①﨑");
    }
}
