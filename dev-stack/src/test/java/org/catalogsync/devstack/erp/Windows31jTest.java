package org.catalogsync.devstack.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table, which is Python's, against Java's charset, which the simulator itself does not use. */
class Windows31jTest {
    private static final Charset JAVA = Charset.forName("windows-31j");

    @Test
    void everyCodeStandsForWhatItStandsForElsewhere() throws Exception {
        int codes = 0;
        int written = 0;
        for (int code = 0x8140; code <= 0xFCFC; code++) {
            byte[] bytes = {(byte) (code >> 8), (byte) code};
            int first = code >> 8;
            boolean isPair = (first < 0xA0 || first > 0xDF) && (code & 0xFF) >= 0x40;
            String expected = isPair ? java(bytes) : null;
            if (expected != null) {
                codes++;
                assertThat(Windows31j.decode(bytes))
                        .as(Integer.toHexString(code))
                        .isEqualTo(expected);
                assertThat(hex(expected)).as(Integer.toHexString(code)).isEqualTo(hex(expected.getBytes(JAVA)));
                written += Windows31j.code(expected.codePointAt(0)) == code ? 1 : 0;
            } else if (isPair) {
                assertThatThrownBy(() -> Windows31j.decode(bytes)).isInstanceOf(CharacterCodingException.class);
            }
        }

        assertThat(codes).isEqualTo(9_604);
        assertThat(Windows31j.codes()).isEqualTo(9_604);
        assertThat(written).isEqualTo(9_604 - 398);
    }

    private static @Nullable String java(byte[] bytes) {
        try {
            String text = JAVA.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.length() == 1 ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    @Test
    void singleBytesAreAsciiAndKatakana() throws Exception {
        for (int one = 0x20; one < 0xE0; one++) {
            if (one < 0x7F || one > 0xA0) {
                byte[] bytes = {(byte) one};
                assertThat(Windows31j.decode(bytes)).isEqualTo(new String(bytes, JAVA));
                assertThat(Windows31j.code(Windows31j.decode(bytes).charAt(0))).isEqualTo(one);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"81", "8130", "A0", "80", "FD40", "8140FF", "81AD"})
    void bytesThatStandForNothingAreRefused(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> Windows31j.decode(bytes)).isInstanceOf(CharacterCodingException.class);
    }

    @ParameterizedTest
    @CsvSource({"表ソ①髙, 955C 835C 8740 FBFC", "～－㈱ﾜ, 8160 817C 878A DC", "a&b<c>, 61 26616D703B 62 266C743B 63 2667743B"
    })
    void textIsWrittenInItsOwnCodesAndEscaped(String text, String hex) {
        assertThat(hex(XmlBytes.of(text))).isEqualTo(hex.replace(" ", "").toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void whatHasNoCodeBecomesAReferenceAndWhatXmlHasNotBecomesAGeta() {
        assertThat(ascii(XmlBytes.of("鷗𠮷—¥é"))).isEqualTo("&#40407;&#134071;&#8212;&#165;&#233;");
        assertThat(hex(XmlBytes.of("a\u0001\uD800"))).isEqualTo("6181ac81ac");
    }

    @Test
    void bytesOfAnExportStayAsTheyAreButForWhatXmlEscapes() {
        byte[] title = HexFormat.of().parseHex("955c26835c3c8540f040");

        assertThat(hex(XmlBytes.ofBytes(title))).isEqualTo("955c26616d703b835c266c743b8540f040");
    }

    private static String hex(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Windows31j.write(Windows31j.code(text.codePointAt(0)), out);
        return hex(out.toByteArray());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
