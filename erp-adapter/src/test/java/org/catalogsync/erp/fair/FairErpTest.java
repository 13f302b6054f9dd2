package org.catalogsync.erp.fair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.ErpSettings;
import org.catalogsync.erp.ErpStatus;
import org.catalogsync.erp.FailureClass;
import org.catalogsync.erp.Finding;
import org.catalogsync.erp.Priority;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.erp.StockAnswers;
import org.catalogsync.model.Isbn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairErpTest {
    private static final Isbn ONE = Isbns.of(1);
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final int PLENTY = 1_000_000;

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<FairErp> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(FairErp::close);
        callers.shutdownNow();
    }

    @Test
    void whoAsksAtTheSameTimeForTheSameSharesAnExchange() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        ScriptedErp erp = new ScriptedErp(20, isbns -> {
            await(answered);
            return ScriptedErp.found(isbns);
        });
        FairErp fair = fair(erp, new StepwisePace(PLENTY));

        List<Future<StockAnswers>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(callers.submit(() -> fair.stock(ONE, Deadline.in(LONG))));
        }
        until("all have joined", () -> fair.status().joined() == 49);
        answered.countDown();

        for (Future<StockAnswers> one : all) {
            assertThat(one.get().of(ONE)).isEqualTo(ScriptedErp.found(ONE));
        }
        assertThat(erp.exchanges()).containsExactly(List.of(ONE));
    }

    @Test
    void whatWaitsForATokenRidesTogether() throws Exception {
        ScriptedErp erp = new ScriptedErp(20, ScriptedErp::found);
        StepwisePace pace = new StepwisePace(0);
        FairErp fair = fair(erp, pace);

        Map<Isbn, Future<StockAnswers>> all = new HashMap<>();
        for (Isbn isbn : Isbns.range(0, 50)) {
            all.put(isbn, callers.submit(() -> fair.stock(isbn, Deadline.in(LONG))));
        }
        until("all wait", () -> fair.status().waiting() == 50);
        pace.give(PLENTY);

        for (Map.Entry<Isbn, Future<StockAnswers>> one : all.entrySet()) {
            assertThat(one.getValue().get().of(one.getKey())).isEqualTo(ScriptedErp.found(one.getKey()));
        }
        assertThat(erp.exchanges()).extracting(List::size).containsExactly(20, 20, 10);
        assertThat(pace.taken()).hasSize(3);
    }

    /** Each look at the rate is a question to Redis. */
    @Test
    void whoComesBehindOthersIsNoReasonToLookAtTheRate() {
        AtomicInteger looks = new AtomicInteger();
        StepwisePace pace = new StepwisePace(0) {
            @Override
            public synchronized long take(Priority priority) {
                looks.incrementAndGet();
                return Duration.ofSeconds(5).toNanos();
            }
        };
        FairErp fair = fair(new ScriptedErp(20, ScriptedErp::found), pace);
        for (Isbn isbn : Isbns.range(0, 200)) {
            ask(fair.at(Priority.REFRESH), List.of(isbn));
        }
        until("all wait", () -> fair.status().waiting() == 200);
        assertThat(looks.get()).isEqualTo(1);

        ask(fair, List.of(Isbns.of(500)));

        until("somebody with a better right is", () -> looks.get() == 2);
    }

    @Test
    void aQuestionOfManyIsAnsweredInItsOrderAndOnlyOnceForEach() {
        ScriptedErp erp = new ScriptedErp(20, ScriptedErp::found);
        List<Isbn> isbns = new ArrayList<>(Isbns.range(0, 130));
        List<Isbn> twice = new ArrayList<>(isbns);
        twice.addAll(isbns.reversed());

        StockAnswers answers = fair(erp, new StepwisePace(PLENTY)).stock(twice, Deadline.in(LONG));

        assertThat(answers.byIsbn().keySet()).containsExactlyElementsOf(isbns);
        assertThat(answers.byIsbn())
                .allSatisfy((isbn, answer) -> assertThat(answer).isEqualTo(ScriptedErp.found(isbn)));
        assertThat(erp.exchanges()).allSatisfy(exchange -> assertThat(exchange).hasSizeLessThanOrEqualTo(20));
        assertThat(erp.exchanges().stream().mapToInt(List::size).sum()).isEqualTo(130);
    }

    @Test
    void customersGoFirstThenRefreshesThenExtracts() {
        ScriptedErp erp = new ScriptedErp(2, ScriptedErp::found);
        StepwisePace pace = new StepwisePace(0);
        FairErp fair = fair(erp, pace);
        ask(fair.at(Priority.BULK), Isbns.range(0, 2));
        until("the extract waits", () -> fair.status().waiting() == 2);
        ask(fair.at(Priority.REFRESH), Isbns.range(10, 12));
        until("the refresh waits", () -> fair.status().waiting() == 4);
        ask(fair, Isbns.range(20, 22));
        until("the customer waits", () -> fair.status().waiting() == 6);

        oneByOne(pace, erp, 3);

        assertThat(erp.exchanges()).containsExactly(Isbns.range(20, 22), Isbns.range(10, 12), Isbns.range(0, 2));
        assertThat(pace.taken()).containsExactly(Priority.CUSTOMER, Priority.REFRESH, Priority.BULK);
    }

    @Test
    void aCustomerWhoJoinsAnExtractsLookUpLendsItHisRight() {
        ScriptedErp erp = new ScriptedErp(1, ScriptedErp::found);
        StepwisePace pace = new StepwisePace(0);
        FairErp fair = fair(erp, pace);
        ask(fair.at(Priority.BULK), List.of(Isbns.of(1)));
        until("one waits", () -> fair.status().waiting() == 1);
        ask(fair.at(Priority.REFRESH), List.of(Isbns.of(2)));
        until("two wait", () -> fair.status().waiting() == 2);
        ask(fair, List.of(Isbns.of(1)));
        until("joined", () -> fair.status().joined() == 1);

        oneByOne(pace, erp, 2);

        assertThat(erp.exchanges()).containsExactly(List.of(Isbns.of(1)), List.of(Isbns.of(2)));
    }

    /** Exchanges run beside each other: two that may go at once reach the ERP in any order. */
    private static void oneByOne(StepwisePace pace, ScriptedErp erp, int exchanges) {
        for (int i = 1; i <= exchanges; i++) {
            int asked = i;
            pace.give(1);
            until(asked + " were asked", () -> erp.exchanges().size() == asked);
        }
    }

    @Test
    void nobodyWaitsBeyondHisDeadlineWhateverTheErpDoes() throws Exception {
        ScriptedErp erp = new ScriptedErp(20, isbns -> {
            sleep(Duration.ofSeconds(3));
            return ScriptedErp.found(isbns);
        });
        FairErp fair = fair(erp, new StepwisePace(3));

        List<Future<Duration>> late = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Isbn isbn = Isbns.of(i);
            Duration patience = Duration.ofMillis(50 + i);
            late.add(callers.submit(() -> {
                long began = System.nanoTime();
                StockAnswer answer = fair.stock(isbn, Deadline.in(patience)).of(isbn);
                assertThat(answer.failureClass()).isEqualTo(FailureClass.RETRYABLE);
                return Duration.ofNanos(System.nanoTime() - began).minus(patience);
            }));
        }

        Duration latest = Duration.ZERO;
        for (Future<Duration> one : late) {
            latest = one.get().compareTo(latest) > 0 ? one.get() : latest;
        }
        assertThat(latest).as("beyond the deadline").isLessThan(Duration.ofMillis(400));
    }

    @Test
    void whoLeavesTakesNothingFromTheOthersAndWhatNobodyWaitsForIsNotAsked() throws Exception {
        ScriptedErp erp = new ScriptedErp(20, ScriptedErp::found);
        StepwisePace pace = new StepwisePace(0);
        FairErp fair = fair(erp, pace);
        Future<StockAnswers> patient = callers.submit(() -> fair.stock(ONE, Deadline.in(LONG)));
        until("one waits", () -> fair.status().waiting() == 1);

        StockAnswers early = fair.stock(List.of(ONE, Isbns.of(2)), Deadline.in(Duration.ofMillis(50)));
        assertThat(fair.status().waiting())
                .as("of the one who left nothing but the shared one")
                .isEqualTo(1);
        pace.give(PLENTY);

        assertThat(patient.get().of(ONE)).isEqualTo(ScriptedErp.found(ONE));
        assertThat(codes(early)).containsOnly("rate_limited");
        assertThat(erp.exchanges()).containsExactly(List.of(ONE));
    }

    @Test
    void anInterruptedCallerTakesNothingFromTheOthers() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        ScriptedErp erp = new ScriptedErp(20, isbns -> {
            asked.countDown();
            await(answered);
            return ScriptedErp.found(isbns);
        });
        FairErp fair = fair(erp, new StepwisePace(PLENTY));
        Future<StockAnswers> first = callers.submit(() -> fair.stock(ONE, Deadline.in(LONG)));
        await(asked);
        Future<StockAnswers> second = callers.submit(() -> fair.stock(ONE, Deadline.in(LONG)));
        until("the second has joined", () -> fair.status().joined() == 1);

        first.cancel(true);
        answered.countDown();

        assertThat(second.get().of(ONE)).isEqualTo(ScriptedErp.found(ONE));
        assertThat(erp.exchanges()).hasSize(1);
    }

    @Test
    void fiveFailuresOpenTheBreakerAndThenACallFailsAtOnce() {
        ScriptedErp erp =
                new ScriptedErp(1, isbns -> ScriptedErp.failed(isbns, FailureClass.FAULT_SERVER, "fault_server"));
        FairErp fair = fair(erp, new StepwisePace(PLENTY));
        for (int i = 0; i < 5; i++) {
            assertThat(fair.status().breaker()).isEqualTo(ErpStatus.Breaker.CLOSED);
            fair.stock(Isbns.of(i), Deadline.in(LONG));
        }
        until("it is open", () -> fair.status().breaker() == ErpStatus.Breaker.OPEN);

        List<Duration> took = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            long began = System.nanoTime();
            assertThat(codes(fair.stock(Isbns.of(i), Deadline.in(LONG)))).containsExactly("breaker_open");
            took.add(Duration.ofNanos(System.nanoTime() - began));
        }

        took.sort(Comparator.naturalOrder());
        assertThat(took.get(990)).isLessThan(Duration.ofMillis(5));
        assertThat(erp.exchanges()).hasSize(5);
    }

    @Test
    void alternatingFailuresOpenItToo() {
        AtomicInteger calls = new AtomicInteger();
        ScriptedErp erp = new ScriptedErp(
                1,
                isbns -> calls.incrementAndGet() % 2 == 0
                        ? ScriptedErp.found(isbns)
                        : ScriptedErp.failed(isbns, FailureClass.FAULT_SERVER, "fault_server"));
        FairErp fair = fair(erp, new StepwisePace(PLENTY));

        for (int i = 0; i < 20; i++) {
            fair.stock(Isbns.of(i), Deadline.in(LONG));
        }

        assertThat(fair.status().breaker()).isEqualTo(ErpStatus.Breaker.OPEN);
        assertThat(erp.exchanges()).hasSize(9);
    }

    @Test
    void slowAnswersCountAsFailures() {
        ScriptedErp erp = new ScriptedErp(1, isbns -> {
            sleep(Duration.ofMillis(30));
            return ScriptedErp.found(isbns);
        });
        FairErp fair = fair(erp, new StepwisePace(PLENTY), Map.of("ERP_SLOW", "PT0.02S"));

        for (int i = 0; i < 5; i++) {
            assertThat(fair.stock(Isbns.of(i), Deadline.in(LONG)).of(Isbns.of(i)))
                    .isEqualTo(ScriptedErp.found(Isbns.of(i)));
        }

        until("it is open", () -> fair.status().breaker() == ErpStatus.Breaker.OPEN);
    }

    @Test
    void whatTheErpSaysOfAQuestionOrOfItsOwnRowsDoesNotOpenIt() {
        ScriptedErp erp =
                new ScriptedErp(1, isbns -> ScriptedErp.failed(isbns, FailureClass.FAULT_CLIENT, "fault_client"));
        FairErp fair = fair(erp, new StepwisePace(PLENTY));

        for (int i = 0; i < 30; i++) {
            fair.stock(Isbns.of(i), Deadline.in(LONG));
        }

        assertThat(fair.status().breaker()).isEqualTo(ErpStatus.Breaker.CLOSED);
        assertThat(erp.exchanges()).as("and is not asked again").hasSize(30);
    }

    @Test
    void halfOpenLetsExactlyTheProbesPass() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch probes = new CountDownLatch(1);
        ScriptedErp erp = new ScriptedErp(1, isbns -> {
            if (calls.incrementAndGet() <= 5) {
                return ScriptedErp.failed(isbns, FailureClass.FAULT_SERVER, "fault_server");
            }
            await(probes);
            return ScriptedErp.found(isbns);
        });
        FairErp fair = fair(
                erp,
                new StepwisePace(PLENTY),
                Map.of("ERP_TIMEOUT", "PT0.2S", "ERP_BREAKER_REST", "PT0.2S", "ERP_CONNECTIONS", "50"));
        for (int i = 0; i < 5; i++) {
            fair.stock(Isbns.of(i), Deadline.in(LONG));
        }
        until("it has rested", () -> fair.status().breaker() == ErpStatus.Breaker.OPEN);
        sleep(Duration.ofMillis(250));

        Map<Isbn, Future<StockAnswers>> all = new HashMap<>();
        for (Isbn isbn : Isbns.range(100, 1_100)) {
            all.put(isbn, callers.submit(() -> fair.stock(isbn, Deadline.in(LONG))));
        }
        until(
                "all but the probes are refused",
                () -> all.values().stream().filter(Future::isDone).count() == 997);
        int asked = erp.exchanges().size() - 5;
        probes.countDown();
        int answered = 0;
        for (Map.Entry<Isbn, Future<StockAnswers>> one : all.entrySet()) {
            answered += one.getValue().get().of(one.getKey()).failureClass() == null ? 1 : 0;
        }

        assertThat(asked).isEqualTo(3);
        assertThat(answered).isEqualTo(3);
        until("closed again", () -> fair.status().breaker() == ErpStatus.Breaker.CLOSED);
        assertThat(fair.stock(ONE, Deadline.in(LONG)).of(ONE)).isEqualTo(ScriptedErp.found(ONE));
    }

    @Test
    void whatTheErpCouldNotSayItIsAskedAgainWithinTheDeadlineAndForAToken() {
        AtomicInteger calls = new AtomicInteger();
        ScriptedErp erp = new ScriptedErp(
                20,
                isbns -> calls.incrementAndGet() <= 2
                        ? ScriptedErp.failed(isbns, FailureClass.RETRYABLE, "cut")
                        : ScriptedErp.found(isbns));
        StepwisePace pace = new StepwisePace(PLENTY);
        FairErp fair = fair(erp, pace);

        assertThat(fair.stock(ONE, Deadline.in(LONG)).of(ONE)).isEqualTo(ScriptedErp.found(ONE));

        assertThat(erp.exchanges()).hasSize(3);
        assertThat(pace.taken()).hasSize(3);
        assertThat(fair.status().retries()).isEqualTo(2);
    }

    @Test
    void anErrorEndsItsLookUpsToo() {
        AtomicInteger calls = new AtomicInteger();
        ScriptedErp erp = new ScriptedErp(20, isbns -> {
            if (calls.incrementAndGet() == 1) {
                throw new StackOverflowError("on purpose");
            }
            return ScriptedErp.found(isbns);
        });
        FairErp fair = fair(erp, new StepwisePace(PLENTY));

        assertThat(codes(fair.stock(ONE, Deadline.in(LONG)))).containsExactly("internal");
        assertThat(fair.stock(ONE, Deadline.in(LONG)).of(ONE)).isEqualTo(ScriptedErp.found(ONE));
    }

    @Test
    void whatIsUnreadableBesideAStrayRowIsAskedByItself() {
        Isbn garbled = Isbns.of(1);
        Isbn unknown = Isbns.of(2);
        Finding stray = new Finding(Finding.Kind.ISBN_UNREADABLE, "StockItem 1", "x", "an ISBN");
        ScriptedErp erp = new ScriptedErp(20, isbns -> {
            Map<Isbn, StockAnswer> answers = new LinkedHashMap<>();
            for (Isbn isbn : isbns) {
                boolean maybe = isbns.contains(garbled) && (isbn.equals(garbled) || isbn.equals(unknown));
                answers.put(
                        isbn,
                        maybe
                                ? new StockAnswer.Unreadable(isbn, Instant.EPOCH, List.of(stray))
                                : isbn.equals(unknown)
                                        ? new StockAnswer.NotFound(isbn, Instant.EPOCH)
                                        : ScriptedErp.found(isbn));
            }
            return new StockAnswers(answers, List.of());
        });
        FairErp fair = fair(erp, new StepwisePace(PLENTY));

        StockAnswers answers = fair.stock(List.of(Isbns.of(0), garbled, unknown), Deadline.in(LONG));

        assertThat(answers.of(Isbns.of(0))).isEqualTo(ScriptedErp.found(Isbns.of(0)));
        assertThat(answers.of(unknown)).isInstanceOf(StockAnswer.NotFound.class);
        assertThat(answers.of(garbled)).isInstanceOf(StockAnswer.Unreadable.class);
        assertThat(fair.status().oddities()).containsEntry("isbn_unreadable", 1L);
    }

    @Test
    void refusedCredentialsAreTriedOnceMore() {
        ScriptedErp erp = new ScriptedErp(20, isbns -> ScriptedErp.failed(isbns, FailureClass.AUTH, "fault_auth"));
        FairErp fair = fair(erp, new StepwisePace(PLENTY));

        assertThat(codes(fair.stock(ONE, Deadline.in(LONG)))).containsExactly("fault_auth");

        assertThat(erp.exchanges()).hasSize(2);
    }

    @Test
    void aFaultOfOurOwnStopsTheLineForAMomentOnly() {
        AtomicInteger taken = new AtomicInteger();
        ScriptedErp erp = new ScriptedErp(20, ScriptedErp::found);
        FairErp fair = fair(
                erp,
                new StepwisePace(PLENTY) {
                    @Override
                    public synchronized long take(Priority priority) {
                        if (taken.incrementAndGet() == 1) {
                            throw new IllegalStateException("broken on purpose");
                        }
                        return super.take(priority);
                    }
                },
                Map.of());

        assertThat(fair.stock(ONE, Deadline.in(LONG)).of(ONE)).isEqualTo(ScriptedErp.found(ONE));
    }

    @Test
    void aCertificateThatDoesNotDoOpensTheBreaker() {
        ScriptedErp erp =
                new ScriptedErp(1, isbns -> ScriptedErp.failed(isbns, FailureClass.FAULT_CLIENT, "tls_refused"));
        FairErp fair = fair(erp, new StepwisePace(PLENTY));

        for (int i = 0; i < 10; i++) {
            fair.stock(Isbns.of(i), Deadline.in(LONG));
        }

        assertThat(erp.exchanges()).hasSize(5);
    }

    @Test
    void nothingIsAskedAgainThatCouldNotComeInTime() {
        ScriptedErp erp = new ScriptedErp(20, isbns -> ScriptedErp.failed(isbns, FailureClass.RETRYABLE, "cut"));
        FairErp fair = fair(erp, new StepwisePace(PLENTY));

        assertThat(codes(fair.stock(ONE, Deadline.in(Duration.ofMillis(300))))).containsExactly("cut");

        assertThat(erp.exchanges()).hasSize(1);
    }

    @Test
    void retriesAreFewWhenMuchFails() {
        ScriptedErp erp = new ScriptedErp(1, isbns -> ScriptedErp.failed(isbns, FailureClass.RETRYABLE, "cut"));
        FairErp fair = fair(
                erp,
                new StepwisePace(PLENTY),
                Map.of("ERP_BREAKER_FAILURES", "100", "ERP_RETRIES", "10", "ERP_CONNECTIONS", "50"));

        List<Isbn> isbns = Isbns.range(0, 90);
        fair.stock(isbns, Deadline.in(LONG));

        assertThat(fair.status().retries()).isPositive().isLessThanOrEqualTo(10 + 90 / 10);
        assertThat(erp.exchanges().size()).isLessThanOrEqualTo(90 + 10 + 90 / 10);
    }

    @Test
    void aHalvingIsPaidForByBothOfItsExchanges() throws Exception {
        ScriptedErp erp =
                new ScriptedErp(20, isbns -> ScriptedErp.failed(isbns, FailureClass.FAULT_CLIENT, "fault_client"));
        StepwisePace pace = new StepwisePace(0);
        FairErp fair = fair(erp, pace);
        Future<StockAnswers> refused = callers.submit(() -> fair.stock(Isbns.range(0, 20), Deadline.in(LONG)));
        until("all wait", () -> fair.status().waiting() == 20);

        pace.give(PLENTY);

        assertThat(codes(refused.get())).containsOnly("fault_client");
        assertThat(fair.status().retries()).as("halves may ride together").isBetween(6L, 10L);
        assertThat(erp.exchanges()).hasSizeBetween(1 + 6, 1 + 10);
    }

    @Test
    void anIsbnThatTheErpFailsOverCostsTheOthersNothing() {
        Isbn poison = Isbns.of(0); // alone after as many halvings as any
        ScriptedErp erp = new ScriptedErp(
                20,
                isbns -> isbns.contains(poison)
                        ? ScriptedErp.failed(isbns, FailureClass.FAULT_SERVER, "fault_server")
                        : ScriptedErp.found(isbns));
        FairErp fair = fair(erp, new StepwisePace(PLENTY), Map.of("ERP_BREAKER_FAILURES", "10"));

        StockAnswers answers = fair.stock(Isbns.range(0, 20), Deadline.in(LONG));

        assertThat(answers.byIsbn()).allSatisfy((isbn, answer) -> {
            if (isbn.equals(poison)) {
                assertThat(answer.failureClass()).isEqualTo(FailureClass.FAULT_SERVER);
            } else {
                assertThat(answer).isEqualTo(ScriptedErp.found(isbn));
            }
        });
    }

    @Test
    void moreThanMayWaitIsRefusedAtOnce() {
        FairErp fair =
                fair(new ScriptedErp(20, ScriptedErp::found), new StepwisePace(0), Map.of("ERP_MOST_WAITING", "1000"));
        ask(fair, Isbns.range(0, 1_000));
        until("the line is full", () -> fair.status().waiting() == 1_000);

        StockAnswers answers = fair.stock(Isbns.range(999, 1_002), Deadline.in(Duration.ofMillis(50)));

        assertThat(codes(answers)).containsExactlyInAnyOrder("rate_limited", "too_many_waiting", "too_many_waiting");
    }

    @Test
    void whatWaitsAtTheEndIsToldSo() throws Exception {
        FairErp fair = fair(new ScriptedErp(20, ScriptedErp::found), new StepwisePace(0));
        Future<StockAnswers> waiting = callers.submit(() -> fair.stock(ONE, Deadline.in(LONG)));
        until("it waits", () -> fair.status().waiting() == 1);

        fair.close();

        assertThat(codes(waiting.get())).containsExactly("closed");
        assertThat(codes(fair.stock(ONE, Deadline.in(LONG)))).containsExactly("closed");
    }

    @Test
    void whatIsNoQuestionIsRefused() {
        FairErp fair = fair(new ScriptedErp(20, ScriptedErp::found), new StepwisePace(PLENTY));

        assertThatIllegalArgumentException().isThrownBy(() -> fair.stock(List.of(), Deadline.in(LONG)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fair.stock(Isbns.range(0, 1_001), Deadline.in(LONG)))
                .withMessageContaining("1001");
    }

    private FairErp fair(ErpExchange erp, StepwisePace pace) {
        return fair(erp, pace, Map.of());
    }

    private FairErp fair(ErpExchange erp, StepwisePace pace, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put("ERP_ENDPOINT", "http://127.0.0.1:1/soap/inventory");
        FairErp fair = FairErp.over(
                erp, pace, ErpSettings.fromEnvironment(all), (address, within) -> true, InstantSource.system());
        open.add(fair);
        return fair;
    }

    private void ask(org.catalogsync.erp.Erp erp, Collection<Isbn> isbns) {
        callers.submit(() -> erp.stock(isbns, Deadline.in(LONG)));
    }

    private static List<String> codes(StockAnswers answers) {
        Function<StockAnswer, String> code = answer -> answer instanceof StockAnswer.Unavailable unavailable
                ? unavailable.failure().code()
                : "answered";
        return answers.byIsbn().values().stream().map(code).toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void until(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            sleep(Duration.ofMillis(2));
        }
    }
}
