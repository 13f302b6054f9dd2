package org.catalogsync.chat.compose;

import java.time.Duration;
import java.util.Optional;
import org.catalogsync.chat.compose.Classified.Outcome;
import org.catalogsync.chat.intent.Hint;
import org.catalogsync.erp.Deadline;

/** Asks the small model what a question wants, for a short while. Safe for use by several threads; never throws. */
public final class Classifier {
    private static final Duration LONGEST = Duration.ofMillis(900);
    private static final Duration SHORTEST = Duration.ofMillis(150);

    private final Model model;
    private final ModelSettings settings;
    private final Tally tally;

    public Classifier(Model model, ModelSettings settings, Tally tally) {
        this.model = model;
        this.settings = settings;
        this.tally = tally;
    }

    /** Empty where the model did not know, or did not answer within 900 ms or the deadline. */
    public Optional<Hint> classify(String question, Deadline deadline) {
        return classified(question, deadline).hint();
    }

    /** The same, with what it cost. */
    public Classified classified(String question, Deadline deadline) {
        Classified answer = asked(question, deadline.atMost(LONGEST));
        tally.classified(answer);
        return answer;
    }

    private Classified asked(String question, Deadline deadline) {
        if (deadline.remaining().compareTo(SHORTEST) < 0) {
            return new Classified(Optional.empty(), Outcome.LATE, Usage.NONE, 0);
        }
        Prompt prompt = Prompt.classifying(question);
        try (Model.Talk talk = model.ask(
                new Model.Question(
                        settings.intentModel(), prompt.system(), prompt.user(), settings.intentMaxTokens(), false),
                deadline)) {
            return answered(talk, deadline);
        }
    }

    private Classified answered(Model.Talk talk, Deadline deadline) {
        StringBuilder words = new StringBuilder();
        while (true) {
            switch (talk.next(deadline.remaining())) {
                case Model.Piece.Text text -> words.append(text.text());
                case Model.Piece.Nothing nothing -> {
                    talk.end(Written.Why.LATE);
                    return classified(talk, Optional.empty(), Outcome.LATE);
                }
                case Model.Piece.Failed failed -> {
                    return classified(
                            talk,
                            Optional.empty(),
                            failed.why() == Written.Why.THROTTLED ? Outcome.THROTTLED : Outcome.FAILED);
                }
                case Model.Piece.End end -> {
                    Optional<Hint> hint = HintReader.read(words.toString());
                    return classified(talk, hint, hint.isPresent() ? Outcome.UNDERSTOOD : Outcome.NOT_UNDERSTOOD);
                }
            }
        }
    }

    private Classified classified(Model.Talk talk, Optional<Hint> hint, Outcome outcome) {
        Usage usage = talk.usage();
        return new Classified(hint, outcome, usage, settings.prices().of(settings.intentModel(), usage));
    }
}
