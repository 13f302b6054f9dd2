package org.catalogsync.chat.compose;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.answer.Sink;
import org.catalogsync.chat.compose.Written.By;
import org.catalogsync.chat.compose.Written.Why;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.erp.Deadline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Words an answer: by a model where there is something to word and time for it, sentence by sentence as the guard lets them pass; by a template where there is not, or as soon as anything is wrong. Then the template stands in place of all that was shown.
 *
 * <p>Returns before the deadline, whatever the model does. Safe for use by several threads.
 */
public final class Writer {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    /** A model needs about as long for its first sentence. */
    private static final Duration TIME_TO_BEGIN = Duration.ofMillis(700);
    /** For the template, and for it to reach the customer. */
    private static final Duration TIME_FOR_TEMPLATE = Duration.ofMillis(100);
    /** No sentence is longer; whoever writes one that is, is not answering. */
    private static final int LONGEST_SENTENCE = 800;

    private final Model model;
    private final ModelSettings settings;
    private final Tally tally;

    public Writer(Model model, ModelSettings settings, Tally tally) {
        this.model = model;
        this.settings = settings;
        this.tally = tally;
    }

    /** Sends the words of an answer as {@link Frame.Prose}; blocks until they are complete, the deadline at most. */
    public Written write(Material material, Deadline deadline, Sink sink) {
        return write(material, deadline, sink, usd -> {});
    }

    /**
     * The same for whoever pays.
     *
     * @param cost told what a model cost, in dollars, also where this ends in an exception
     */
    public Written write(Material material, Deadline deadline, Sink sink, DoubleConsumer cost) {
        if (!needsModel(material)) {
            return template(material, Why.NOT_NEEDED, sink);
        }
        if (deadline.remaining().compareTo(TIME_TO_BEGIN) < 0) {
            return template(material, Why.NO_TIME, sink);
        }
        return new Answer(material, deadline, sink).write(cost);
    }

    /** The same without a model, for a reason that the caller has. */
    public Written template(Material material, Why why, Sink sink) {
        return sink.gone()
                ? told(new Written(By.TEMPLATE, Why.GONE, 0, 0, 0))
                : instead(material, why, Usage.NONE, 0, false, sink);
    }

    private static boolean needsModel(Material material) {
        return switch (material.intent()) {
            case ORDER_STATUS, REVIEWS, SMALL_TALK, OUT_OF_SCOPE -> false;
            case STOCK, PRICE, DETAILS, RECOMMEND, RELATED, SUMMARY ->
                !material.spokenOf().isEmpty();
        };
    }

    private Written instead(Material material, Why why, Usage usage, double costUsd, boolean replace, Sink sink) {
        sink.send(new Frame.Prose(Templates.prose(material), replace));
        return told(new Written(By.TEMPLATE, why, usage.input(), usage.output(), costUsd));
    }

    private Written told(Written written) {
        tally.wrote(written);
        return written;
    }

    /** One that a model begins. */
    private final class Answer {
        private final Material material;
        private final Deadline deadline;
        private final Sink sink;
        private final GroundingGuard guard;
        private final Sentences sentences;
        private final String name;
        private boolean shown;

        Answer(Material material, Deadline deadline, Sink sink) {
            this.material = material;
            this.deadline = deadline;
            this.sink = sink;
            this.guard = GroundingGuard.of(material);
            this.sentences = new Sentences(Stream.concat(material.items().stream(), material.related().stream())
                    .map(Fact::title)
                    .toList());
            boolean isLong = settings.longAnswers()
                    && material.intent() == Intent.SUMMARY
                    && material.spokenOf().size() > 1;
            this.name = isLong ? settings.longModel() : settings.model();
        }

        Written write(DoubleConsumer cost) {
            Prompt prompt = Prompt.answering(material);
            try (Model.Talk talk = model.ask(
                    new Model.Question(name, prompt.system(), prompt.user(), settings.maxTokens(), true), deadline)) {
                try {
                    sink.onGone(talk::close);
                    Why why = read(talk);
                    talk.end(why); // before anything else: what it says now is paid for and read by nobody
                    return ended(why, talk.usage());
                } finally {
                    cost.accept(settings.prices().of(name, talk.usage()));
                }
            }
        }

        private Written ended(Why why, Usage usage) {
            double cost = settings.prices().of(name, usage);
            if (sink.gone()) {
                return told(new Written(shown ? By.MODEL : By.TEMPLATE, Why.GONE, usage.input(), usage.output(), cost));
            }
            return why == Why.NOTHING
                    ? told(new Written(By.MODEL, why, usage.input(), usage.output(), cost))
                    : instead(material, why, usage, cost, shown, sink);
        }

        private Why read(Model.Talk talk) {
            Why why = null;
            while (why == null) {
                why = sink.gone()
                        ? Why.GONE
                        : piece(talk.next(deadline.remaining().minus(TIME_FOR_TEMPLATE)));
            }
            return why;
        }

        /** Null while there is more to come. */
        private @Nullable Why piece(Model.Piece piece) {
            return switch (piece) {
                case Model.Piece.Text text -> tooLate() ? Why.LATE : show(sentences.add(text.text()));
                case Model.Piece.Nothing nothing -> Why.LATE;
                case Model.Piece.Failed failed -> failed.why();
                case Model.Piece.End end -> last(end);
            };
        }

        private boolean tooLate() {
            return deadline.remaining().compareTo(TIME_FOR_TEMPLATE) <= 0;
        }

        /** What was cut off is no sentence: it may end before the word that matters. */
        private Why last(Model.Piece.End end) {
            Optional<String> rest = end.cut() ? Optional.empty() : sentences.rest();
            Why why = show(rest.stream().toList());
            return why != null ? why : shown ? guard.unsaid().map(this::refused).orElse(Why.NOTHING) : Why.FAILED;
        }

        private Why refused(Objection objection) {
            tally.objected(objection);
            LOG.info("words of {} are not shown: {}", name, objection.kind().wire());
            return Why.UNGROUNDED;
        }

        private @Nullable Why show(List<String> whole) {
            for (String sentence : whole) {
                Optional<Objection> objection = sentence.isBlank() ? Optional.empty() : guard.check(sentence);
                if (objection.isPresent()) {
                    return refused(objection.get());
                }
                if (!sentence.isBlank()) {
                    sink.send(new Frame.Prose(sentence, false));
                    shown = true;
                }
            }
            return sentences.length() > LONGEST_SENTENCE ? Why.UNGROUNDED : null;
        }
    }
}
