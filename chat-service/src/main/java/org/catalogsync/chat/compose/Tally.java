package org.catalogsync.chat.compose;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of answers, since the process began. For metrics. */
public final class Tally {
    private final Map<Written.Why, LongAdder> written = adders(Written.Why.class);
    private final Map<Objection.Kind, LongAdder> objections = adders(Objection.Kind.class);
    private final Map<Classified.Outcome, LongAdder> classified = adders(Classified.Outcome.class);
    private final LongAdder inputTokens = new LongAdder();
    private final LongAdder outputTokens = new LongAdder();
    private final DoubleAdder usd = new DoubleAdder();

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        return Stream.of(type.getEnumConstants())
                .collect(Collectors.toMap(
                        one -> one, one -> new LongAdder(), (a, b) -> a, (Supplier<EnumMap<E, LongAdder>>)
                                () -> new EnumMap<>(type)));
    }

    void wrote(Written answer) {
        count(written, answer.why());
        used(new Usage(answer.inputTokens(), answer.outputTokens()), answer.costUsd());
    }

    void objected(Objection objection) {
        count(objections, objection.kind());
    }

    void classified(Classified answer) {
        count(classified, answer.outcome());
        used(answer.usage(), answer.costUsd());
    }

    private static <E extends Enum<E>> void count(Map<E, LongAdder> adders, E one) {
        adders.computeIfPresent(one, (key, adder) -> {
            adder.increment();
            return adder;
        });
    }

    private void used(Usage usage, double cost) {
        inputTokens.add(usage.input());
        outputTokens.add(usage.output());
        usd.add(cost);
    }

    /** Answers by what kept the model from them; {@link Written.Why#NOTHING} are those that it wrote. */
    public Map<Written.Why, Long> written() {
        return sums(written);
    }

    /** Sentences that were not shown. */
    public Map<Objection.Kind, Long> objections() {
        return sums(objections);
    }

    public Map<Classified.Outcome, Long> classified() {
        return sums(classified);
    }

    public Usage tokens() {
        return new Usage(inputTokens.sum(), outputTokens.sum());
    }

    public double costUsd() {
        return usd.sum();
    }

    private static <E extends Enum<E>> Map<E, Long> sums(Map<E, LongAdder> adders) {
        return adders.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum()));
    }
}
