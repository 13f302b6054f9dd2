package org.catalogsync.chat.eval;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.catalogsync.model.Isbn;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks a chat at least 150 questions that a seed makes from the catalogue, and judges the answers by what the questions were made from. */
public final class Evaluation {
    private final List<Question> questions;

    private Evaluation(List<Question> questions) {
        this.questions = questions;
    }

    /**
     * Makes the questions.
     *
     * @param titles the catalogue that the chat has
     * @throws IllegalArgumentException for a catalogue with fewer than two series of numbered volumes
     */
    public static Evaluation of(TitleIndex titles, long seed) {
        return new Evaluation(Questions.of(titles, seed));
    }

    public List<Question> questions() {
        return List.copyOf(questions);
    }

    /**
     * Asks them all, one after another.
     *
     * @param truth rows as they stand in the table, looked up apart from the chat
     */
    public Report run(Asker asker, Function<Isbn, Optional<Fact>> truth) {
        Numbers numbers = new Numbers(truth);
        List<Failure> failures = new ArrayList<>();
        int right = 0;
        int rightNumbers = 0;
        for (Question question : questions) {
            Asker.Answer answer = asker.ask(question.session(), question.text());
            String found = found(answer);
            boolean isRight = found.equals(expected(question));
            if (!isRight) {
                failures.add(new Failure(question.kind() + ": " + question.text(), expected(question), found));
            }
            List<String> wrong = numbers.wrong(question, answer);
            if (!wrong.isEmpty()) {
                failures.add(new Failure(
                        question.kind() + ": " + question.text(), "numbers of the table", String.join("; ", wrong)));
            }
            right += isRight ? 1 : 0;
            rightNumbers += wrong.isEmpty() ? 1 : 0;
        }
        double all = questions.size();
        return new Report(questions.size(), right / all, rightNumbers / all, failures);
    }

    private static String expected(Question question) {
        return question.intent().wire() + " " + new TreeSet<>(question.isbns());
    }

    private static String found(Asker.Answer answer) {
        return answer.card()
                .map(card -> {
                    Set<Isbn> isbns = new HashSet<>();
                    card.items().forEach(item -> isbns.add(item.isbn()));
                    return card.intent().wire() + " " + new TreeSet<>(isbns);
                })
                .orElse("no card");
    }

    /** An answer that is not what it should be. */
    public record Failure(String question, String expected, String found) {}

    /**
     * How it went.
     *
     * @param intentItem share of the questions whose intent and volumes were understood
     * @param numbers share of the questions whose numbers were all right
     */
    public record Report(int questions, double intentItem, double numbers, List<Failure> failures) {
        public Report {
            failures = List.copyOf(failures);
        }

        /** One object, for scripts. */
        public String json() {
            ObjectNode json = JsonMapper.shared().createObjectNode();
            json.put("questions", questions);
            json.put("intent_item", intentItem);
            json.put("numbers", numbers);
            ArrayNode all = json.putArray("failures");
            for (Failure failure : failures) {
                all.addObject()
                        .put("question", failure.question())
                        .put("expected", failure.expected())
                        .put("found", failure.found());
            }
            return json.toString();
        }
    }
}
