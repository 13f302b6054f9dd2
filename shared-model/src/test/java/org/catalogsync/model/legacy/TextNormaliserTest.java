package org.catalogsync.model.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextNormaliserTest {

    @ParameterizedTest
    @CsvSource({
        "ﾜﾝﾋﾟｰｽ, ワンピース",
        "ｶﾞｷﾞｳﾞﾜﾞｦﾞ, ガギヴヷヺ",
        "ﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟ, パピプペポ",
        "ｱﾞ, ア゛",
        "か\u3099, が",
        "ＬＩＺＡＲＤ　ＴＡＩＬ！, LIZARD TAIL!",
        "第４２巻, 第42巻",
        "｢ｺﾐｯｸ｣､ﾏﾝｶﾞ･ﾎﾝ｡, 「コミック」、マンガ・ホン。"
    })
    void writesOneWidth(String text, String normal) {
        assertThat(TextNormaliser.normalise(text)).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvSource({"～, 〜", "－, −", "―, —", "∥, ‖", "￠, ¢", "￡, £", "￢, ¬", "￥, ¥", "￤, ¦"})
    void bothSpellingsOfACodeAreOneText(String windows, String standard) {
        assertThat(TextNormaliser.normalise("表" + windows + "表"))
                .isEqualTo(TextNormaliser.normalise("表" + standard + "表"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"㈱", "①", "㌔", "Ⅻ", "…", "﨑", "髙", "★", "é", "々", "〆", "ー", "\\"})
    void leavesWhatPeopleWouldMiss(String text) {
        assertThat(TextNormaliser.normalise(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " A  B ",
                "A\r\nB",
                "A\u3000B",
                "\u3000A\u00A0\tB",
                "A\u2003B\u2028",
                "A \u0000B",
                "\uFEFFA B",
                "A\u200B B"
            })
    void spaceIsOneSpaceAndInvisibleCharactersGo(String text) {
        assertThat(TextNormaliser.normalise(text)).isEqualTo("A B");
    }

    @Test
    void blankTextIsEmpty() {
        assertThat(TextNormaliser.normalise("")).isEmpty();
        assertThat(TextNormaliser.normalise(" \u3000\r\n")).isEmpty();
    }

    @Test
    void halfASurrogatePairIsALostCharacter() {
        assertThat(TextNormaliser.read("A\uD842")).isEqualTo(new NormalText("A\uFFFD", false, true));
        assertThat(TextNormaliser.read("𠮷野家")).isEqualTo(new NormalText("𠮷野家", false, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"髪\uE000", "\uF8FF", "A\uDB80\uDC00"})
    void noticesPrivateUseCharacters(String text) {
        assertThat(TextNormaliser.read(text)).isEqualTo(new NormalText(text, true, false));
    }

    @Property
    void normalisingAgainChangesNothing(@ForAll("texts") String text) {
        String once = TextNormaliser.normalise(text);

        assertThat(TextNormaliser.normalise(once)).isEqualTo(once);
    }

    @Property
    void normalTextIsComposedTrimmedAndEncodable(@ForAll("texts") String text) {
        String normal = TextNormaliser.normalise(text);

        assertThat(Normalizer.isNormalized(normal, Normalizer.Form.NFC)).isTrue();
        assertThat(normal).isEqualTo(normal.strip()).doesNotContain("  ");
        assertThat(new String(normal.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(normal);
    }

    @Property
    void canonicallyEqualTextsBecomeOne(@ForAll("texts") String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);

        assertThat(TextNormaliser.normalise(decomposed))
                .isEqualTo(TextNormaliser.normalise(Normalizer.normalize(text, Normalizer.Form.NFC)));
    }

    @Test
    void everySingleUnitIsNormalAfterOnePass() {
        for (int unit = 0; unit <= 0xFFFF; unit++) {
            String once = TextNormaliser.normalise("あ" + (char) unit + "あ");

            assertThat(TextNormaliser.normalise(once)).as("U+%04X", unit).isEqualTo(once);
            assertThat(Normalizer.isNormalized(once, Normalizer.Form.NFC))
                    .as("U+%04X", unit)
                    .isTrue();
        }
    }

    @Test
    void soundMarksComposeAsTheyDoInUnicode() {
        for (char kana = 'ぁ'; kana <= 'ヿ'; kana++) {
            if (Character.isLetter(kana)) {
                assertComposes(kana, 'ﾞ', '\u3099');
                assertComposes(kana, 'ﾟ', '\u309A');
            }
        }
    }

    private static void assertComposes(char kana, char halfWidthMark, char combiningMark) {
        String composed = Normalizer.normalize("" + kana + combiningMark, Normalizer.Form.NFC);
        if (composed.length() == 1) {
            assertThat(TextNormaliser.normalise("" + kana + halfWidthMark)).isEqualTo(composed);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        char[] odd = {
            ' ', '\u3000', '\n', '\u0000', '\u200B', '\u200D', '\uFEFF', 'ﾞ', 'ﾟ', 'ｶ', 'ﾊ', 'か', 'カ', 'ゐ',
            '\u3099', '\u309A', '゛', 'Ａ', '～', '〜', '－', '−', '\uE000', '\uFFFD', '\uD842', '\uDFB7', '\u0301', 'a',
            'é', '\u212B', '\uFA10', '\u1100', '\u1161'
        };
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars(odd).ofMaxLength(12),
                Arbitraries.strings().all().ofMaxLength(12),
                Arbitraries.strings()
                        .withCharRange('\u3000', '\u30FF')
                        .withCharRange('\uFF00', '\uFFEF')
                        .ofMaxLength(12));
    }
}
