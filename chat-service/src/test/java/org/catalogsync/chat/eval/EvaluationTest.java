package org.catalogsync.chat.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
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
