package org.catalogsync.model.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KanaReadingTest {

    @Test
    void hiraganaBecomesKatakanaAndTheRestStays() {
        assertThat(KanaReading.katakana("いすゞ・ゔぁいおりん 2 ABC")).isEqualTo("イスヾ・ヴァイオリン 2 ABC");
        assertThat(KanaReading.katakana("ワンピース")).isEqualTo("ワンピース");
    }

    @Test
    void textWithKanjiIsNoReading() {
        assertThat(KanaReading.isReading("コイスル マカイケイサツ 2nd!")).isTrue();
        assertThat(KanaReading.isReading("恋スル マカイケイサツ")).isFalse();
        assertThat(KanaReading.isReading("ヨシノ𠮷")).isFalse();
    }

    @Property
    void readingOfNormalTextIsNormalAndHasNoHiragana(@ForAll("kana") String text) {
        String reading = KanaReading.katakana(TextNormaliser.normalise(text));

        assertThat(TextNormaliser.normalise(reading)).isEqualTo(reading);
        assertThat(KanaReading.katakana(reading)).isEqualTo(reading);
        assertThat(reading).doesNotMatch(".*[ぁ-ゖゝゞ].*");
    }

    @Provide
    Arbitrary<String> kana() {
        return Arbitraries.strings()
                .withCharRange('\u3041', '\u30FF')
                .withCharRange('\uFF66', '\uFF9F')
                .ofMaxLength(10);
    }
}
