package org.catalogsync.erp.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.catalogsync.model.legacy.LegacyText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundTextTest {

    /** The bytes are those of Microsoft's table, written by hand. */
    @ParameterizedTest
    @CsvSource({
        "〜, 8160", "−, 817C", "‖, 8161", "—, 815C", "¢, 8191", "£, 8192", "¬, 81CA", "¦, FA55", "¥, 818F", "‾, 8150",
        "～, 8160", "－, 817C", "①, 8740", "㈱, 878A", "髙, FBFC", "﨑, FAB1", "表, 955C", "ﾜ, DC", "\\, 5C", "~, 7E"
    })
    void writesTheOneCodeOfACharacterInEitherSpelling(String text, String hex) {
        byte[] bytes = OutboundText.encode(OutboundText.spelled("AuthToken", text));

        assertThat(HexFormat.of().withUpperCase().formatHex(bytes)).isEqualTo(hex);
    }

    @ParameterizedTest
    @ValueSource(strings = {"♥", "♡", "é", "©", "€", "™", "㋿", "鷗", "𠮷", "😀", "葛\uDB40\uDD00", "\uFFFD", "\uFFFE"})
    void refusesWhatTheCharsetLacks(String text) {
        int lacking = text.codePoints().filter(c -> c != '葛').findFirst().orElseThrow();

        assertThatThrownBy(() -> OutboundText.spelled("AuthToken", text))
                .isInstanceOf(UnencodableText.class)
                .hasMessageContaining("AuthToken")
                .hasMessageContaining("U+%04X".formatted(lacking));
    }

    /** Java's encoder takes these without an error and writes another character: ヴ for ゔ, ・ for ·. */
    @ParameterizedTest
    @ValueSource(strings = {"ゔ", "·"})
    void refusesWhatWouldArriveAsAnotherCharacter(String text) {
        assertThat(LegacyText.encode(text).isComplete()).isTrue();

        assertThatThrownBy(() -> OutboundText.spelled("AuthToken", text)).isInstanceOf(UnencodableText.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0001", "\u000B", "\u001F", "\uD800", "\uDC00"})
    void refusesWhatNoXmlCanCarry(String text) {
        assertThatThrownBy(() -> OutboundText.spelled("AuthToken", text)).isInstanceOf(UnencodableText.class);
    }

    @Test
    void messageNamesTheCharacterAndItsPlaceAndNothingElseOfTheText() {
        assertThatThrownBy(() -> OutboundText.spelled("AuthToken", "s3cr3t𠮷♥"))
                .hasMessage("AuthToken: character 7, U+20BB7 '𠮷', is not in windows-31j, the ERP's charset");
    }
}
