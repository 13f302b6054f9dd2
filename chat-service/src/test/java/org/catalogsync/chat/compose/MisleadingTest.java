package org.catalogsync.chat.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.model.StockStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that are false though each word of them is true: what is said of one volume is read as said of another, of all, or of more than was looked up. */
class MisleadingTest {
    private static final Map<String, Fact> FACTS = Map.ofEntries(
            Map.entry("FEW", Shelf.FEW),
            Map.entry("IN", Shelf.PLENTY),
            Map.entry("NONE", Shelf.NONE),
            Map.entry("PRE", Shelf.PRE),
            Map.entry("STALE", Shelf.STALE),
            Map.entry("NOETA", Shelf.volume(8, "風の郵便局 2", "2", 0, StockStatus.OUT_OF_STOCK, 550)),
            Map.entry("S1", Shelf.SERIES.get(0)),
            Map.entry("S2", Shelf.SERIES.get(1)),
            Map.entry("S3", Shelf.SERIES.get(2)),
            Map.entry("S4", Shelf.SERIES.get(3)),
            Map.entry("S5", Shelf.SERIES.get(4)),
            Map.entry("UNKNOWN", Shelf.UNKNOWN),
            Map.entry("S6", Shelf.volume(16, "銀河の料理人 6", "6", 3, StockStatus.LOW_STOCK, 484)),
            Map.entry("O7", Shelf.withEta(Shelf.volume(17, "銀河の料理人 7", "7", 0, StockStatus.OUT_OF_STOCK, 528), 3)),
            Map.entry("YAM", Shelf.by(Shelf.volume(18, "森の時計 1", "1", 5, StockStatus.IN_STOCK, 484), "山田 太郎", "恋愛")));

    @ParameterizedTest
    @MethodSource("answers")
    void isRefused(Answer answer) {
        assertThat(answer.objections()).isNotEmpty();
    }

    static Stream<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        String head = "";
        for (String line : GroundingGuardTest.read("misleading.txt")) {
            if (line.startsWith("[")) {
                head = line.substring(1, line.length() - 1);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                answers.add(answer(head, line));
            }
        }
        return answers.stream();
    }

    private static Answer answer(String head, String line) {
        String text = line.replace("\\n", "\n");
        for (Map.Entry<String, Fact> fact : FACTS.entrySet()) {
            text = text.replace(
                    "{" + fact.getKey() + "}", fact.getValue().isbn().value());
        }
        String[] parts = head.split("/", 2);
        String[] items = parts[0].strip().split(" ", 2);
        boolean english = text.matches("(?s)[ -~“”¥\\n].*");
        return new Answer(
                new Material(
                        Intent.valueOf(items[0]),
                        english ? Language.ENGLISH : Language.JAPANESE,
                        "?",
                        facts(items.length < 2 ? "" : items[1]),
                        facts(parts.length < 2 ? "" : parts[1]),
                        List.of()),
                text);
    }

    private static List<Fact> facts(String names) {
        return names.isBlank()
                ? List.of()
                : Stream.of(names.strip().split(" ", -1)).map(FACTS::get).toList();
    }

    record Answer(Material material, String text) {
        List<Objection> objections() {
            GroundingGuard guard = GroundingGuard.of(material);
            List<String> titles = Stream.concat(material.items().stream(), material.related().stream())
                    .map(Fact::title)
                    .toList();
            return Sentences.of(text, titles).stream()
                    .filter(sentence -> !sentence.isBlank())
                    .map(guard::check)
                    .flatMap(Optional::stream)
                    .toList();
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
