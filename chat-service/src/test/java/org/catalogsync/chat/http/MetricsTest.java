package org.catalogsync.chat.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MetricsTest {

    @Test
    void showsWhoStandsBesideTheMetricsInPrometheussText() {
        try (Fixture fixture = Fixture.with(Map.of())) {
            var answer = fixture.get("/metrics");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(answer.body()).isEqualTo("up 1\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "Via"})
    void showsNothingThroughALoadBalancer(String header) {
        try (Fixture fixture = Fixture.with(Map.of())) {
            var answer = fixture.get("/metrics", header, "203.0.113.9");

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("up 1");
        }
    }

    @Test
    void showsEverybodyTheMetricsWhereTheSettingsSaySo() {
        try (Fixture fixture = Fixture.with(Map.of("CHAT_METRICS_OPEN", "true"))) {
            assertThat(fixture.get("/metrics", "X-Forwarded-For", "203.0.113.9").statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "::1, true",
        "10.1.2.3, true",
        "172.31.0.1, true",
        "192.168.1.1, true",
        "fd00::1, true",
        "172.32.0.1, false",
        "203.0.113.9, false",
        "2001:db8::1, false"
    })
    void tellsPrivateAddressesFromOthers(String address, boolean isPrivate) throws UnknownHostException {
        assertThat(Metrics.isPrivate(InetAddress.getByName(address))).isEqualTo(isPrivate);
    }

    @Test
    void countsWhatDidNotGetInByItsReason() {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (Fixture fixture = Fixture.with(Map.of())) {
            fixture.server.bindTo(meters);

            fixture.ask("no question");

            assertThat(meters.scrape())
                    .contains("catalog_chat_refusals_total{why=\"bad_message\"} 1.0")
                    .contains("catalog_chat_refusals_total{why=\"wrong_origin\"} 0.0")
                    .contains("catalog_chat_sockets 0.0")
                    .contains("catalog_chat_answers_under_way 0.0");
        }
    }
}
