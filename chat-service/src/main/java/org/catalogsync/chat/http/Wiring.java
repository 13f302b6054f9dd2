package org.catalogsync.chat.http;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import org.catalogsync.chat.http.access.Buckets;
import org.catalogsync.chat.http.access.Callers;
import org.catalogsync.chat.http.access.ConnectionRate;
import org.catalogsync.chat.http.access.DevCallers;
import org.catalogsync.chat.http.access.JwtCallers;
import org.catalogsync.chat.http.access.Keys;
import org.catalogsync.chat.http.access.Origins;
import org.catalogsync.chat.http.access.Refusals;
import org.catalogsync.chat.http.access.SharedBuckets;
import org.catalogsync.chat.http.access.TokenSettings;
import org.catalogsync.chat.http.access.UserRate;

/** Who may ask and how often, by the settings. */
@Factory
final class Wiring {

    @Singleton
    Callers callers(HttpSettings settings, InstantSource clock) {
        TokenSettings tokens = settings.tokens();
        return tokens == null
                ? new DevCallers()
                : new JwtCallers(tokens, new Keys(tokens.keys(), System::nanoTime), clock);
    }

    @Singleton
    Origins origins(HttpSettings settings) {
        return new Origins(settings.origins(), settings.tokens() == null);
    }

    @Singleton
    Refusals refusals() {
        return new Refusals();
    }

    @Singleton
    ConnectionRate connections(HttpSettings settings) {
        return new ConnectionRate(settings.connectionsPerMinute(), System::nanoTime);
    }

    @Singleton
    @Named("items")
    Buckets items(HttpSettings settings) {
        return new Buckets(settings.itemsPerMinute(), Math.max(1, settings.itemsPerMinute() / 3), System::nanoTime);
    }

    @Bean(preDestroy = "close")
    @Singleton
    UserRate rate(HttpSettings settings) {
        URI redis = settings.redis();
        SharedBuckets shared = redis == null ? null : new SharedBuckets(redis, settings.perMinute(), settings.burst());
        return new UserRate(settings.perMinute(), settings.burst(), shared, System::nanoTime);
    }
}
