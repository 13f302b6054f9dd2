package org.catalogsync.cdc;

import io.micrometer.core.instrument.MeterRegistry;
import org.catalogsync.cdc.decode.DecodeObserver;
import org.catalogsync.stores.StoresSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
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
}
