package org.catalogsync.chat.eval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.catalogsync.model.Isbn;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks a chat at least 150 questions that a seed makes from the catalogue, and judges the answers by what the questions were made from. */
public final class Evaluation {
    private static final int AT_ONCE = 4;

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
     * Asks several conversations at once, the questions of each in their order.
     *
     * @param asker called by several threads
     * @param truth rows as they stand in the table, looked up apart from the chat; called by several threads
     */
    public Report run(Asker asker, Function<Isbn, Optional<Fact>> truth) {
        Numbers numbers = new Numbers(truth);
        Collection<List<Question>> talks = questions.stream()
                .collect(Collectors.groupingBy(Question::session, LinkedHashMap::new, Collectors.toList()))
                .values();
        List<Judged> judged = new ArrayList<>();
        try (ExecutorService customers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<List<Judged>>> asked = talks.stream()
                    .map(talk -> customers.submit(() -> talk.stream()
                            .map(question -> judged(question, asker.ask(question.session(), question.text()), numbers))
                            .toList()))
                    .toList();
            for (Future<List<Judged>> talk : asked) {
                judged.addAll(talk.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a question could not be asked: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        double all = questions.size();
        return new Report(
                questions.size(),
                judged.stream().filter(Judged::isRight).count() / all,
                judged.stream().filter(Judged::areNumbersRight).count() / all,
                judged.stream().flatMap(one -> one.failures().stream()).toList());
    }

    private static Judged judged(Question question, Asker.Answer answer, Numbers numbers) {
        List<Failure> failures = new ArrayList<>();
        String asked = question.kind() + ": " + question.text();
        String found = found(answer);
        boolean isRight = found.equals(expected(question));
        if (!isRight) {
            failures.add(new Failure(asked, expected(question), found));
        }
        List<String> wrong = numbers.wrong(answer);
        if (!wrong.isEmpty()) {
            failures.add(new Failure(asked, "what the table says", String.join("; ", wrong)));
        }
        return new Judged(isRight, wrong.isEmpty(), failures);
    }

    private record Judged(boolean isRight, boolean areNumbersRight, List<Failure> failures) {}

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
     * @param numbers share of the questions whose numbers, and whose words on stock, were all right
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
