package org.catalogsync.erp.soap;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.catalogsync.erp.Credentials;
import org.catalogsync.erp.Failure;
import org.catalogsync.erp.FailureClass;
import org.catalogsync.erp.Secret;
import org.catalogsync.erp.transport.Exchange;
import org.catalogsync.model.legacy.TextNormaliser;
import org.jspecify.annotations.Nullable;

/** Whose turn it is, by what went wrong. */
final class Failures {
    private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);
    private static final Set<Integer> WHO_ARE_YOU = Set.of(401, 403, 407);

    /** The fault codes of WS-Security 1.0 that blame the credentials, and the code by which SOAP 1.1 itself shows how codes are refined. */
    private static final Set<String> BLAMES_CREDENTIALS = Set.of(
            "authentication",
            "failedauthentication",
            "failedcheck",
            "invalidsecurity",
            "invalidsecuritytoken",
            "securitytokenunavailable",
            "unsupportedsecuritytoken");

    private static final String HIDDEN = "[hidden]";

    private Failures() {}

    static Failure of(Exchange.Broken broken) {
        return switch (broken.reason()) {
            case NO_FREE_CONNECTION, NOT_CONNECTED, TIMED_OUT, CUT, INTERRUPTED ->
                new Failure(FailureClass.RETRYABLE, code(broken.reason()), broken.message());
            // Certificates do not mend between two tries.
            case TLS_REFUSED -> new Failure(FailureClass.FAULT_CLIENT, code(broken.reason()), broken.message());
        };
    }

    private static String code(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    /** Of a status that is no success, where the body has no fault. */
    static Failure ofStatus(int status, @Nullable Duration retryAfter, String body) {
        FailureClass failureClass = LATER.contains(status)
                ? FailureClass.RETRYABLE
                : WHO_ARE_YOU.contains(status)
                        ? FailureClass.AUTH
                        : status >= 500 ? FailureClass.FAULT_SERVER : FailureClass.FAULT_CLIENT;
        return new Failure(failureClass, "http_" + status, "HTTP " + status + ", and in it " + body, retryAfter);
    }

    /**
     * Of a fault, which is read before the status is. Only a status that says "later" says more about the next try than the fault does.
     *
     * @param sent what the ERP may have repeated in its text, and what no message may hold
     */
    static Failure ofFault(Fault fault, int status, @Nullable Duration retryAfter, Credentials sent) {
        String[] codes = fault.code().split("\\.", 3);
        FailureClass failureClass = LATER.contains(status) ? FailureClass.RETRYABLE : failureClass(codes);
        String code = switch (failureClass) {
            case RETRYABLE -> "http_" + status;
            case AUTH -> "fault_auth";
            case FAULT_CLIENT -> "fault_client";
            case FAULT_SERVER, DATA -> "fault_server";
        };
        return new Failure(failureClass, code, "HTTP " + status + ", fault " + told(fault, sent), retryAfter);
    }

    /** A code that nobody knows is the server's: that neither blames the question for ever nor the credentials. */
    private static FailureClass failureClass(String[] codes) {
        for (String code : codes) {
            if (BLAMES_CREDENTIALS.contains(code.trim().toLowerCase(Locale.ROOT))) {
                return FailureClass.AUTH;
            }
        }
        return switch (codes[0].trim()) {
            case "Client", "VersionMismatch", "MustUnderstand" -> FailureClass.FAULT_CLIENT;
            default -> FailureClass.FAULT_SERVER;
        };
    }

    private static String told(Fault fault, Credentials sent) {
        return hide((fault.code() + ": " + fault.text() + " " + fault.detail()).strip(), sent);
    }

    /** Some systems repeat the token that they refuse. What they write is in normal form here, so the secret is looked for in both forms. */
    private static String hide(String text, Credentials sent) {
        String safe = hide(text, sent.token());
        return sent.usernameToken() == null
                ? safe
                : hide(safe, sent.usernameToken().password());
    }

    private static String hide(String text, Secret secret) {
        String normal = TextNormaliser.normalise(secret.value());
        String safe = text.replace(secret.value(), HIDDEN);
        return normal.isEmpty() ? safe : safe.replace(normal, HIDDEN);
    }
}
