package org.catalogsync.stores.aws;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.Set;
import org.catalogsync.stores.Retry;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What a failed AWS call means for the next try. */
public final class AwsFailures {
    /** Codes of items inside an answer that succeeded as a whole, and of calls; the SDK knows the calls' but not the items'. */
    private static final Set<String> THROTTLES = Set.of(
            "ThrottlingError",
            "ThrottlingException",
            "Throttling",
            "ProvisionedThroughputExceeded",
            "ProvisionedThroughputExceededException",
            "RequestLimitExceeded",
            "RequestThrottled",
            "ThrottledException",
            "TooManyRequestsException",
            "ModelNotReadyException",
            "SlowDown");

    private static final Set<String> PASSING_FAILURES = Set.of(
            "InternalServerError",
            "InternalFailure",
            "InternalException",
            "InternalError",
            "ServiceUnavailable",
            "TransactionConflict",
            "TransactionConflictException",
            "TransactionInProgressException");

    /** S3's SlowDown in answer to a HEAD, which may have no body and so has no code. */
    private static final int SLOW_DOWN_WITHOUT_A_BODY = 503;

    private AwsFailures() {}

    /** Empty for a failure that another try cannot help. */
    public static Optional<Retry.Kind> classify(RuntimeException failure) {
        return switch (failure) {
            case TransactionCanceledException cancelled -> ofTransaction(cancelled);
            case AwsServiceException refused -> ofService(refused);
            case ApiCallTimeoutException late -> Optional.of(Retry.Kind.TIMED_OUT);
            case ApiCallAttemptTimeoutException late -> Optional.of(Retry.Kind.TIMED_OUT);
            case SdkClientException client -> ofConnection(client.getCause());
            default -> Optional.empty();
        };
    }

    /** The same for the code of one item of a batch. */
    public static Optional<Retry.Kind> classifyCode(@Nullable String code) {
        if (code == null) {
            return Optional.empty();
        }
        if (THROTTLES.contains(code)) {
            return Optional.of(Retry.Kind.THROTTLED);
        }
        return PASSING_FAILURES.contains(code) ? Optional.of(Retry.Kind.UNAVAILABLE) : Optional.empty();
    }

    /** A transaction may run again if nothing but passing failures stopped it. */
    private static Optional<Retry.Kind> ofTransaction(TransactionCanceledException cancelled) {
        Optional<Retry.Kind> kind = Optional.empty();
        for (CancellationReason reason : cancelled.cancellationReasons()) {
            if (reason.code() == null || reason.code().equals("None")) {
                continue;
            }
            kind = classifyCode(reason.code());
            if (kind.isEmpty()) {
                return kind;
            }
        }
        return kind;
    }

    private static Optional<Retry.Kind> ofService(AwsServiceException refused) {
        String code = code(refused);
        if (code.isEmpty() && refused.statusCode() == SLOW_DOWN_WITHOUT_A_BODY) {
            return Optional.of(Retry.Kind.THROTTLED);
        }
        if (refused.isThrottlingException() || THROTTLES.contains(code)) {
            return Optional.of(Retry.Kind.THROTTLED);
        }
        if (refused.statusCode() == 408 || code.equals("RequestTimeout")) {
            return Optional.of(Retry.Kind.TIMED_OUT);
        }
        return refused.statusCode() >= 500 ? Optional.of(Retry.Kind.UNAVAILABLE) : classifyCode(code);
    }

    private static String code(AwsServiceException refused) {
        AwsErrorDetails details = refused.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static Optional<Retry.Kind> ofConnection(@Nullable Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof SocketTimeoutException) {
                return Optional.of(Retry.Kind.TIMED_OUT);
            }
            if (t instanceof IOException) {
                return Optional.of(Retry.Kind.UNAVAILABLE);
            }
        }
        return Optional.empty();
    }
}
