package org.catalogsync.cdc;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.catalogsync.cdc.doctor.Finding;
import org.catalogsync.cdc.doctor.Finding.Verdict;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ApplicationListener;

/** Looks once, beside the stream that has started, whether the source is set as it must be. What is wrong is logged and shown by a gauge; the stream goes on whatever is found. */
final class SourceCheck implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(SourceCheck.class);
    private static final int RECORDS = 100;

    private final SourceDoctor doctor;
    private final Settings settings;
    private final MeterRegistry meters;
    private final Map<String, AtomicInteger> gauges = new ConcurrentHashMap<>();
    private volatile @Nullable Thread looking;

    /** @param dmsSettings a file as {@code aws dms describe-…} prints it, looked at when the stream starts; null for none */
    @ConfigurationProperties("catalog-sync.cdc")
    record Settings(@Nullable Path dmsSettings) {}

    SourceCheck(SourceDoctor doctor, Settings settings, MeterRegistry meters) {
        this.doctor = doctor;
        this.settings = settings;
        this.meters = meters;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        looking = Thread.ofVirtual().name("source-check").start(this::look);
    }

    void look() {
        Path file = settings.dmsSettings();
        if (file != null) {
            tell("the file " + file, () -> doctor.ofSettings(List.of(file)));
        }
        tell("the newest records", () -> doctor.ofRecords(RECORDS));
    }

    private void tell(String what, Supplier<List<Finding>> look) {
        try {
            look.get().forEach(this::tell);
        } catch (RuntimeException e) {
            // Whatever it is, it is no reason to do without the stream.
            LOG.warn("the source was not checked by {}: {}", what, e.getMessage());
        }
    }

    private void tell(Finding finding) {
        if (finding.verdict() != Verdict.NOT_JUDGED) {
            gauge(finding.requirement().label(), finding.verdict() == Verdict.OK);
        }
        if (finding.isBrokenMust()) {
            LOG.error(
                    "the source is not set as it must be: {} ({}): expected {}, found {}; without it: {}",
                    finding.requirement().label(),
                    finding.subject(),
                    finding.requirement().expected(),
                    finding.found(),
                    finding.requirement().consequence());
        }
    }

    /** One broken finding makes a check broken, whatever else is found of it. */
    private void gauge(String check, boolean holds) {
        AtomicInteger value = gauges.computeIfAbsent(check, name -> {
            AtomicInteger first = new AtomicInteger(1);
            Gauge.builder("catalog.sync.source.check", first, AtomicInteger::get)
                    .description("1 where the source is set as the stream needs it, 0 where it is not")
                    .tag("check", name)
                    .register(meters);
            return first;
        });
        if (!holds) {
            value.set(0);
        }
    }

    @Override
    public void destroy() {
        Thread thread = looking;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
