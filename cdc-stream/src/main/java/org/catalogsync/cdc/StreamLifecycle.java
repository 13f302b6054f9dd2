package org.catalogsync.cdc;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.catalogsync.cdc.observe.StreamCounts;
import org.catalogsync.cdc.observe.Traces;
import org.catalogsync.cdc.quarantine.DeadLetters;
import org.catalogsync.cdc.watermark.StreamWatermark;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings.Profile;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What runs beside the consumer of the stream, from before its first record until after its last one. */
@Configuration(proxyBeanMethods = false)
class StreamLifecycle {

    @Bean
    FanOut fanOut(Stores stores, StreamSettings settings, Lags lags, StreamCounts counts, Traces traces, Clock clock) {
        return new FanOut(stores, settings, lags, counts, traces, clock);
    }

    /** Before the first record is asked for. */
    @Bean
    InitializingBean prepared(FanOut fanOut, DeadLetters deadLetters, Stores stores) {
        return () -> {
            if (stores.settings().profile() == Profile.DEV) {
                fanOut.prepare();
                deadLetters.createIfAbsent();
            }
            fanOut.check();
        };
    }

    @Bean
    Standstill standstill(Pauses pauses) {
        return new Standstill(pauses);
    }

    /** Change files tell no watermark: one that comes late is read, however late. */
    @Bean(destroyMethod = "")
    Heartbeat heartbeat(Stores stores, Clock clock, ObjectProvider<StreamWatermark> watermark, MeterRegistry meters) {
        Heartbeat heartbeat = new Heartbeat(stores.state(), clock, watermark.getIfAvailable());
        Gauge.builder("catalog.sync.stream.watermark.age", heartbeat, Heartbeat::watermarkAge)
                .description("how far the stream's watermark is behind the clock")
                .baseUnit("seconds")
                .register(meters);
        return heartbeat;
    }

    /** The lowest phase starts first and stops last: hints of the last batch are still taken. */
    @Bean
    SmartLifecycle beside(FanOut fanOut, Heartbeat heartbeat) {
        return new SmartLifecycle() {
            private volatile boolean running;

            @Override
            public void start() {
                fanOut.start();
                heartbeat.start();
                running = true;
            }

            @Override
            public void stop() {
                heartbeat.close();
                fanOut.close();
                running = false;
            }

            @Override
            public boolean isRunning() {
                return running;
            }

            @Override
            public int getPhase() {
                return Integer.MIN_VALUE;
            }
        };
    }
}
