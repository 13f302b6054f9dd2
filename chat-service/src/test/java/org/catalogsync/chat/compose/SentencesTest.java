package org.catalogsync.chat.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SentencesTest {
    private static final String TEXT =
            "『猫と。犬！ 3』は在庫がございます。価格は484円です。“Dr. NOVA vol. 2” costs ¥1,210. It is in stock! はい。";
    private static final List<String> TITLES = List.of("猫と。犬！ 3", "Dr. NOVA vol. 2");

    @Test
    void aStopInATitleOrANumberEndsNoSentence() {
        assertThat(Sentences.of(TEXT, TITLES))
                .containsExactly(
                        "『猫と。犬！ 3』は在庫がございます。",
                        "価格は484円です。",
                        "“Dr. NOVA vol. 2” costs ¥1,210.",
                        " It is in stock!",
                        " はい。");
    }

    @Test
    void aTitleWithoutQuotesIsNotCutEither() {
        assertThat(Sentences.of("猫と。犬！ 3は品切れです。Dr. NOVA vol. 2 is sold out. Yes", TITLES))
                .containsExactly("猫と。犬！ 3は品切れです。", "Dr. NOVA vol. 2 is sold out.", " Yes");
    }

    @Test
    void aSentenceIsOutAsSoonAsItIsWhole() {
        Sentences sentences = new Sentences(List.of());

        assertThat(sentences.add("在庫が")).isEmpty();
        assertThat(sentences.add("ございます。価")).containsExactly("在庫がございます。");
        assertThat(sentences.rest()).contains("価");
    }

    @Property(tries = 300)
    void howTheTextWasCutDoesNotMatter(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 9) Integer> cuts) {
        Sentences sentences = new Sentences(TITLES);
        List<String> all = new ArrayList<>();
        int at = 0;
        for (int i = 0; at < TEXT.length(); i++) {
            int end = Math.min(TEXT.length(), at + cuts.get(i % cuts.size()));
            all.addAll(sentences.add(TEXT.substring(at, end)));
            at = end;
        }
        sentences.rest().ifPresent(all::add);

        assertThat(all).isEqualTo(Sentences.of(TEXT, TITLES));
    }
}
