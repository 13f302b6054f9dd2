package org.catalogsync.chat.http.access;

import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everybody on this machine, told apart by their programs. */
public final class DevCallers implements Callers {

    @Override
    public Caller who(@Nullable String token, InetAddress from, String client) {
        if (!from.isLoopbackAddress()) {
            throw new Refused(Why.NOT_THIS_MACHINE);
        }
        return new Caller("dev-" + Integer.toHexString(client.hashCode()), Instant.MAX);
    }
}
