package org.catalogsync.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.intent.Wish;
import org.catalogsync.chat.retrieve.Catalogues;
import org.catalogsync.model.Isbn;
import org.junit.jupiter.api.Test;

class AnswerKeyTest {

    @Test
    void followUpThatFindsNothingIsKeptForItsOwnSeriesAlone() {
        String one = AnswerKey.of("次の巻は?", wish("ワンピース 31", Catalogues.isbn(1)));
        String other = AnswerKey.of("次の巻は?", wish("ナルト 13", Catalogues.isbn(2)));

        assertThat(one).isNotEqualTo(other);
        assertThat(one).isEqualTo(AnswerKey.of("次の巻は？", wish("ワンピース 31", Catalogues.isbn(1))));
    }

    private static Wish wish(String unknown, Isbn near) {
        return new Wish(
                Language.JAPANESE,
                Intent.STOCK,
                true,
                List.of(),
                null,
                List.of(),
                List.of(unknown),
                List.of(near),
                false,
                "");
    }
}
