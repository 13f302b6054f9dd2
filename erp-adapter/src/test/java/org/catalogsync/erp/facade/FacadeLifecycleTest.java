package org.catalogsync.erp.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FacadeLifecycleTest {
    private static final String STOCK = "/v1/inventory/9784088725093";

    @Test
    void whenAllPlacesAreTakenTheNextIsToldAtOnceAndHealthStillAnswers() throws Exception {
        try (FacadeFixture fixture = FacadeFixture.with(Map.of("ERP_API_REQUESTS", "2"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            fixture.erp.has("9784088725093", 3).holdBack(2);
            Future<Api.Answer> first = threads.submit(() -> fixture.api.get(STOCK));
            Future<Api.Answer> second = threads.submit(() -> fixture.api.get(STOCK));
            fixture.erp.awaitQuestions();

            Api.Answer third = fixture.api.get(STOCK);

            assertThat(third.status()).isEqualTo(503);
            assertThat(third.code()).isEqualTo("busy");
            assertThat(third.header("Retry-After")).isEqualTo("1");
            assertThat(fixture.api.get("/health/live").status()).isEqualTo(200);
            fixture.erp.answerNow();
            assertThat(first.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(second.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(fixture.api.get(STOCK).status()).isEqualTo(200);
        }
    }

    @Test
    void bodyThatComesSlowlyHoldsNoPlace() throws Exception {
        try (FacadeFixture fixture = FacadeFixture.with(Map.of("ERP_API_REQUESTS", "1"));
                Socket slow = new Socket(
                        InetAddress.getLoopbackAddress(),
                        fixture.facade.address().getPort())) {
            fixture.erp.has("9784088725093", 3);
            String head = String.join(
                    "\r\n",
                    "POST /v1/inventory/query HTTP/1.1",
                    "Host: x",
                    "Content-Type: application/json",
                    "Content-Length: 30",
                    "Expect: 100-continue",
                    "",
                    "");
            slow.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] status = slow.getInputStream().readNBytes("HTTP/1.1 100".length());
            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100");

            for (int i = 0; i < 20; i++) {
                assertThat(fixture.api.get(STOCK).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void stopLetsWhatIsUnderWayFinish() throws Exception {
        try (FacadeFixture fixture = FacadeFixture.with(Map.of("ERP_API_DEADLINE", "PT30S"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            fixture.erp.has("9784088725093", 3).holdBack(1);
            Future<Api.Answer> underWay = threads.submit(() -> fixture.api.get(STOCK));
            fixture.erp.awaitQuestions();

            Future<?> stopped = threads.submit(fixture.facade::close);
            while (fixture.api.get("/health/ready").status() == 200) {
                Thread.onSpinWait();
            }
            assertThat(fixture.api.get(STOCK).code()).isEqualTo("stopping");
            assertThat(stopped.isDone()).isFalse();
            fixture.erp.answerNow();

            assertThat(underWay.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(underWay.get().header("Connection")).isEqualTo("close");
            stopped.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void portThatIsTakenIsToldAsSuch() {
        try (FacadeFixture fixture = FacadeFixture.with(Map.of())) {
            FacadeSettings same = FacadeSettings.from(
                    Map.of(), "127.0.0.1", fixture.facade.address().getPort());

            assertThatExceptionOfType(BindException.class)
                    .isThrownBy(() -> Facade.open(same, fixture.erp, null, Map::of));
        }
    }

    @Test
    void readinessTellsWhatWasSeenOfTheErpAndAsksItNothing() {
        try (FacadeFixture fixture = FacadeFixture.with(Map.of())) {
            assertThat(fixture.api.get("/health/ready").body()).isEqualTo("{\"status\":\"ready\",\"erp\":{}}");
            fixture.erp.has("9784088725093", 3).hasNoAnswerFor("9784065193211", "timed_out", null);

            fixture.api.get("/v1/inventory?isbn=9784088725093&isbn=9784065193211");

            assertThat(fixture.api.get("/health/ready").body())
                    .isEqualTo("{\"status\":\"ready\",\"erp\":{\"last_answer\":\"2026-11-27T12:40:03.120Z\","
                            + "\"last_failure\":\"2026-11-27T12:40:03.120Z\",\"last_failure_code\":\"timed_out\"}}");
            assertThat(fixture.erp.calls()).hasSize(1);
        }
    }

    @Test
    void metricsCountRequestsByRouteAndItemsByOutcome() {
        try (FacadeFixture fixture = FacadeFixture.with(Map.of())) {
            fixture.erp.has("9784088725093", 3);
            fixture.api.get(STOCK);
            fixture.api.get("/v1/inventory/9784065193211");
            fixture.api.get("/v1/inventory/banana");
            fixture.api.get("/nowhere");

            Api.Answer answer = fixture.api.get("/metrics");

            assertThat(answer.header("Content-Type")).isEqualTo("text/plain;version=0.0.4;charset=utf-8");
            assertThat(answer.body())
                    .contains("erp_api_requests_total{route=\"/v1/inventory/{isbn}\",status=\"200\"} 1\n")
                    .contains("erp_api_requests_total{route=\"/v1/inventory/{isbn}\",status=\"404\"} 1\n")
                    .contains("erp_api_requests_total{route=\"/v1/inventory/{isbn}\",status=\"400\"} 1\n")
                    .contains("erp_api_requests_total{route=\"none\",status=\"404\"} 1\n")
                    .contains("erp_api_items_total{outcome=\"found\"} 1\n")
                    .contains("erp_api_items_total{outcome=\"not_found\"} 1\n")
                    .contains("erp_api_requests_under_way 0\n")
                    .contains("# TYPE erp_breaker_open gauge\nerp_breaker_open 0\n");
        }
    }
}
