package org.catalogsync.chat.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.eval.Evaluation.Report;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.chat.retrieve.Aliases;
import org.catalogsync.chat.retrieve.Catalogues;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.junit.jupiter.api.Test;

/** The judge is judged: what is made wrong on purpose must be found. */
class EvaluationTest {
    private final TitleIndex titles = TitleIndex.of(Catalogues.of(11, 1_000), Aliases.NONE);
    private final Evaluation evaluation = Evaluation.of(titles, 11);

    @Test
    void asksTheSameQuestionsForTheSameSeed() {
        assertThat(evaluation.questions()).hasSizeGreaterThanOrEqualTo(150);
        assertThat(Evaluation.of(titles, 11).questions()).isEqualTo(evaluation.questions());
        assertThat(Evaluation.of(titles, 12).questions()).isNotEqualTo(evaluation.questions());
    }

    @Test
    void findsAnInventedNumberInProse() {
        InProcess honest = new InProcess(titles);
        Report report = evaluation.run(
                (session, text) -> new Asker.Answer(honest.ask(session, text).card(), "在庫は87654冊です。"),
                titles::lastKnown);

        assertThat(report.numbers()).isZero();
        assertThat(report.failures())
                .anySatisfy(failure -> assertThat(failure.found()).contains("87654"));
    }

    /** Small numbers stand on every card: as a price, a volume, a part of a time. */
    @Test
    void findsANumberThatIsAnothersOrOfAnotherUnit() {
        assertThat(numbersOf(fact -> "『%s』は在庫が%d冊ございます。".formatted(fact.title(), quantity(fact) + 1)))
                .isZero();
        assertThat(numbersOf(fact -> "『%s』の価格は%d円です。".formatted(fact.title(), quantity(fact) + 1)))
                .isLessThan(0.1);
        assertThat(numbersOf(fact -> "“%s” has %d copies in stock.".formatted(fact.title(), fact.priceJpy())))
                .isLessThan(0.1);
    }

    @Test
    void findsAStateThatIsNotSo() {
        assertThat(numbersOf(fact -> "『%s』は%s。".formatted(fact.title(), quantity(fact) > 0 ? "在庫切れです" : "在庫がございます")))
                .isZero();
        assertThat(numbersOf(
                        fact -> "“%s” is %s.".formatted(fact.title(), quantity(fact) > 0 ? "sold out" : "in stock")))
                .isZero();
        assertThat(numbersOf(fact ->
                        "“%s” is %s.".formatted(fact.title(), quantity(fact) > 0 ? "in stock" : "out of stock")))
                .isEqualTo(1.0);
    }

    @Test
    void findsVolumesThatAreTakenForEachOther() {
        InProcess honest = new InProcess(titles);
        Report report = evaluation.run(
                (session, text) -> {
                    Frame.Card card = honest.ask(session, text).card().orElseThrow();
                    List<Fact> items = card.items();
                    boolean differ = items.size() > 1 && quantity(items.get(0)) != quantity(items.get(1));
                    return new Asker.Answer(
                            Optional.of(card),
                            differ
                                    ? "『%s』は%d冊、『%s』は%d冊です。"
                                            .formatted(
                                                    items.get(0).title(),
                                                    quantity(items.get(1)),
                                                    items.get(1).title(),
                                                    quantity(items.get(0)))
                                    : "");
                },
                titles::lastKnown);

        assertThat(report.numbers()).isLessThan(1.0);
    }

    /** Of the answers that have something to say. */
    private double numbersOf(Function<Fact, String> said) {
        InProcess honest = new InProcess(titles);
        AtomicInteger all = new AtomicInteger();
        Report report = evaluation.run(
                (session, text) -> {
                    Frame.Card card = honest.ask(session, text).card().orElseThrow();
                    Optional<Fact> first = card.items().stream()
                            .filter(fact -> fact.quantity() != null && fact.priceJpy() != null)
                            .findFirst();
                    first.ifPresent(fact -> all.incrementAndGet());
                    return new Asker.Answer(Optional.of(card), first.map(said).orElse(""));
                },
                titles::lastKnown);
        long wrong = report.failures().stream()
                .filter(failure -> failure.expected().equals("what the table says"))
                .count();
        return 1 - wrong / all.doubleValue();
    }

    private static int quantity(Fact fact) {
        return fact.quantity() == null ? -1 : fact.quantity();
    }

    @Test
    void acceptsTheNumbersOfTheRow() {
        InProcess honest = new InProcess(titles);
        Report report = evaluation.run(
                (session, text) -> {
                    Frame.Card card = honest.ask(session, text).card().orElseThrow();
                    StringBuilder prose = new StringBuilder();
                    card.items()
                            .forEach(fact -> prose.append(
                                    "%s: %d冊、%,d円。".formatted(fact.title(), fact.quantity(), fact.priceJpy())));
                    return new Asker.Answer(Optional.of(card), prose.toString());
                },
                titles::lastKnown);

        assertThat(report.numbers()).isEqualTo(1.0);
    }

    @Test
    void findsAWrongQuantityOnACard() {
        InProcess honest = new InProcess(titles);
        Report report = evaluation.run(
                (session, text) -> {
                    Frame.Card card = honest.ask(session, text).card().orElseThrow();
                    List<Fact> wrong =
                            card.items().stream().map(EvaluationTest::oneMore).toList();
                    return new Asker.Answer(
                            Optional.of(new Frame.Card(card.intent(), card.language(), wrong, List.of(), List.of())),
                            "");
                },
                titles::lastKnown);

        assertThat(report.numbers()).isLessThan(0.5);
    }

    @Test
    void findsAnAnswerThatIsMissing() {
        Report report = evaluation.run((session, text) -> new Asker.Answer(Optional.empty(), ""), titles::lastKnown);

        assertThat(report.intentItem()).isZero();
        assertThat(report.json()).contains("\"intent_item\":0.0", "\"numbers\":1.0", "\"found\":\"no card\"");
    }

    private static Fact oneMore(Fact fact) {
        Integer quantity = fact.quantity();
        return new Fact(
                fact.isbn(),
                fact.title(),
                fact.author(),
                fact.genre(),
                fact.volume(),
                quantity == null ? 1 : quantity + 1,
                fact.status(),
                fact.priceJpy(),
                fact.lastRestock(),
                fact.restockEtaDays(),
                fact.asOf(),
                fact.source(),
                fact.stale());
    }
}
