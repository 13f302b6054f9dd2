package org.catalogsync.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Understanding;
import org.catalogsync.chat.intent.Wish;
import org.catalogsync.chat.retrieve.Aliases;
import org.catalogsync.chat.retrieve.Catalogues;
import org.catalogsync.chat.retrieve.TitleEntry;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.junit.jupiter.api.Test;

class ExampleQuestionsTest {

    @Test
    void asksForBooksOfThisCatalogue() {
        List<TitleEntry> entries = new ArrayList<>();
        IntStream.rangeClosed(1, 3)
                .forEach(n -> entries.add(Catalogues.volume(n, "とても長い名前の灯台守の娘とその猫の物語 第" + n + "巻", null)));
        IntStream.rangeClosed(1, 2).forEach(n -> entries.add(Catalogues.volume(10 + n, "海辺の観測所 第" + n + "巻", null)));
        TitleIndex titles = TitleIndex.of(entries, Aliases.NONE);

        ExampleQuestions examples = new ExampleQuestions(() -> titles);

        assertThat(examples.now()).containsOnlyKeys("ja", "en");
        examples.now().values().forEach(questions -> {
            assertThat(questions).hasSize(4);
            List<Wish> wishes = questions.stream()
                    .map(question -> Understanding.understand(question, titles, null))
                    .toList();
            assertThat(wishes)
                    .extracting(Wish::intent)
                    .containsExactly(Intent.STOCK, Intent.PRICE, Intent.RECOMMEND, Intent.STOCK);
            assertThat(List.of(wishes.get(0), wishes.get(1), wishes.get(3)))
                    .allSatisfy(wish -> assertThat(wish.isbns()).containsExactly(Catalogues.isbn(12)));
        });
    }

    @Test
    void hasNoneWithoutACatalogue() {
        assertThat(new ExampleQuestions(() -> TitleIndex.EMPTY).now()).isEmpty();
    }
}
