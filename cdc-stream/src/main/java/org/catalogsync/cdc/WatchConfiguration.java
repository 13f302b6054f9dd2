package org.catalogsync.cdc;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.cdc.decode.DecodeObserver;
import org.catalogsync.cdc.observe.DeadLetterDepths;
import org.catalogsync.cdc.observe.StoreRetries;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.queues.MessageQueue;
import org.catalogsync.stores.queues.QueueName;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What looks at the surroundings of the running stream and never holds it up. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SourceCheck.Settings.class)
class WatchConfiguration {

    /** With a decoder of its own: what it sees must not be counted as having come. */
    @Bean
    SourceCheck sourceCheck(
            StoresSettings stores, StreamSettings settings, SourceCheck.Settings own, MeterRegistry meters) {
        return new SourceCheck(new SourceDoctor(stores, settings, settings.decoder(DecodeObserver.NONE)), own, meters);
    }

    /** After the start, when in development the queues have been made. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> depthsFromTheStartOn(DeadLetterDepths depths) {
        return ready -> depths.start();
    }

    @Bean
    DeadLetterDepths deadLetterDepths(Stores stores, StreamSettings settings, MeterRegistry meters) {
        Map<String, MessageQueue> queues = new LinkedHashMap<>();
        queues.put(settings.deadLetterQueue(), stores.queue(settings.deadLetterQueue()));
        for (String hints : List.of(settings.indexQueue(), settings.invalidateQueue())) {
            queues.put(
                    new QueueName(hints).deadLetters().text(),
                    stores.queue(hints).deadLetters());
        }
        return new DeadLetterDepths(queues, meters);
    }

    @Bean
    MeterBinder storeRetries(Stores stores) {
        return meters -> StoreRetries.register(stores.retries(), meters);
    }
}
