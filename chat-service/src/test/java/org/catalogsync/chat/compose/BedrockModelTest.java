package org.catalogsync.chat.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.catalogsync.chat.compose.Written.By;
import org.catalogsync.chat.compose.Written.Why;
import org.catalogsync.chat.intent.Hint;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.erp.Deadline;
import org.catalogsync.stores.InvalidSettings;
import org.catalogsync.stores.StoresSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against the development stack's Bedrock, over the wire, with Amazon's client. */
class BedrockModelTest {
    private static final ModelSettings SETTINGS = ModelSettings.fromEnvironment(Map.of());
    private static final Duration USUAL = Duration.ofMillis(2_600);

    /** Where it does not matter how fast a cold machine is. */
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private final StandIn bedrock = new StandIn();
    private final BedrockModel model = bedrock.model(Map.of());
    private final Heard customer = new Heard();
    private final Tally tally = new Tally();

    /** The first call of a process loads half of the SDK. */
    @BeforeAll
    static void warmUp() {
        try (StandIn bedrock = new StandIn();
                BedrockModel model = bedrock.model(Map.of());
                Model.Talk talk = model.ask(question(), Deadline.in(PATIENT))) {
            while (talk.next(PATIENT) instanceof Model.Piece.Text) {
                assertThat(talk.usage().output()).isPositive();
            }
        }
    }

    @AfterEach
    void close() {
        model.close();
        bedrock.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"STOCK", "PRICE", "DETAILS", "RECOMMEND", "RELATED", "SUMMARY"})
    void whatTheModelSaysOfTrueFactsIsShown(Intent intent) {
        for (Language language : Language.values()) {
            for (Material material : List.of(
                    Shelf.asked(intent, language, Shelf.FEW),
                    Shelf.asked(intent, language, Shelf.PLENTY),
                    Shelf.asked(intent, language, Shelf.NONE),
                    Shelf.asked(intent, language, Shelf.PRE),
                    Shelf.asked(intent, language, Shelf.UNKNOWN),
                    Shelf.asked(intent, language, Shelf.STALE),
                    Shelf.asked(intent, language, Shelf.stale(Shelf.FEW)),
                    Shelf.asked(intent, language, Shelf.SERIES))) {
                for (String question : List.of("在庫は", "ありますか?", "教えて")) {
                    Heard heard = new Heard();
                    Written written = write(
                            new Material(intent, language, question, material.items(), List.of(), List.of()),
                            PATIENT,
                            heard);
                    assertThat(written.by())
                            .as("%s %s %s", intent, language, material.items())
                            .isEqualTo(By.MODEL);
                    assertThat(written.why()).isEqualTo(Why.NOTHING);
                    assertThat(heard.text()).isNotBlank();
                    assertThat(written.inputTokens()).isPositive();
                    assertThat(written.outputTokens()).isPositive();
                    assertThat(written.costUsd()).isPositive().isLessThan(0.001);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STOCK", "PRICE", "DETAILS", "SUMMARY"})
    void whatAModelMakesUpIsNeverShown(Intent intent) {
        bedrock.fault("lie");

        for (Language language : Language.values()) {
            for (Material material : List.of(
                    Shelf.asked(intent, language, Shelf.FEW),
                    Shelf.asked(intent, language, Shelf.NONE),
                    Shelf.asked(intent, language, Shelf.UNKNOWN),
                    Shelf.asked(intent, language, Shelf.SERIES))) {
                Heard heard = new Heard();
                Written written = write(material, PATIENT, heard);
                assertThat(written.why())
                        .as("%s %s", language, material.items())
                        .isEqualTo(Why.UNGROUNDED);
                assertThat(heard.text()).isEqualTo(Templates.prose(material));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"throttle,THROTTLED", "throttle_mid_stream,THROTTLED", "error,FAILED"})
    void theTemplateAnswersWhereTheModelFails(String fault, Why why) {
        bedrock.fault(fault);

        Written written = write(few(), PATIENT, customer);

        assertThat(written.why()).isEqualTo(why);
        assertThat(customer.text()).isEqualTo(Templates.prose(few()));
    }

    @ParameterizedTest
    @CsvSource({"hang", "hang_after_first"})
    void theTemplateComesBeforeTheDeadlineWhereTheModelHangs(String fault) {
        bedrock.fault(fault);
        Deadline deadline = Deadline.in(Duration.ofMillis(1_200));

        Written written = new Writer(model, SETTINGS, tally).write(few(), deadline, customer);

        assertThat(deadline.isOver()).isFalse();
        assertThat(written.why()).isEqualTo(Why.LATE);
        assertThat(written.inputTokens()).isPositive();
        assertThat(customer.text()).isEqualTo(Templates.prose(few()));
        await().until(() -> bedrock.stats().path("streams").path("open").asInt() == 0);
        assertThat(bedrock.stats().path("streams").path("cancelled").asInt()).isEqualTo(1);
    }

    @Test
    void aCallThatNeverConnectedCostsNothing() {
        bedrock.close();

        Written written = write(few(), PATIENT, customer);

        assertThat(written.why()).isEqualTo(Why.FAILED);
        assertThat(customer.text()).isEqualTo(Templates.prose(few()));
        assertThat(tally.tokens()).isEqualTo(Usage.NONE);
        assertThat(written.costUsd()).isZero();
        Prompt prompt = Prompt.classifying("月面の探偵は？");
        Model.Question whole = new Model.Question(SETTINGS.intentModel(), prompt.system(), prompt.user(), 100, false);
        try (Model.Talk talk = model.ask(whole, Deadline.in(PATIENT))) {
            assertThat(talk.next(PATIENT)).isEqualTo(new Model.Piece.Failed(Why.FAILED));
            assertThat(talk.usage()).isEqualTo(Usage.NONE);
        }
    }

    /** As where a firewall swallows what is sent. */
    @Test
    void aCallThatWaitedForAConnectionInVainCostsNothing() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort());
                BedrockModel unreached = StandIn.model(URI.create("http://127.0.0.1:" + full.getLocalPort()))) {
            assertThat(first.isConnected() && second.isConnected()).isTrue(); // so nobody else gets in

            Written written = new Writer(unreached, SETTINGS, tally).write(few(), Deadline.in(PATIENT), customer);

            assertThat(written.why()).isEqualTo(Why.FAILED);
            assertThat(written.costUsd()).isZero();
        }
    }

    /** Nobody knows how far the model had come. */
    @Test
    void aCallThatBrokeIsPaidForEvenWhereTheNextOneFindsNobody() throws Exception {
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                BedrockModel broken = StandIn.model(URI.create("http://127.0.0.1:" + door.getLocalPort()))) {
            Thread.ofVirtual().start(() -> hangUpOnce(door));

            Written written = new Writer(broken, SETTINGS, tally).write(few(), Deadline.in(PATIENT), customer);

            assertThat(written.why()).isEqualTo(Why.FAILED);
            assertThat(written.inputTokens()).isPositive();
            assertThat(written.costUsd()).isPositive();
        }
    }

    /** Takes one question, then closes the line and the door. */
    private static void hangUpOnce(ServerSocket door) {
        try (Socket line = door.accept()) {
            door.close();
            assertThat(line.getInputStream().read()).isPositive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theStreamOfACustomerWhoGoesIsCancelledAtTheModel() throws Exception {
        bedrock.slow(100);
        Thread writing = Thread.ofVirtual().start(() -> write(few(), PATIENT, customer));
        await().until(() -> bedrock.stats().path("streams").path("open").asInt() == 1);

        customer.go();

        await().atMost(Duration.ofSeconds(2))
                .until(() -> bedrock.stats().path("streams").path("cancelled").asInt() == 1);
        writing.join();
        assertThat(bedrock.stats().path("streams").path("completed").asInt()).isZero();
        assertThat(tally.written()).containsEntry(Why.GONE, 1L);
        assertThat(tally.tokens().input()).isPositive();
    }

    @Test
    void theStreamIsCancelledAtTheFirstSentenceThatIsNotTrue() {
        bedrock.fault("lie");
        bedrock.slow(30);

        write(few(), PATIENT, customer);

        await().until(() -> bedrock.stats().path("streams").path("open").asInt() == 0);
        assertThat(bedrock.stats().path("streams").path("cancelled").asInt()).isEqualTo(1);
    }

    @Test
    void aModelThatIsThrottledFiveTimesInARowIsLeftAloneForAWhile() {
        bedrock.fault("throttle");
        for (int i = 0; i < 5; i++) {
            assertThat(write(few(), PATIENT, new Heard()).why()).isEqualTo(Why.THROTTLED);
        }
        int asked = bedrock.stats().path("throttled").asInt();

        assertThat(model.isResting()).isTrue();
        assertThat(write(few(), PATIENT, customer).why()).isEqualTo(Why.THROTTLED);
        assertThat(bedrock.stats().path("throttled").asInt()).isEqualTo(asked);
        assertThat(customer.text()).isEqualTo(Templates.prose(few()));
    }

    @Test
    void noMoreCallsAreUnderWayThanTheProcessMayMake() {
        bedrock.fault("hang");
        try (BedrockModel narrow = bedrock.model(Map.of("CHAT_MODEL_CONCURRENCY", "2"))) {
            List<Model.Talk> talks = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                talks.add(narrow.ask(question(), Deadline.in(USUAL)));
            }

            assertThat(talks.get(2).next(Duration.ofMillis(10))).isEqualTo(new Model.Piece.Failed(Why.THROTTLED));
            assertThat(talks.get(2).usage()).isEqualTo(Usage.NONE);
            assertThat(talks.get(0).next(Duration.ofMillis(10))).isEqualTo(new Model.Piece.Nothing());
            talks.forEach(Model.Talk::close);
            assertThat(narrow.ask(question(), Deadline.in(USUAL)).next(Duration.ofMillis(10)))
                    .isEqualTo(new Model.Piece.Nothing());
        }
    }

    @Test
    void aQuestionIsClassified() {
        Classified classified =
                new Classifier(model, SETTINGS, tally).classified("『月面の探偵』3巻の値段を教えて", Deadline.in(USUAL));

        assertThat(classified.hint()).contains(new Hint(Intent.PRICE, "月面の探偵", "3"));
        assertThat(classified.usage().input()).isPositive();
        assertThat(classified.costUsd()).isPositive();
        assertThat(tally.classified()).containsEntry(Classified.Outcome.UNDERSTOOD, 1L);
    }

    @ParameterizedTest
    @CsvSource({"throttle,THROTTLED", "error,FAILED", "hang,LATE"})
    void aClassificationThatDoesNotComeIsEmpty(String fault, Classified.Outcome outcome) {
        bedrock.fault(fault);

        Classified classified = new Classifier(model, SETTINGS, tally).classified("月面の探偵は？", Deadline.in(USUAL));

        assertThat(classified.hint()).isEqualTo(Optional.empty());
        assertThat(classified.outcome()).isEqualTo(outcome);
    }

    @Test
    void theDevelopmentProfileNeedsAnAddress() {
        assertThatThrownBy(() -> BedrockModel.open(StoresSettings.fromEnvironment(Map.of()), SETTINGS))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("AWS_ENDPOINT_URL_BEDROCK_RUNTIME");
    }

    private static Material few() {
        return Shelf.asked(Intent.STOCK, Language.JAPANESE, Shelf.FEW);
    }

    private static Model.Question question() {
        Prompt prompt = Prompt.answering(few());
        return new Model.Question(SETTINGS.model(), prompt.system(), prompt.user(), 100, true);
    }

    private Written write(Material material, Duration time, Heard heard) {
        return new Writer(model, SETTINGS, tally).write(material, Deadline.in(time), heard);
    }
}
