package org.catalogsync.chat.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.catalogsync.chat.eval.Evaluation;
import org.catalogsync.chat.eval.Question;
import org.catalogsync.chat.intent.Context;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Understanding;
import org.catalogsync.chat.intent.Wish;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.chat.retrieve.Aliases;
import org.catalogsync.chat.retrieve.Catalogues;
import org.catalogsync.chat.retrieve.TitleEntry;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.catalogsync.devstack.bedrock.speech.Speech;
import org.junit.jupiter.api.Test;

/** What the development stack's model says to the questions of the evaluation, over an invented catalogue: a guard that refused it would make every answer a template's. */
class OrdinaryAnswersTest {
    private static final int SEEDS = 3;

    @Test
    void aModelThatSaysTheFactsIsHeard() {
        Map<Intent, int[]> heard = new TreeMap<>();
        List<String> refused = new ArrayList<>();
        for (int seed = 11; seed < 11 + SEEDS; seed++) {
            TitleIndex titles = TitleIndex.of(Catalogues.of(seed, 1_000), Aliases.NONE);
            List<Fact> others = facts(titles).limit(3).toList();
            Map<String, Context> contexts = new HashMap<>();
            for (Question question : Evaluation.of(titles, seed).questions()) {
                Material material = material(question, titles, contexts, others);
                if (!material.spokenOf().isEmpty() && !Materials.FIXED.contains(material.intent())) {
                    String said = Speech.of("", Prompt.answering(material).user(), false)
                            .text();
                    List<Objection> objections = objections(material, said);
                    int[] counts = heard.computeIfAbsent(material.intent(), intent -> new int[2]);
                    counts[objections.isEmpty() ? 0 : 1]++;
                    objections.forEach(objection -> refused.add(objection + " " + said));
                }
            }
        }

        int all = heard.values().stream()
                .mapToInt(counts -> counts[0] + counts[1])
                .sum();
        assertThat(all).isGreaterThan(250);
        assertThat(refused).as("of %d", all).hasSizeLessThanOrEqualTo(all / 100);
    }

    private static Material material(
            Question question, TitleIndex titles, Map<String, Context> contexts, List<Fact> others) {
        Wish wish = Understanding.understand(question.text(), titles, contexts.get(question.session()));
        contexts.put(question.session(), new Context(wish.isbns(), wish.language()));
        List<Fact> items = wish.isbns().stream()
                .flatMap(isbn -> titles.lastKnown(isbn).stream())
                .toList();
        boolean proposes = wish.intent() == Intent.RECOMMEND || wish.intent() == Intent.RELATED;
        return new Material(
                wish.intent(),
                wish.language(),
                question.text(),
                wish.intent() == Intent.RECOMMEND ? List.of() : items,
                proposes ? others : List.of(),
                List.of());
    }

    private static Stream<Fact> facts(TitleIndex titles) {
        List<TitleEntry> entries = new ArrayList<>();
        titles.forEach(entries::add);
        return entries.stream().flatMap(entry -> titles.lastKnown(entry.isbn()).stream());
    }

    private static List<Objection> objections(Material material, String said) {
        GroundingGuard guard = GroundingGuard.of(material);
        List<String> titles = Stream.concat(material.items().stream(), material.related().stream())
                .map(Fact::title)
                .toList();
        for (String sentence : Sentences.of(said, titles)) {
            Optional<Objection> objection = guard.check(sentence);
            if (objection.isPresent()) {
                return List.of(objection.get());
            }
        }
        return guard.unsaid().stream().toList();
    }
}
