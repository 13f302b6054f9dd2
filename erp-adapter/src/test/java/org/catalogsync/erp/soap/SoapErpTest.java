package org.catalogsync.erp.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.catalogsync.erp.CredentialSource;
import org.catalogsync.erp.Credentials;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.ErpSettings;
import org.catalogsync.erp.Failure;
import org.catalogsync.erp.FailureClass;
import org.catalogsync.erp.Finding;
import org.catalogsync.erp.Quantity;
import org.catalogsync.erp.Secret;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.erp.StockAnswers;
import org.catalogsync.erp.transport.Exchange;
import org.catalogsync.erp.transport.SoapMessage;
import org.catalogsync.erp.transport.Transport;
import org.catalogsync.model.Isbn;
import org.junit.jupiter.api.Test;

class SoapErpTest {
    private static final Isbn FIRST = new Isbn("9784088725093");
    private static final Isbn SECOND = new Isbn("9784065193211");
    private static final Instant NOW = Instant.parse("2026-11-27T03:00:00Z");
    private static final Credentials TOKEN = new Credentials(new Secret("tok-3n"), null);

    private final Scripted transport = new Scripted();
    private final Remembering credentials = new Remembering();

    @Test
    void oneCallIsOneExchangeWithEverythingThatSoapWants() {
        transport.answers(200, Documents.response(Documents.item("9784088725093", "3")));

        StockAnswer answer = erp(Map.of()).stock(FIRST, soon()).of(FIRST);

        assertThat(answer).isInstanceOfSatisfying(StockAnswer.Found.class, found -> {
            assertThat(found.asOf()).isEqualTo(NOW);
            assertThat(found.stock().quantity()).isEqualTo(new Quantity.Known(3));
        });
        assertThat(transport.sent).singleElement().satisfies(message -> {
            assertThat(message.action())
                    .isEqualTo("\"http://legacy-erp.manga-store.co.jp/inventory/v1/GetStockLevel\"");
            assertThat(message.contentType()).isEqualTo("text/xml; charset=Shift_JIS");
        });
    }

    @Test
    void nothingIsTriedAgain() {
        transport.answers(503, "<html/>".getBytes(StandardCharsets.US_ASCII));

        assertThat(failure(erp(Map.of()).stock(FIRST, soon())).failureClass()).isEqualTo(FailureClass.RETRYABLE);
        assertThat(transport.sent).hasSize(1);
    }

    @Test
    void deadlineThatIsOverCostsNoExchange() {
        Failure failure = failure(erp(Map.of()).stock(FIRST, Deadline.in(Duration.ZERO)));

        assertThat(failure.code()).isEqualTo("deadline_over");
        assertThat(transport.sent).isEmpty();
        assertThat(credentials.asked).isZero();
    }

    @Test
    void exchangeEndsWithTheCallersDeadlineOrTheConfiguredTimeWhicheverIsSooner() {
        transport.answers(200, Documents.response());
        transport.answers(200, Documents.response());

        erp(Map.of("ERP_TIMEOUT", "PT2S")).stock(FIRST, Deadline.in(Duration.ofHours(1)));
        erp(Map.of("ERP_TIMEOUT", "PT2S")).stock(FIRST, Deadline.in(Duration.ofSeconds(1)));

        assertThat(transport.left.get(0)).isBetween(Duration.ZERO, Duration.ofSeconds(2));
        assertThat(transport.left.get(1)).isBetween(Duration.ZERO, Duration.ofSeconds(1));
    }

    @Test
    void faultComesBeforeTheStatusBothWays() {
        transport.answers(200, Documents.fault("e:Server", "down"));
        transport.answers(500, Documents.fault("e:Client", "no such operation"));

        assertThat(failure(erp(Map.of()).stock(FIRST, soon())).code()).isEqualTo("fault_server");
        assertThat(failure(erp(Map.of()).stock(FIRST, soon())).code()).isEqualTo("fault_client");
    }

    @Test
    void refusedCredentialsAreReportedToTheirSourceAndNotTriedAgain() {
        transport.answers(500, Documents.fault("e:Client.Authentication", "expired tok-3n"));
        transport.answers(401, new byte[0]);

        Failure told = failure(erp(Map.of()).stock(FIRST, soon()));
        erp(Map.of()).stock(FIRST, soon());

        assertThat(told.failureClass()).isEqualTo(FailureClass.AUTH);
        assertThat(told.message()).contains("expired [hidden]").doesNotContain("tok-3n");
        assertThat(credentials.refused).containsExactly(TOKEN, TOKEN);
        assertThat(transport.sent).hasSize(2);
    }

    @Test
    void credentialsThatCannotBeHadAreAnAnswerThatShowsNothingOfTheVault() {
        CredentialSource broken = deadline -> {
            throw new IllegalStateException("arn:secret tok-3n");
        };
        SoapErp erp = SoapErp.over(transport, settings(Map.of()), broken, () -> NOW);

        Failure failure = failure(erp.stock(FIRST, soon()));

        assertThat(failure)
                .isEqualTo(new Failure(
                        FailureClass.RETRYABLE, "credentials_unavailable", "no credentials: IllegalStateException"));
        assertThat(transport.sent).isEmpty();
    }

    @Test
    void tokenThatCannotBeEncodedIsRefusedBeforeAnythingIsSent() {
        CredentialSource love = CredentialSource.fixed(new Credentials(new Secret("l♥ve"), null));
        SoapErp erp = SoapErp.over(transport, settings(Map.of()), love, () -> NOW);

        Failure failure = failure(erp.stock(FIRST, soon()));

        assertThat(failure.failureClass()).isEqualTo(FailureClass.AUTH);
        assertThat(failure.message()).contains("U+2665").doesNotContain("l♥ve");
        assertThat(transport.sent).isEmpty();
    }

    @Test
    void answerBeyondTheLimitIsUnreadableAndAnErrorPageBeyondItIsTheStatus() {
        transport.replies.add(new Exchange.TooLarge(200, null, 1_024));
        transport.replies.add(new Exchange.TooLarge(503, null, 1_024));

        assertThat(erp(Map.of()).stock(FIRST, soon()).of(FIRST))
                .isInstanceOfSatisfying(
                        StockAnswer.Unreadable.class,
                        answer -> assertThat(answer.problems())
                                .extracting(Finding::kind)
                                .containsExactly(Finding.Kind.LIMIT_EXCEEDED));
        assertThat(failure(erp(Map.of()).stock(FIRST, soon())).code()).isEqualTo("http_503");
    }

    @Test
    void eachIsbnOfABatchHasItsAnswerInTheOrderOfAsking() {
        transport.answers(200, Documents.response(Documents.item("9784065193211", "1")));

        StockAnswers answers = erp(Map.of()).stock(List.of(FIRST, SECOND, FIRST), soon());

        assertThat(answers.byIsbn().keySet()).containsExactly(FIRST, SECOND);
        assertThat(answers.of(FIRST)).isInstanceOf(StockAnswer.NotFound.class);
        assertThat(answers.of(SECOND)).isInstanceOf(StockAnswer.Found.class);
        assertThat(transport.sent)
                .singleElement()
                .satisfies(message -> assertThat(message.action()).contains("GetBatchStockLevels"));
    }

    @Test
    void takesTwentyIsbnsAndNotOneMore() {
        List<Isbn> many = IntStream.range(0, 21).mapToObj(SoapErpTest::isbn).toList();
        transport.answers(200, Documents.response());

        assertThat(erp(Map.of()).stock(many.subList(0, 20), soon()).byIsbn()).hasSize(20);
        assertThatIllegalArgumentException().isThrownBy(() -> erp(Map.of()).stock(many, soon()));
        assertThatIllegalArgumentException().isThrownBy(() -> erp(Map.of()).stock(List.of(), soon()));
        assertThat(transport.sent).hasSize(1);
    }

    @Test
    void warehouseThatBatchesAreNotAboutIsAskedOneByOne() {
        SoapErp erp = erp(Map.of("ERP_WAREHOUSE", "OS02"));

        assertThat(erp.batchLimit()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> erp.stock(List.of(FIRST, SECOND), soon()));
        assertThat(transport.sent).isEmpty();
    }

    @Test
    void validationHoldsAnswersAgainstTheContract() {
        transport.answers(200, Documents.response("<inv:Row/>"));

        assertThat(erp(Map.of("ERP_SCHEMA_VALIDATION", "true"))
                        .stock(FIRST, soon())
                        .of(FIRST))
                .isInstanceOfSatisfying(
                        StockAnswer.Unreadable.class,
                        answer -> assertThat(answer.problems())
                                .extracting(Finding::kind)
                                .containsExactly(Finding.Kind.CONTRACT_BROKEN));
    }

    @Test
    void nothingThatIsPassedAroundShowsASecret() {
        transport.answers(200, Documents.response());
        Credentials both =
                new Credentials(new Secret("tok-3n"), new Credentials.UsernameToken("shop", new Secret("pa55")));

        StockAnswers answers = SoapErp.over(transport, settings(Map.of()), CredentialSource.fixed(both), () -> NOW)
                .stock(FIRST, soon());

        assertThat(both + " " + answers + " " + transport.sent)
                .doesNotContain("tok-3n")
                .doesNotContain("pa55");
    }

    /** The test's logger writes to the standard error. */
    @Test
    void logLinesTellWhatFailedAndShowNoSecret() {
        transport.answers(500, Documents.fault("e:Server", "tok-3n\nforged line"));
        transport.answers(503, "<html>tok-3n</html>".getBytes(StandardCharsets.US_ASCII));
        transport.answers(200, "tok-3n".getBytes(StandardCharsets.US_ASCII));
        transport.replies.add(new Exchange.Broken(Exchange.Reason.CUT, "closed"));
        PrintStream before = System.err;
        ByteArrayOutputStream lines = new ByteArrayOutputStream();

        System.setErr(new PrintStream(lines, true, StandardCharsets.UTF_8));
        try {
            for (int i = 0; i < 4; i++) {
                erp(Map.of()).stock(FIRST, soon());
            }
        } finally {
            System.setErr(before);
        }

        assertThat(lines.toString(StandardCharsets.UTF_8).lines())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line)
                        .contains("GetStockLevel of [9784088725093]: 1 without an answer")
                        .doesNotContain("tok-3n"));
    }

    private static Isbn isbn(int number) {
        String twelve = "978%09d".formatted(number);
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (twelve.charAt(i) - '0') * ((i & 1) == 0 ? 1 : 3);
        }
        return new Isbn(twelve + (10 - sum % 10) % 10);
    }

    private static Failure failure(StockAnswers answers) {
        StockAnswer answer = answers.of(FIRST);
        assertThat(answer).isInstanceOf(StockAnswer.Unavailable.class);
        return ((StockAnswer.Unavailable) answer).failure();
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofMinutes(1));
    }

    private SoapErp erp(Map<String, String> variables) {
        return SoapErp.over(transport, settings(variables), credentials, () -> NOW);
    }

    private static ErpSettings settings(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.put("ERP_ENDPOINT", URI.create("https://erp.example/soap/inventory").toString());
        return ErpSettings.fromEnvironment(all);
    }

    /** Answers as told, and remembers what it was given. */
    private static final class Scripted implements Transport {
        private final Deque<Exchange> replies = new ArrayDeque<>();
        private final List<SoapMessage> sent = new ArrayList<>();
        private final List<Duration> left = new ArrayList<>();

        void answers(int status, byte[] body) {
            replies.add(new Exchange.Answered(status, "text/xml; charset=utf-8", null, body));
        }

        @Override
        public Exchange post(SoapMessage message, Deadline deadline) {
            sent.add(message);
            left.add(deadline.remaining());
            return replies.remove();
        }

        @Override
        public boolean answers(URI address, Duration within) {
            return false;
        }

        @Override
        public void close() {}
    }

    private static final class Remembering implements CredentialSource {
        private int asked;
        private final List<Credentials> refused = new ArrayList<>();

        @Override
        public Credentials current(Deadline deadline) {
            asked++;
            return TOKEN;
        }

        @Override
        public void refused(Credentials credentials) {
            refused.add(credentials);
        }
    }
}
