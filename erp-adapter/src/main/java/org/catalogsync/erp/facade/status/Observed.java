package org.catalogsync.erp.facade.status;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.catalogsync.erp.StockAnswer;
import org.jspecify.annotations.Nullable;

/** What the answers to clients' questions tell of the ERP. Nobody asks it for the sake of health: a probe every second would be a fiftieth of all that it takes. */
public final class Observed {
    private final Map<Outcome, LongAdder> counts = Arrays.stream(Outcome.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), o -> new LongAdder()));
    private final AtomicReference<@Nullable Instant> lastAnswer = new AtomicReference<>();
    private final AtomicReference<@Nullable Failed> lastFailure = new AtomicReference<>();

    /** What became of a question, as it is written in items and metrics. */
    enum Outcome {
        FOUND,
        NOT_FOUND,
        UNAVAILABLE,
        UNREADABLE
    }

    /**
     * A question that had no answer.
     *
     * @param code the failure's word
     */
    record Failed(Instant at, String code) {}

    /** Counts an answer. */
    public void note(StockAnswer answer) {
        Outcome outcome = switch (answer) {
            case StockAnswer.Found found -> Outcome.FOUND;
            case StockAnswer.NotFound notFound -> Outcome.NOT_FOUND;
            case StockAnswer.Unavailable unavailable -> Outcome.UNAVAILABLE;
            case StockAnswer.Unreadable unreadable -> Outcome.UNREADABLE;
        };
        counter(outcome).increment();
        if (answer instanceof StockAnswer.Unavailable unavailable) {
            lastFailure.set(new Failed(answer.asOf(), unavailable.failure().code()));
        } else {
            lastAnswer.set(answer.asOf());
        }
    }

    long seen(Outcome outcome) {
        return counter(outcome).sum();
    }

    @Nullable
    Instant lastAnswer() {
        return lastAnswer.get();
    }

    @Nullable
    Failed lastFailure() {
        return lastFailure.get();
    }

    private LongAdder counter(Outcome outcome) {
        LongAdder counter = counts.get(outcome);
        if (counter == null) {
            throw new IllegalStateException("every outcome has a counter: " + outcome);
        }
        return counter;
    }
}
