package org.catalogsync.chat.compose;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.catalogsync.erp.Deadline;
import org.catalogsync.stores.InvalidSettings;
import org.catalogsync.stores.StoresSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClientBuilder;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailStreamConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailStreamProcessingMode;
import software.amazon.awssdk.services.bedrockruntime.model.InferenceConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceTier;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;

/**
 * The models of Bedrock, through Converse and ConverseStream. The SDK tries nothing again; a connection that broke before anything was said is tried once more, where there is time.
 *
 * <p>In the dev profile an address is needed and the credentials are made up, as for the stores.
 */
public final class BedrockModel implements Model, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BedrockModel.class);
    private static final String SERVICE = "BEDROCK_RUNTIME";
    private static final Duration CONNECT = Duration.ofSeconds(1);
    /** Deadlines are shorter; this is for what no deadline ended. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private static final Duration REST = Duration.ofSeconds(5);
    /** Less is not enough for a model to begin once more. */
    private static final Duration TIME_FOR_ANOTHER_TRY = Duration.ofMillis(700);

    private static final Set<String> THROTTLES = Set.of(
            "ThrottlingException",
            "throttlingException",
            "ServiceQuotaExceededException",
            "ModelNotReadyException",
            "TooManyRequestsException",
            "ServiceUnavailableException",
            "serviceUnavailableException");

    private final BedrockRuntimeAsyncClient bedrock;
    private final SdkAsyncHttpClient http;
    private final URI address;
    private final ModelSettings settings;
    private final ModelGate gate;

    private BedrockModel(
            BedrockRuntimeAsyncClient bedrock, SdkAsyncHttpClient http, URI address, ModelSettings settings) {
        this.bedrock = bedrock;
        this.http = http;
        this.address = address;
        this.settings = settings;
        this.gate = new ModelGate(settings.concurrency(), REST);
    }

    /** Connects to nothing yet; throws {@link InvalidSettings} in the dev profile without an address of Bedrock's. */
    public static BedrockModel open(StoresSettings stores, ModelSettings settings) {
        Optional<URI> endpoint = stores.endpoint(SERVICE);
        boolean dev = stores.profile() == StoresSettings.Profile.DEV;
        if (endpoint.isEmpty() && dev) {
            throw new InvalidSettings(List.of("the address of " + SERVICE + ": AWS_ENDPOINT_URL_" + SERVICE
                    + " or AWS_ENDPOINT_URL is not set; the dev profile expects one and never calls an AWS account"));
        }
        SdkAsyncHttpClient http = http(endpoint.orElse(null), settings);
        BedrockRuntimeAsyncClientBuilder builder = BedrockRuntimeAsyncClient.builder()
                .region(Region.of(stores.region()))
                .credentialsProvider(credentials(dev))
                .httpClient(http)
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()));
        endpoint.ifPresent(builder::endpointOverride);
        URI address =
                endpoint.orElseGet(() -> URI.create("https://bedrock-runtime." + stores.region() + ".amazonaws.com"));
        return new BedrockModel(builder.build(), http, address, settings);
    }

    private static SdkAsyncHttpClient http(@Nullable URI endpoint, ModelSettings settings) {
        // Over plain http no protocol is agreed upon: a stand-in speaks HTTP/1.1.
        boolean plain = endpoint != null && "http".equals(endpoint.getScheme());
        return NettyNioAsyncHttpClient.builder()
                .protocol(plain ? Protocol.HTTP1_1 : Protocol.HTTP2)
                .maxConcurrency(settings.concurrency())
                .connectionTimeout(CONNECT)
                .connectionAcquisitionTimeout(CONNECT)
                .readTimeout(LONGEST_SILENCE)
                .writeTimeout(LONGEST_SILENCE)
                .build();
    }

    private static AwsCredentialsProvider credentials(boolean dev) {
        return dev
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))
                : DefaultCredentialsProvider.builder().build();
    }

    /** Makes a connection and leaves it to the first call, which then waits for no handshake. Asks nothing that is paid for, and returns at once. */
    public void connect() {
        BedrockHandshake.with(http, address);
    }

    /** Whether calls are refused, since several in a row failed. */
    public boolean isResting() {
        return gate.isOpen();
    }

    @Override
    public Talk ask(Question question, Deadline deadline) {
        Written.Why refusal = gate.enter();
        if (refusal != null) {
            return BedrockTalk.refused(refusal);
        }
        BedrockTalk talk =
                new BedrockTalk(Usage.reckoned(question.system()) + Usage.reckoned(question.user()), gate::left);
        call(talk, question, deadline, true);
        return talk;
    }

    private void call(BedrockTalk talk, Question question, Deadline deadline, boolean mayTryAgain) {
        CompletableFuture<Void> call;
        try {
            call = question.streamed() ? stream(talk, question) : converse(talk, question);
        } catch (RuntimeException e) {
            talk.fail(why(e));
            return;
        }
        CompletableFuture<Void> _ = call.whenComplete((nothing, failure) -> {
            if (failure == null) {
                talk.complete();
                return;
            }
            if (talk.saidNothing() && costsNothing(failure)) {
                talk.unsent();
            }
            if (mayTryAgain && worthAnotherTry(talk, failure, deadline)) {
                call(talk, question, deadline, false);
            } else {
                failed(talk, question, failure);
            }
        });
    }

    /** It was turned away at the door, or found none: no model has read it. Of the SDK's time-outs only the one of waiting for a connection is the JDK's. */
    private static boolean costsNothing(Throwable failure) {
        return why(failure) == Written.Why.THROTTLED
                || isCausedBy(failure, ConnectException.class)
                || isCausedBy(failure, UnknownHostException.class)
                || isCausedBy(failure, TimeoutException.class);
    }

    private static boolean worthAnotherTry(BedrockTalk talk, Throwable failure, Deadline deadline) {
        return talk.saidNothing()
                && !talk.isOver()
                && isConnection(failure)
                && deadline.remaining().compareTo(TIME_FOR_ANOTHER_TRY) > 0;
    }

    private static void failed(BedrockTalk talk, Question question, Throwable failure) {
        if (!talk.isOver()) {
            // The message only: prompts hold what customers wrote, and no exception of the SDK's repeats them.
            LOG.warn(
                    "{} failed: {}",
                    question.model(),
                    String.valueOf(cause(failure).getMessage()));
        }
        talk.fail(why(failure));
    }

    private CompletableFuture<Void> stream(BedrockTalk talk, Question question) {
        ConverseStreamResponseHandler handler = ConverseStreamResponseHandler.builder()
                .subscriber(ConverseStreamResponseHandler.Visitor.builder()
                        .onContentBlockDelta(delta -> {
                            // A block of reasoning has deltas too, of another type; they are nobody's answer.
                            String text =
                                    delta.delta() == null ? null : delta.delta().text();
                            if (text != null) {
                                talk.text(text);
                            }
                        })
                        .onMessageStop(stop -> talk.stopped(stop.stopReason()))
                        .onMetadata(metadata -> {
                            if (metadata.usage() != null) {
                                talk.counted(metadata.usage());
                            }
                        })
                        .build())
                .build();
        CompletableFuture<Void> call = bedrock.converseStream(streamRequest(question), handler);
        talk.under(call);
        return call;
    }

    private CompletableFuture<Void> converse(BedrockTalk talk, Question question) {
        CompletableFuture<ConverseResponse> call = bedrock.converse(request(question));
        talk.under(call);
        return call.thenAccept(answer -> {
            answer.output().message().content().stream()
                    .filter(block -> block.type() == ContentBlock.Type.TEXT)
                    .forEach(block -> talk.text(block.text()));
            if (answer.usage() != null) {
                talk.counted(answer.usage());
            }
            talk.stopped(answer.stopReason());
        });
    }

    private ConverseRequest request(Question question) {
        ConverseRequest.Builder request = ConverseRequest.builder()
                .modelId(question.model())
                .system(SystemContentBlock.fromText(question.system()))
                .messages(message(question))
                .inferenceConfig(inference(question));
        thinking(question).ifPresent(request::additionalModelRequestFields);
        tier().ifPresent(request::serviceTier);
        ModelSettings.Guardrail guardrail = settings.guardrail();
        if (guardrail != null) {
            request.guardrailConfig(GuardrailConfiguration.builder()
                    .guardrailIdentifier(guardrail.id())
                    .guardrailVersion(guardrail.version())
                    .build());
        }
        return request.build();
    }

    private ConverseStreamRequest streamRequest(Question question) {
        ConverseStreamRequest.Builder request = ConverseStreamRequest.builder()
                .modelId(question.model())
                .system(SystemContentBlock.fromText(question.system()))
                .messages(message(question))
                .inferenceConfig(inference(question));
        thinking(question).ifPresent(request::additionalModelRequestFields);
        tier().ifPresent(request::serviceTier);
        ModelSettings.Guardrail guardrail = settings.guardrail();
        if (guardrail != null) {
            request.guardrailConfig(GuardrailStreamConfiguration.builder()
                    .guardrailIdentifier(guardrail.id())
                    .guardrailVersion(guardrail.version())
                    // What it has not looked at would be shown already.
                    .streamProcessingMode(GuardrailStreamProcessingMode.SYNC)
                    .build());
        }
        return request.build();
    }

    private static Message message(Question question) {
        return Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText(question.user()))
                .build();
    }

    /** No temperature and the like: the newer models refuse them. */
    private static InferenceConfiguration inference(Question question) {
        return InferenceConfiguration.builder().maxTokens(question.maxTokens()).build();
    }

    /** Haiku thinks by default, which costs the time that there is; Sonnet cannot be told not to. */
    private static Optional<Document> thinking(Question question) {
        return question.model().toLowerCase(Locale.ROOT).contains("haiku")
                ? Optional.of(Document.fromMap(
                        Map.of("thinking", Document.fromMap(Map.of("type", Document.fromString("disabled"))))))
                : Optional.empty();
    }

    private Optional<ServiceTier> tier() {
        return Optional.ofNullable(settings.serviceTier())
                .map(type -> ServiceTier.builder().type(type).build());
    }

    private static Written.Why why(Throwable failure) {
        return cause(failure) instanceof AwsServiceException refused && isThrottle(refused)
                ? Written.Why.THROTTLED
                : Written.Why.FAILED;
    }

    /** In the middle of a stream it comes as an event and has no status. */
    private static boolean isThrottle(AwsServiceException refused) {
        return refused.isThrottlingException()
                || refused.statusCode() == 429
                || (refused.awsErrorDetails() != null
                        && refused.awsErrorDetails().errorCode() != null
                        && THROTTLES.contains(refused.awsErrorDetails().errorCode()));
    }

    private static boolean isConnection(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof IOException
                || (cause instanceof SdkClientException && isCausedBy(cause, IOException.class));
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(type::isInstance);
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    @Override
    public void close() {
        bedrock.close();
        http.close();
    }
}
