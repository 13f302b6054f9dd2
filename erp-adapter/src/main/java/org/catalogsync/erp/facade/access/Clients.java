package org.catalogsync.erp.facade.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongSupplier;
import org.catalogsync.erp.facade.http.Problem;
import org.catalogsync.erp.facade.http.Refused;
import org.catalogsync.erp.facade.http.Request;
import org.jspecify.annotations.Nullable;

/** Finds the client behind a request by its key. Where there are no keys everybody is one client, and shares its rate. As many buckets as keys, whatever comes. */
public final class Clients {
    /** The header. */
    public static final String HEADER = "X-Api-Key";

    private static final int LONGEST_KEY = 256;

    private final List<Known> known;
    private final @Nullable Client anonymous;

    @SuppressWarnings("ArrayRecordComponent") // compared by MessageDigest alone
    private record Known(byte[] digest, Client client) {}

    private Clients(List<Known> known, @Nullable Client anonymous) {
        this.known = List.copyOf(known);
        this.anonymous = anonymous;
    }

    /**
     * Those with these keys; where there are none, everybody.
     *
     * @param anonymousPerSecond requests of everybody together, where everybody may ask
     */
    public static Clients of(List<ApiKey> keys, int anonymousPerSecond, LongSupplier nanoTime) {
        List<Known> known = new ArrayList<>();
        for (ApiKey key : keys) {
            known.add(new Known(
                    HexFormat.of().parseHex(key.sha256()), new Client(key.name(), key.perSecond(), nanoTime)));
        }
        return new Clients(known, keys.isEmpty() ? new Client("anonymous", anonymousPerSecond, nanoTime) : null);
    }

    /** The client that sent the request; refused with HTTP 401 where no key of ours came with it. */
    public Client of(Request request) {
        if (anonymous != null) {
            return anonymous;
        }
        String key = request.header(HEADER);
        if (key == null) {
            throw unauthorized("expected the header " + HEADER);
        }
        Client client = key.length() <= LONGEST_KEY ? find(digest(key)) : null;
        if (client == null) {
            throw unauthorized(HEADER + " is not a key that may ask here");
        }
        return client;
    }

    /** Looks at every key, so that the time it takes tells nothing of which one came close. */
    private @Nullable Client find(byte[] digest) {
        Client found = null;
        for (Known candidate : known) {
            if (MessageDigest.isEqual(candidate.digest(), digest)) {
                found = candidate.client();
            }
        }
        return found;
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Refused unauthorized(String detail) {
        return new Refused(Problem.of(401, "unauthorized", detail)
                .with("WWW-Authenticate", "ApiKey realm=\"catalog-sync\", header=\"" + HEADER + "\""));
    }
}
