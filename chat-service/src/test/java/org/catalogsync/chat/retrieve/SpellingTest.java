package org.catalogsync.chat.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ワンピース | ﾜﾝﾋﾟｰｽ",
                "ワンピース | わんぴーす",
                "ワンピース | ワン・ピ－ス",
                "ONE PIECE | ｏｎｅ　ｐｉｅｃｅ",
                "ONE PIECE | One-Piece",
                "髙橋さん | 高橋さん",
                "宮﨑 | 宮崎",
                "夏〜春 | 夏～春",
                "キャット | キヤット",
                "SPY×FAMILY | spy family"
            })
    void givesWhatReadersTakeForTheSameOneKey(String one, String other) {
        assertThat(Spelling.key(one)).isEqualTo(Spelling.key(other)).isNotEmpty();
    }

    @Property
    void foldsAKeyToItself(@ForAll @StringLength(max = 40) String text) {
        String key = Spelling.key(text);

        assertThat(Spelling.key(key)).isEqualTo(key);
    }

    @Property
    void doesNotCareForKanaOrWidth(@ForAll @CharRange(from = 'ァ', to = 'ヶ') @StringLength(max = 20) String katakana) {
        StringBuilder hiragana = new StringBuilder();
        katakana.chars().forEach(c -> hiragana.append((char) (c - 0x60)));

        assertThat(Spelling.key(hiragana.toString())).isEqualTo(Spelling.key(katakana));
    }

    @Property
    void knowsWhereItsLettersWereWritten(@ForAll @StringLength(max = 40) String text) {
        Spelling spelling = Spelling.of(text);

        assertThat(spelling.written(0, spelling.plain().length())).isEqualTo(text);
        for (int i = 0; i < spelling.key().length; i++) {
            int at = spelling.inPlain(i);
            assertThat(spelling.written(at, at + 1)).isSubstringOf(text);
        }
    }
}
