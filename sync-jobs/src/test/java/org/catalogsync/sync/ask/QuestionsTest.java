package org.catalogsync.sync.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.catalogsync.erp.FailureClass;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.RetryCounters;
import org.catalogsync.stores.Service;
import org.catalogsync.sync.Products;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuestionsTest {
    private final ErpInMemory erp = new ErpInMemory(20);
    private final ClockOfTest time = new ClockOfTest();
    private final RetryCounters counters = new RetryCounters();

    private Questions questions(int callsAtOnce) {
        Pacing pacing = new Pacing(callsAtOnce, Duration.ofSeconds(60));
        return new Questions(erp, pacing, counters, () -> {}, time);
    }

    private static List<Isbn> isbns(int count) {
        return IntStream.range(0, count).mapToObj(Products::isbn).toList();
    }

    @Test
    void asksInFullBatchesAndAnswersInTheOrderOfAsking() {
        List<Isbn> isbns = isbns(45);
        isbns.forEach(isbn -> erp.has(isbn, "本", 3));

        List<StockAnswer> answers = questions(4).ask(isbns);

        assertThat(answers).extracting(StockAnswer::isbn).isEqualTo(isbns);
        assertThat(erp.calls).extracting(List::size).containsExactlyInAnyOrder(20, 20, 5);
    }

    @Test
    void asksNoMoreAtOnceThanItMay() {
        CyclicBarrier three = new CyclicBarrier(3);
        erp.during = () -> {
            try {
                three.await();
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        };

        questions(3).ask(isbns(20 * 6));

        assertThat(erp.mostAtOnce).hasValue(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"RETRYABLE", "FAULT_SERVER"})
    void asksAgainForWhatWasNotAnswered(FailureClass passing) {
        erp.has(Products.isbn(0), "本", 3);
        erp.fails(2, passing, "http_503");

        List<StockAnswer> answers = questions(1).ask(isbns(2));

        assertThat(answers.get(0)).isInstanceOf(StockAnswer.Found.class);
        assertThat(answers.get(1)).isInstanceOf(StockAnswer.NotFound.class);
        assertThat(erp.calls).hasSize(3);
        assertThat(counters.snapshot().of(Service.ERP, Retry.Kind.UNAVAILABLE)).isEqualTo(2);
    }

    @Test
    void countsWhatTheAdapterAskedAgainByItselfAndOnlyWhatItDidForThisRun() {
        erp.repeated.set(100);
        Questions questions = questions(4);
        erp.during = erp.repeated::incrementAndGet;

        questions.ask(isbns(20 * 30));

        assertThat(counters.snapshot().of(Service.ERP, Retry.Kind.UNAVAILABLE)).isEqualTo(30);
    }

    @Test
    void stopsWhereNothingIsAnsweredForLongerThanTheDeadline() {
        erp.fails(Integer.MAX_VALUE, FailureClass.RETRYABLE, "timed_out");

        assertThatExceptionOfType(ErpUnavailable.class)
                .isThrownBy(() -> questions(1).ask(isbns(2)))
                .withMessageContaining("2 keys from " + Products.isbn(0))
                .withMessageContaining("timed_out");
        assertThat(time.pauses.stream().mapToLong(Long::longValue).sum())
                .as("less is left of the deadline than the next wait would take")
                .isBetween(50_000_000_000L, 60_000_000_000L);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAULT_CLIENT", "AUTH"})
    void stopsAtOnceWhereAskingAgainCannotHelp(FailureClass lasting) {
        erp.fails(1, lasting, "fault_client");

        assertThatExceptionOfType(ErpUnavailable.class)
                .isThrownBy(() -> questions(1).ask(isbns(2)));
        assertThat(erp.calls).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAULT_CLIENT", "FAULT_SERVER"})
    void aKeyThatTheErpFailsOverIsAFlawAndNoOutage(FailureClass lasting) {
        Isbn poison = Products.isbn(0);
        erp.has(Products.isbn(1), "本", 3);
        erp.says(
                poison,
                isbn -> new StockAnswer.Unavailable(
                        isbn, ErpInMemory.AS_OF, new org.catalogsync.erp.Failure(lasting, "fault_server", "poison")));

        List<StockAnswer> answers = questions(1).ask(isbns(2));

        assertThat(answers.get(0)).isInstanceOf(StockAnswer.Unreadable.class);
        assertThat(answers.get(1)).isInstanceOf(StockAnswer.Found.class);
    }

    @Test
    void leavesTheErpAloneForAsLongAsItAsks() {
        erp.outage =
                new org.catalogsync.erp.Failure(FailureClass.RETRYABLE, "http_429", "later", Duration.ofSeconds(7));
        erp.outageLasts = 1;

        questions(1).ask(isbns(1));

        assertThat(time.pauses).contains(7_000_000_000L);
        assertThat(counters.snapshot().of(Service.ERP, Retry.Kind.THROTTLED)).isEqualTo(1);
    }
}
