package org.catalogsync.cdc;

import java.time.Clock;
import org.catalogsync.cdc.kinesis.StreamWriter;
import org.catalogsync.cdc.observe.StreamCounts;
import org.catalogsync.cdc.quarantine.DeadLetters;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings.Profile;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What runs beside the consumer of the stream, from before its first record until after its last one. */
@Configuration(proxyBeanMethods = false)
class StreamLifecycle {

    @Bean
    FanOut fanOut(Stores stores, StreamSettings settings, Lags lags, StreamCounts counts, Clock clock) {
        return new FanOut(stores, settings, lags, counts, clock);
    }

    /** Before the binder creates its tables and asks for the first record. */
    @Bean
    InitializingBean prepared(FanOut fanOut, DeadLetters deadLetters, Stores stores, StreamSettings settings) {
        return () -> {
            if (stores.settings().profile() == Profile.DEV) {
                fanOut.prepare();
                deadLetters.createIfAbsent();
                try (StreamWriter stream = StreamWriter.open(stores.settings(), settings.stream())) {
                    stream.createIfAbsent(1);
                }
            }
        };
    }

    /** The lowest phase starts first and stops last: hints of the last batch are still taken. */
    @Bean
    SmartLifecycle beside(FanOut fanOut, Stores stores, Clock clock) {
        Heartbeat heartbeat = new Heartbeat(stores.state(), clock);
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
