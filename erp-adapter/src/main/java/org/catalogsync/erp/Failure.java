package org.catalogsync.erp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why the ERP gave no answer.
 *
 * @param code a stable word for metrics, such as {@code timed_out}, {@code http_503} or {@code fault_server}
 * @param message for people, without any secret; what the ERP wrote is cut to some hundred characters
 * @param retryAfter how long the ERP wants to be left alone, where it says so
 */
public record Failure(
        FailureClass failureClass,
        String code,
        String message,
        @Nullable Duration retryAfter) {

    private static final int LONGEST = 400;

    public Failure {
        message = Excerpt.of(message, LONGEST);
    }

    public Failure(FailureClass failureClass, String code, String message) {
        this(failureClass, code, message, null);
    }
}
