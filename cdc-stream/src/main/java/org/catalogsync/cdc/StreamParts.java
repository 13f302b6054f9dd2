package org.catalogsync.cdc;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.List;
import org.catalogsync.cdc.decode.Decoder;
import org.catalogsync.cdc.files.ChangeFiles;
import org.catalogsync.cdc.intake.Received;
import org.catalogsync.cdc.quarantine.DeadLetter;
import org.catalogsync.cdc.quarantine.DeadLetters;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The flow and its parts without the stream: for commands that handle records themselves. Closing this closes the stores. */
public final class StreamParts implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private StreamParts(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param properties settings that win over the configuration file, as {@code name=value} */
    public static StreamParts open(StoresSettings stores, String... properties) {
        return new StreamParts(new SpringApplicationBuilder(Wiring.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                // A command reaches, and needs the address of, only what it uses.
                .lazyInitialization(true)
                .initializers(context ->
                        ((GenericApplicationContext) context).registerBean(StoresSettings.class, () -> stores))
                .run(Arrays.stream(properties).map(property -> "--" + property).toArray(String[]::new)));
    }

    public StreamFlow flow() {
        return context.getBean(StreamFlow.class);
    }

    /** Handles a record again that was set aside, by whatever its source writes; returns what still is wrong with it. */
    public List<DeadLetter> retry(Received record) {
        return ChangeFiles.wrote(record.origin())
                ? flow().retry(context.getBean(ChangeFiles.class).decode(record))
                : flow().retry(record);
    }

    public Decoder decoder() {
        return context.getBean(Decoder.class);
    }

    public DeadLetters deadLetters() {
        return context.getBean(DeadLetters.class);
    }

    public Pauses pauses() {
        return context.getBean(Pauses.class);
    }

    public Stores stores() {
        return context.getBean(Stores.class);
    }

    public StreamSettings settings() {
        return context.getBean(StreamSettings.class);
    }

    @Override
    public void close() {
        context.close();
    }

    /** No configuration that Boot would find by itself: neither binder nor server. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(StreamSettings.class)
    @Import(StreamConfiguration.class)
    static class Wiring {
        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }
}
