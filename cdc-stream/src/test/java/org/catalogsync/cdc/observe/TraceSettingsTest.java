package org.catalogsync.cdc.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.catalogsync.cdc.intake.Origin;
import org.catalogsync.cdc.intake.Received;
import org.catalogsync.stores.StoreUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TraceSettingsTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @AfterEach
    void forget() {
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("otel."))
                .forEach(System::clearProperty);
    }

    @Test
    void nothingIsTracedUnlessSomebodySaysWhereTo() {
        assertThat(Traces.open(Spans.PLACES, CLOCK)).isSameAs(Traces.OFF);
    }

    @Test
    void anEndpointSwitchesTracesOnUnlessAnotherSettingSaysNo() {
        System.setProperty("otel.exporter.otlp.endpoint", "http://127.0.0.1:9");
        try (Traces traces = Traces.open(Spans.PLACES, CLOCK)) {
            assertThat(traces.begin()).isNotSameAs(BatchTrace.NONE);
        }

        System.setProperty("otel.traces.exporter", "none");
        assertThat(Traces.open(Spans.PLACES, CLOCK)).isSameAs(Traces.OFF);
        System.setProperty("otel.traces.exporter", "otlp");
        System.setProperty("otel.sdk.disabled", "true");
        assertThat(Traces.open(Spans.PLACES, CLOCK)).isSameAs(Traces.OFF);
    }

    @Test
    void aSettingThatCannotBeUsedStopsTheStart() {
        System.setProperty("otel.traces.exporter", "carrier-pigeon");

        assertThatThrownBy(() -> Traces.open(Spans.PLACES, CLOCK))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("carrier-pigeon");
    }

    @Test
    void aProtocolThatNothingHereSpeaksStopsTheStart() {
        System.setProperty("otel.traces.exporter", "otlp");
        System.setProperty("otel.exporter.otlp.protocol", "grpc");

        assertThatThrownBy(() -> Traces.open(Spans.PLACES, CLOCK))
                .hasMessage("OTEL_EXPORTER_OTLP_PROTOCOL: expected http/protobuf, found grpc");
    }

    @Test
    void defaultsAreOneRecordOfAHundredAndNoMetricsOrLogs() {
        assertThat(defaults(Map.of()))
                .containsEntry("otel.traces.exporter", "otlp")
                .containsEntry("otel.metrics.exporter", "none")
                .containsEntry("otel.logs.exporter", "none")
                .containsEntry("otel.exporter.otlp.protocol", "http/protobuf")
                .containsEntry("otel.traces.sampler", "parentbased_traceidratio")
                .containsEntry("otel.traces.sampler.arg", "0.01")
                .containsEntry("otel.service.name", "cdc-stream");
    }

    @Test
    void whatIsSetStays() {
        assertThat(defaults(Map.of(
                        "otel.traces.sampler.arg",
                        "0.5",
                        "otel.service.name",
                        "shop-stream",
                        "otel.bsp.max.queue.size",
                        "100")))
                .containsEntry("otel.traces.sampler", "parentbased_traceidratio")
                .doesNotContainKeys("otel.traces.sampler.arg", "otel.service.name", "otel.bsp.max.queue.size");
        assertThat(defaults(Map.of("otel.traces.sampler", "always_on")))
                .as("our ratio belongs to our sampler")
                .doesNotContainKeys("otel.traces.sampler", "otel.traces.sampler.arg");
        assertThat(defaults(Map.of("otel.resource.attributes", "service.name=of-the-shop")))
                .doesNotContainKey("otel.service.name");
    }

    @Test
    void aCollectorThatIsAwayHoldsUpNeitherABatchNorTheEnd() {
        System.setProperty("otel.exporter.otlp.endpoint", "http://127.0.0.1:9");
        System.setProperty("otel.traces.sampler", "always_on");
        // What the queue holds is tried, and complained of, behind the end as well: the other tests of this process go
        // on.
        System.setProperty("otel.bsp.max.queue.size", "512");
        Traces traces = Traces.open(Spans.PLACES, CLOCK);
        List<Received> moreThanTheQueueHolds = IntStream.range(0, 20_000)
                .mapToObj(i -> new Received(new Origin("shard", Integer.toString(i), 0), new byte[0], CLOCK.instant()))
                .toList();

        Instant began = CLOCK.instant();
        assertThatThrownBy(() -> traces.begin().of(moreThanTheQueueHolds, Function.identity(), () -> {
                    throw new StoreUnavailable("table: no answer", null);
                }))
                .isInstanceOf(StoreUnavailable.class);
        traces.close();

        assertThat(Duration.between(began, CLOCK.instant())).isLessThan(Duration.ofSeconds(6));
    }

    private static Map<String, String> defaults(Map<String, String> set) {
        return TraceSettings.defaults(DefaultConfigProperties.createFromMap(set));
    }
}
