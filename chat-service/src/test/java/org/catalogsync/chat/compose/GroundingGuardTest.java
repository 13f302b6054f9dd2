package org.catalogsync.chat.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.lookup.Fact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GroundingGuardTest {

    @ParameterizedTest
    @MethodSource("trueLines")
    void acceptsWhatIsTrue(Line line) {
        assertThat(line.objections()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource({"falseLines", "unheardOf"})
    void refusesWhatIsFalse(Line line) {
        assertThat(line.objectionsToTheLast()).isNotEmpty();
    }

    /** A model that is told to speak plainly is heard: else every answer would be a template's. */
    @Test
    void letsMostOfWhatIsPlausibleAndTruePass() {
        List<PlausibleAnswers> all = PlausibleAnswers.all();

        List<PlausibleAnswers> refused =
                all.stream().filter(answer -> !answer.objections().isEmpty()).toList();

        assertThat(all).hasSizeGreaterThanOrEqualTo(150);
        assertThat(refused).hasSizeLessThanOrEqualTo(all.size() / 20);
    }

    /** Two letters that stand in other words, too, are a genre where words beside them say so. */
    @Test
    void aShortGenreIsKnownByTheWordsBesideIt() {
        Fact romance = Shelf.by(Shelf.FEW, "山田 太郎", "恋愛");
        Fact sf = Shelf.by(Shelf.FEW, "山田 太郎", "SF");

        assertThat(objection(romance, "『月面の探偵 3』のジャンルは恋愛です。")).isEmpty();
        assertThat(objection(romance, "『月面の探偵 3』は山田 太郎さんの恋愛作品です。")).isEmpty();
        assertThat(objection(sf, "“月面の探偵 3” is an SF manga by 山田 太郎.")).isEmpty();
        assertThat(objection(sf, "『月面の探偵 3』のジャンルは恋愛です。")).isPresent();
        assertThat(objection(romance, "恋愛は484円です。")).isPresent();
    }

    private static Optional<Objection> objection(Fact fact, String sentence) {
        return GroundingGuard.of(Shelf.asked(Intent.DETAILS, Language.JAPANESE, fact))
                .check(sentence);
    }

    @Test
    void thereAreEnoughOfBoth() {
        assertThat(trueLines().count()).isGreaterThanOrEqualTo(60);
        assertThat(falseLines().count()).isGreaterThanOrEqualTo(80);
        assertThat(unheardOf().count()).isGreaterThanOrEqualTo(180);
    }

    static Stream<Line> trueLines() {
        return lines("true.txt");
    }

    static Stream<Line> falseLines() {
        return lines("false.txt");
    }

    static Stream<Line> unheardOf() {
        return lines("unheard-of.txt");
    }

    /** Sentences that are said one after the other of these volumes. */
    record Line(List<Fact> facts, List<String> sentences) {
        List<Objection> objections() {
            GroundingGuard guard = guard();
            return sentences.stream()
                    .map(guard::check)
                    .flatMap(Optional::stream)
                    .toList();
        }

        /** A line that is refused for what leads up to it would show nothing. */
        Optional<Objection> objectionsToTheLast() {
            GroundingGuard guard = guard();
            sentences
                    .subList(0, sentences.size() - 1)
                    .forEach(sentence ->
                            assertThat(guard.check(sentence)).as(sentence).isEmpty());
            return guard.check(sentences.getLast());
        }

        private GroundingGuard guard() {
            boolean english =
                    sentences.getLast().contains("“") || sentences.getLast().matches("[ -~¥]+");
            return GroundingGuard.of(Shelf.asked(Intent.STOCK, english ? Language.ENGLISH : Language.JAPANESE, facts));
        }

        @Override
        public String toString() {
            return String.join(" ", sentences);
        }
    }

    private static Stream<Line> lines(String file) {
        List<Line> lines = new ArrayList<>();
        List<Fact> facts = List.of();
        for (String line : read(file)) {
            if (line.startsWith("[")) {
                facts = facts(line.substring(1, line.length() - 1));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(new Line(facts, Arrays.asList(line.split("\\|"))));
            }
        }
        return lines.stream();
    }

    static List<String> read(String file) {
        URL resource = GroundingGuardTest.class.getResource("/grounding/" + file);
        try {
            return Files.readAllLines(Path.of(URI.create(String.valueOf(resource))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Fact> facts(String name) {
        return switch (name) {
            case "FEW" -> List.of(Shelf.FEW);
            case "PLENTY" -> List.of(Shelf.PLENTY);
            case "NONE" -> List.of(Shelf.NONE);
            case "PRE" -> List.of(Shelf.PRE);
            case "UNKNOWN" -> List.of(Shelf.UNKNOWN);
            case "STALE" -> List.of(Shelf.STALE);
            case "SERIES" -> Shelf.SERIES;
            default -> throw new IllegalArgumentException(name);
        };
    }
}
