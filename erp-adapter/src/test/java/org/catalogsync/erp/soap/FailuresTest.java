package org.catalogsync.erp.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.catalogsync.erp.Credentials;
import org.catalogsync.erp.Credentials.UsernameToken;
import org.catalogsync.erp.Failure;
import org.catalogsync.erp.FailureClass;
import org.catalogsync.erp.Secret;
import org.catalogsync.erp.transport.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailuresTest {
    private static final Credentials SENT =
            new Credentials(new Secret("tok-3n"), new UsernameToken("shop", new Secret("pa55")));

    @ParameterizedTest
    @CsvSource({
        "429, RETRYABLE",
        "502, RETRYABLE",
        "503, RETRYABLE",
        "504, RETRYABLE",
        "401, AUTH",
        "403, AUTH",
        "407, AUTH",
        "500, FAULT_SERVER",
        "501, FAULT_SERVER",
        "400, FAULT_CLIENT",
        "404, FAULT_CLIENT",
        "302, FAULT_CLIENT"
    })
    void statusWithoutAFaultSaysWhoseTurnItIs(int status, FailureClass expected) {
        Failure failure = Failures.ofStatus(status, Duration.ofSeconds(3), "no envelope");

        assertThat(failure.failureClass()).isEqualTo(expected);
        assertThat(failure.code()).isEqualTo("http_" + status);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource({
        "Client, FAULT_CLIENT",
        "Client.Isbn, FAULT_CLIENT",
        "VersionMismatch, FAULT_CLIENT",
        "MustUnderstand, FAULT_CLIENT",
        "Server, FAULT_SERVER",
        "Server.Database, FAULT_SERVER",
        "E-1034, FAULT_SERVER",
        "'', FAULT_SERVER",
        "Client.Authentication, AUTH",
        "FailedAuthentication, AUTH",
        "InvalidSecurityToken, AUTH"
    })
    void codeOfAFaultSaysWhoseTurnItIs(String code, FailureClass expected) {
        for (int status : new int[] {200, 500}) {
            assertThat(Failures.ofFault(new Fault(code, "", ""), status, null, SENT)
                            .failureClass())
                    .isEqualTo(expected);
        }
    }

    @Test
    void statusThatSaysLaterOutweighsItsFault() {
        Failure failure = Failures.ofFault(new Fault("Client", "slow down", ""), 429, Duration.ofSeconds(1), SENT);

        assertThat(failure.failureClass()).isEqualTo(FailureClass.RETRYABLE);
        assertThat(failure.code()).isEqualTo("http_429");
        assertThat(failure.message()).contains("slow down");
    }

    @Test
    void faultThatRepeatsWhatWasSentShowsNoSecret() {
        Failure failure =
                Failures.ofFault(new Fault("Client.Authentication", "bad token tok-3n", "shop/pa55"), 500, null, SENT);

        assertThat(failure.message())
                .isEqualTo("HTTP 500, fault Client.Authentication: bad token [hidden] shop/[hidden]");
    }

    /** As it comes back from the reader, which folds widths and spaces. */
    @Test
    void secretIsHiddenInItsNormalFormToo() {
        Credentials kana = new Credentials(new Secret("ﾜﾝ～  ＡＢ"), null);

        assertThat(Failures.ofFault(new Fault("Server", "refused: ワン〜 AB!", ""), 500, null, kana)
                        .message())
                .isEqualTo("HTTP 500, fault Server: refused: [hidden]!");
    }

    @Test
    void longFaultsAreCut() {
        assertThat(Failures.ofFault(new Fault("Server", "𠮷".repeat(1_000), ""), 500, null, SENT)
                        .message())
                .hasSizeLessThan(900)
                .endsWith("𠮷…");
    }

    @ParameterizedTest
    @EnumSource(Exchange.Reason.class)
    void brokenExchangeIsRetryableUnlessItsReasonStays(Exchange.Reason reason) {
        assertThat(Failures.of(new Exchange.Broken(reason, "x")).failureClass())
                .isEqualTo(reason == Exchange.Reason.TLS_REFUSED ? FailureClass.FAULT_CLIENT : FailureClass.RETRYABLE);
    }
}
