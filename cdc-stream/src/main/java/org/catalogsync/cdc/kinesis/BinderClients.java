package org.catalogsync.cdc.kinesis;

import io.awspring.cloud.autoconfigure.AwsClientCustomizer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.catalogsync.stores.StoresSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;

/** The binder's own clients, pointed where the stores' clients point. */
@Configuration(proxyBeanMethods = false)
@Profile("!files")
public class BinderClients {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    /** The stores' settings as the binder's. In the dev profile the credentials are made up, so that no person's keys reach a stand-in. */
    public static Map<String, Object> properties(StoresSettings settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.cloud.aws.region.static", settings.region());
        settings.endpoint("DYNAMODB").ifPresent(uri -> properties.put("spring.cloud.aws.dynamodb.endpoint", uri));
        if (settings.profile() == StoresSettings.Profile.DEV) {
            properties.put("spring.cloud.aws.credentials.access-key", "local");
            properties.put("spring.cloud.aws.credentials.secret-key", "local");
        }
        return properties;
    }

    /** Stand-ins speak HTTP/1.1 only. */
    @Bean
    AwsClientCustomizer<DynamoDbAsyncClientBuilder> dynamoDbOverHttp1() {
        return builder -> builder.httpClientBuilder(
                NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1).readTimeout(LONGEST_SILENCE));
    }
}
