package org.catalogsync.chat.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.catalogsync.chat.retrieve.Aliases;
import org.catalogsync.chat.retrieve.Catalogues;
import org.catalogsync.chat.retrieve.TitleEntry;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions are read on threads with small stacks, however they repeat themselves. */
class LongQuestionsTest {
    private static final int SMALL_STACK_BYTES = 256 << 10;
    private static final TitleIndex TITLES = TitleIndex.of(catalogue(), Aliases.wellKnownAnd(List.of()));

    private static List<TitleEntry> catalogue() {
        List<TitleEntry> entries = new ArrayList<>();
        IntStream.rangeClosed(1, 30).forEach(n -> entries.add(Catalogues.volume(n, "ワンピース 第" + n + "巻", "ワンピース")));
        IntStream.rangeClosed(1, 3).forEach(n -> entries.add(Catalogues.volume(100 + n, "愛(" + n + ")", "アイ")));
        entries.add(Catalogues.volume(201, "1", null));
        entries.add(Catalogues.volume(202, "の", null));
        return entries;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "の",
                "、",
                "という",
                "です",
                "…",
                "!",
                "?",
                "(",
                "「",
                "\"",
                "1,",
                "1-",
                "1、2と",
                "一",
                "上",
                "愛",
                "愛の",
                "ワンピース",
                "ワンピース1、",
                "第",
                "vol ",
                "isbn",
                "9 ",
                "978-",
                "any a good ",
                "あり",
                "how ",
                "は在庫",
                "\n",
                "🐈",
                "\uD83D",
                "\u200b"
            })
    void readsAQuestionThatRepeatsItself(String unit) {
        assertThat(understand("あ" + unit.repeat(1_000 / unit.length()) + "い").isbns())
                .hasSizeLessThanOrEqualTo(Wish.MOST);
    }

    @Property(tries = 150)
    void readsAnyQuestion(@ForAll("questions") String question) {
        assertThat(understand(question).isbns()).hasSizeLessThanOrEqualTo(Wish.MOST);
    }

    @Provide
    Arbitrary<String> questions() {
        Arbitrary<String> piece = Arbitraries.of(
                "の", "、", "と", "です", "ます", "1", "12巻", "から", "〜", "上", "下巻", "愛", "ワンピース", "新装版", " ", "「", "」", "\"",
                "978", "4-08", "ある", "いくら", "vol.", "volume ", "iii", "of ", "and ", "?", "在庫", "おすすめ", "x", "！", "ｶ",
                "ﾞ", "🐈", "\uDC08", "\uE000");
        Arbitrary<String> repeated =
                piece.flatMap(text -> Arbitraries.integers().between(1, 200).map(text::repeat));
        return Arbitraries.oneOf(piece, repeated).list().ofMaxSize(30).map(parts -> String.join("", parts));
    }

    private static Wish understand(String question) {
        AtomicReference<Object> end = new AtomicReference<>();
        Thread reader = new Thread(
                null,
                () -> {
                    try {
                        end.set(Understanding.understand(question, TITLES, null));
                    } catch (Throwable thrown) {
                        end.set(thrown);
                    }
                },
                "small",
                SMALL_STACK_BYTES);
        reader.start();
        try {
            reader.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(end.get()).isInstanceOf(Wish.class);
        return (Wish) end.get();
    }
}
