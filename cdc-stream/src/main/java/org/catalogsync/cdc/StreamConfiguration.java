package org.catalogsync.cdc;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.catalogsync.cdc.announce.Announcements;
import org.catalogsync.cdc.apply.Apply;
import org.catalogsync.cdc.decode.Decoder;
import org.catalogsync.cdc.files.ChangeFiles;
import org.catalogsync.cdc.observe.Lag;
import org.catalogsync.cdc.observe.StreamCounts;
import org.catalogsync.cdc.observe.TracePlaces;
import org.catalogsync.cdc.observe.Traces;
import org.catalogsync.cdc.quarantine.DeadLetters;
import org.catalogsync.cdc.refetch.AwaitNight;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.products.ProductWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The flow and what it works with, for the stream and for its commands alike. */
@Configuration(proxyBeanMethods = false)
class StreamConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Stores stores(StoresSettings settings) {
        return Stores.of(settings);
    }

    @Bean
    StreamCounts counts(MeterRegistry meters) {
        return new StreamCounts(meters);
    }

    @Bean
    Lags lags(StreamSettings settings, MeterRegistry meters) {
        return new Lags(
                new Lag("dynamodb", settings.freshness(), meters),
                new Lag("opensearch", settings.freshness(), meters),
                new Lag("redis", settings.freshness(), meters));
    }

    @Bean
    Traces traces(StoresSettings stores, StreamSettings settings, Clock clock) {
        return Traces.open(new TracePlaces(settings.stream(), stores.productsTable(), stores.eventBus()), clock);
    }

    @Bean
    DeadLetters deadLetters(Stores stores, StreamSettings settings) {
        return new DeadLetters(stores.queue(settings.deadLetterQueue()), stores.objects());
    }

    @Bean
    Pauses pauses(Stores stores, Clock clock) {
        return new Pauses(stores.state(), clock);
    }

    @Bean
    Decoder decoder(StreamSettings settings, StreamCounts counts) {
        return settings.decoder(new LoggedOddities(counts));
    }

    @Bean
    ChangeFiles changeFiles(StreamSettings settings, StreamCounts counts, Clock clock) {
        return new ChangeFiles(settings.changeFile(new LoggedOddities(counts)), clock);
    }

    @Bean
    StreamFlow flow(
            StreamSettings settings,
            Stores stores,
            Decoder decoder,
            DeadLetters deadLetters,
            Pauses pauses,
            StreamCounts counts,
            Lags lags,
            Traces traces,
            Clock clock) {
        ProductWriter writer =
                new ProductWriter(stores.products(), settings.tombstoneLife(), settings.clockSkew(), clock, () -> {
                    // Any instance may write any key at any time: the version decides.
                });
        return new StreamFlow(
                decoder,
                new Apply(writer, stores.products()),
                new Announcements(settings.tables().getFirst()),
                stores.events(),
                deadLetters,
                new AwaitNight(),
                pauses,
                counts,
                lags.dynamodb(),
                traces,
                settings.clockSkew(),
                clock);
    }
}
