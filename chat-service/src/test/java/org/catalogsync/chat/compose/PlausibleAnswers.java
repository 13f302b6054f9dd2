package org.catalogsync.chat.compose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.lookup.Fact;

/** True answers as a model words them, of volumes in every state. */
record PlausibleAnswers(Material material, List<String> sentences) {

    static List<PlausibleAnswers> all() {
        List<PlausibleAnswers> answers = new ArrayList<>();
        String[] head = {};
        for (String line : GroundingGuardTest.read("plausible.txt")) {
            if (line.startsWith("[")) {
                head = line.substring(1, line.length() - 1).split(" ");
            } else if (!line.isBlank() && !line.startsWith("#")) {
                answers.add(new PlausibleAnswers(
                        material(Intent.valueOf(head[0]), head[1], head[2]), Arrays.asList(line.split("\\|"))));
            }
        }
        return answers;
    }

    private static Material material(Intent intent, String facts, String language) {
        Language spoken = language.equals("ja") ? Language.JAPANESE : Language.ENGLISH;
        if (facts.equals("FOUND")) {
            List<Fact> found = List.of(Shelf.FEW, Shelf.PRE);
            return new Material(intent, spoken, "?", List.of(), found, List.of());
        }
        if (intent == Intent.RELATED) {
            List<Fact> series = Shelf.SERIES;
            return new Material(intent, spoken, "?", series.subList(0, 1), series.subList(1, series.size()), List.of());
        }
        return Shelf.asked(intent, spoken, GroundingGuardTest.facts(facts));
    }

    /** Of a sentence, or of the answer as a whole. */
    List<Objection> objections() {
        GroundingGuard guard = GroundingGuard.of(material);
        List<Objection> objections = new ArrayList<>(
                sentences.stream().map(guard::check).flatMap(Optional::stream).toList());
        if (objections.isEmpty()) {
            guard.unsaid().ifPresent(objections::add);
        }
        return objections;
    }

    @Override
    public String toString() {
        return material.intent() + " " + String.join(" ", sentences);
    }
}
