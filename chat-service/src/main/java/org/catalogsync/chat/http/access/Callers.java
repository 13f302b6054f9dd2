package org.catalogsync.chat.http.access;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Finds out who asks. May wait for the issuer's keys, so it is not for the threads that serve sockets. */
public interface Callers {

    /**
     * Who asks; throws {@link Refused} where nobody who may.
     *
     * @param token as it came, null where none did
     * @param client what tells one client from another where there are no tokens
     */
    Caller who(@Nullable String token, InetAddress from, String client);
}
