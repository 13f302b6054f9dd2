package org.catalogsync.devstack.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TitleTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"虹の船 42", "虹の船(42)", "虹の船 第42巻", "虹の船　４２", "虹の船 vol.42", "虹の船 #42", "虹の船 四十二巻", "虹の船【42】"})
    void seesOneVolumeInEverySpellingOfIt(String title) {
        TitleText text = TitleText.of(title);

        assertThat(text.volume()).contains(42);
        assertThat(text.letters()).isEqualTo(TitleText.of("虹の船").letters());
    }

    @ParameterizedTest
    @CsvSource({"ﾄﾞﾗｺﾞﾝ,ドラゴン", "ドラゴン,どらごん", "ＡＢＣ,abc", "メモリーズ,メモリズ", "月・船－歌,月船歌", "〈月〉の船,月の船"})
    void overlooksWidthScriptLongVowelsAndPunctuation(String one, String other) {
        assertThat(TitleText.of(one).letters()).isEqualTo(TitleText.of(other).letters());
    }

    @Test
    void takesANumberThatIsTheWholeTitleForItsName() {
        assertThat(TitleText.of("20").volume()).isEmpty();
        assertThat(TitleText.of("20世紀の船").volume()).isEmpty();
    }
}
