package org.catalogsync.stores.aws;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.catalogsync.stores.InvalidSettings;
import org.catalogsync.stores.StoresSettings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/**
 * Builds the AWS clients of one process: one connection pool for all, endpoints and region from the settings, and no retries of their own ({@link org.catalogsync.stores.Retry} rules).
 *
 * <p>In the dev profile a service without an endpoint is an error and the credentials are made up, so that a development run can neither reach an account nor hand a person's keys to a stand-in.
 */
public final class AwsClients implements AutoCloseable {
    private static final int CONNECTIONS = 96;
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private final StoresSettings settings;
    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;

    public AwsClients(StoresSettings settings) {
        this.settings = settings;
        this.http = Apache5HttpClient.builder()
                .maxConnections(CONNECTIONS)
                .connectionTimeout(Duration.ofSeconds(5))
                .socketTimeout(shorter(LONGEST_SILENCE, settings.deadline()))
                .build();
        this.credentials = switch (settings.profile()) {
            case DEV -> StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
            case AWS -> DefaultCredentialsProvider.builder().build();
        };
    }

    /** A client of one service; {@code service} as in {@code AWS_ENDPOINT_URL_<SERVICE>}. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C open(String service, B builder) {
        endpoint(service).ifPresent(builder::endpointOverride);
        return builder.region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .httpClient(http)
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    /** For a client that signs requests without being one of the SDK's. */
    public AwsCredentialsProvider credentials() {
        return credentials;
    }

    public SdkHttpClient http() {
        return http;
    }

    public String region() {
        return settings.region();
    }

    /** Whether a service is reached at another address than AWS's. */
    public boolean redirected(String service) {
        return settings.endpoint(service).isPresent();
    }

    private Optional<URI> endpoint(String service) {
        Optional<URI> endpoint = settings.endpoint(service);
        if (endpoint.isEmpty() && settings.profile() == StoresSettings.Profile.DEV) {
            throw new InvalidSettings(List.of("the address of " + service + ": AWS_ENDPOINT_URL_" + service
                    + " or AWS_ENDPOINT_URL is not set; the dev profile expects one and never calls an AWS account"));
        }
        return endpoint;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    @Override
    public void close() {
        http.close();
    }
}
