package org.catalogsync.model.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"Shift_JIS", "shift-jis", "SJIS", "x-sjis", "windows-31j", "CP932", "MS932", " Windows-31J "})
    void everyKindOfShiftJisIsWindows31j(String declared) {
        assertThat(LegacyText.charset(declared)).isEqualTo(Charset.forName("windows-31j"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shift_JIS", "windows-31j"})
    void everyNameThatTheJdkHasForThemIsWindows31jToo(String charset) {
        assertThat(Charset.forName(charset).aliases())
                .isNotEmpty()
                .allSatisfy(alias -> assertThat(LegacyText.charset(alias)).isEqualTo(LegacyText.WINDOWS_31J));
    }

    @Test
    void refusesACharsetThatTheErpDoesNotWrite() {
        assertThat(LegacyText.charset("utf-8")).isEqualTo(StandardCharsets.UTF_8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LegacyText.charset("EUC-JP"))
                .withMessageContaining("EUC-JP")
                .withMessageContaining("windows-31j");
    }

    @ParameterizedTest
    @CsvSource({
        "878A, ㈱",
        "8740, ①",
        "FAB1, 﨑",
        "955C, 表",
        "835C, ソ",
        "945C, 能",
        "8160, ～",
        "817C, －",
        "DCDDCBDFB0BD, ﾜﾝﾋﾟｰｽ"
    })
    void decodesVendorCharactersAndSecondBytesThatLookLikeAscii(String hex, String text) {
        DecodedText decoded = decode(hex);

        assertThat(decoded.text()).isEqualTo(text);
        assertThat(decoded.isClean()).isTrue();
    }

    @Test
    void singleByte5cIsABackslashOnceDecoded() {
        assertThat(decode("5C31303030").text()).isEqualTo("\\1000");
    }

    @Test
    void reportsBothBytesOfAPairThatStandsForNothing() {
        DecodedText decoded = decode("41" + "81AD" + "955C");

        assertThat(decoded.text()).isEqualTo("A<81AD>表");
        assertThat(decoded.bad()).containsExactly(new BadBytes(1, "81AD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "A0", "FD", "FE", "FF", "81", "E0"})
    void reportsASingleByteThatStandsForNothing(String hex) {
        assertThat(decode("41" + hex).bad()).containsExactly(new BadBytes(1, hex));
    }

    @Test
    void reportsALeadByteWithoutItsSecondAndKeepsWhatFollows() {
        DecodedText decoded = decode("8130");

        assertThat(decoded.text()).isEqualTo("<81>0");
        assertThat(decoded.bad()).containsExactly(new BadBytes(0, "81"));
    }

    @Test
    void gaijiDecodeToThePrivateUseArea() {
        assertThat(decode("F040").text()).isEqualTo("\uE000");
        assertThat(decode("F9FC").text()).isEqualTo("\uE757");
        assertThat(decode("F040").isClean()).isTrue();
        assertThat(TextNormaliser.read(decode("F040").text()).privateUse()).isTrue();
    }

    @Test
    void offsetsCountFromTheStartOfTheRange() {
        byte[] bytes = HexFormat.of().parseHex("4141" + "EB40" + "41");

        assertThat(LegacyText.decode(bytes, 2, 5, LegacyText.WINDOWS_31J).bad())
                .containsExactly(new BadBytes(0, "EB40"));
    }

    @Test
    void reportsEachMalformedPlaceOfUtf8() {
        byte[] bytes = HexFormat.of().parseHex("41" + "E381" + "42" + "FF" + "E38182");

        DecodedText decoded = LegacyText.decode(bytes, 0, bytes.length, StandardCharsets.UTF_8);

        assertThat(decoded.text()).isEqualTo("A<E381>B<FF>あ");
        assertThat(decoded.bad()).containsExactly(new BadBytes(1, "E381"), new BadBytes(4, "FF"));
    }

    @Test
    void replacementCharacterThatTheSourceItselfWroteIsNoDecodingProblem() {
        byte[] bytes = "A\uFFFDB".getBytes(StandardCharsets.UTF_8);

        DecodedText decoded = LegacyText.decode(bytes, 0, bytes.length, StandardCharsets.UTF_8);

        assertThat(decoded).isEqualTo(new DecodedText("A\uFFFDB", List.of()));
    }

    @Property
    void anyBytesDecodeAndOnlyBadOnesAreReported(@ForAll byte[] bytes) {
        DecodedText decoded = LegacyText.decode(bytes, 0, bytes.length, LegacyText.WINDOWS_31J);

        assertThat(decoded.text()).doesNotContain("\uFFFD");
        for (BadBytes bad : decoded.bad()) {
            assertThat(HexFormat.of()
                            .withUpperCase()
                            .formatHex(
                                    bytes,
                                    bad.offset(),
                                    bad.offset() + bad.hex().length() / 2))
                    .isEqualTo(bad.hex());
        }
        int reported =
                decoded.bad().stream().mapToInt(bad -> bad.hex().length() / 2).sum();
        assertThat(reported).isLessThanOrEqualTo(bytes.length);
    }

    @Property
    void anyUtf8TextReadsBack(@ForAll String text) {
        String wellFormed = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        byte[] bytes = wellFormed.getBytes(StandardCharsets.UTF_8);

        assertThat(LegacyText.decode(bytes, 0, bytes.length, StandardCharsets.UTF_8))
                .isEqualTo(new DecodedText(wellFormed, List.of()));
    }

    @Test
    void everyCharacterThatDecodesCanBeEncodedAgain() {
        for (int lead = 0x81; lead <= 0xFC; lead++) {
            for (int trail = 0x40; trail <= 0xFC; trail++) {
                DecodedText decoded = decode("%02X%02X".formatted(lead, trail));
                if (decoded.isClean()) {
                    EncodedText encoded = LegacyText.encode(decoded.text());
                    assertThat(encoded.isComplete()).as("%02X%02X", lead, trail).isTrue();
                    assertThat(new String(encoded.bytes(), LegacyText.WINDOWS_31J))
                            .isEqualTo(decoded.text());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "〜, 8160", "～, 8160", "−, 817C", "－, 817C", "—, 815C", "―, 815C", "‖, 8161", "∥, 8161", "¥, 818F", "￥, 818F",
        "\\, 5C"
    })
    void bothSpellingsOfACodeEncodeToIt(String text, String hex) {
        assertThat(HexFormat.of()
                        .withUpperCase()
                        .formatHex(LegacyText.encode(text).bytes()))
                .isEqualTo(hex);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8160", "817C", "815C", "8161", "8191", "8192", "81CA", "818F", "878A", "8740", "FAB1"})
    void normalTextStillEncodes(String hex) {
        String normal = TextNormaliser.normalise("表" + decode(hex).text() + "表");

        assertThat(LegacyText.encode(normal).isComplete()).isTrue();
    }

    @Test
    void namesTheCharactersThatTheCharsetLacks() {
        EncodedText encoded = LegacyText.encode("A한𠮷B");

        assertThat(encoded.lost()).isEqualTo("한𠮷");
        assertThat(new String(encoded.bytes(), LegacyText.WINDOWS_31J)).isEqualTo("A〓〓B");
    }

    private static DecodedText decode(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return LegacyText.decode(bytes, 0, bytes.length, LegacyText.WINDOWS_31J);
    }
}
