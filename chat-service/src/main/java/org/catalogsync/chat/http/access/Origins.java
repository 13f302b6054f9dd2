package org.catalogsync.chat.http.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which web pages may ask. A browser says which page it asks for, and sends what it knows of the user along, wherever the page comes from; other programs say nothing. */
public final class Origins {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> allowed;
    private final boolean dev;

    /**
     * These, and our own.
     *
     * @param dev whether every page of this machine may ask, and only as this machine
     */
    public Origins(Set<String> allowed, boolean dev) {
        this.allowed = Set.copyOf(allowed);
        this.dev = dev;
    }

    /**
     * Throws {@link Refused} where the page may not ask.
     *
     * @param origin null where no browser asks
     * @param host what the client thinks it asks
     */
    public void check(@Nullable String origin, @Nullable String host) {
        // A name that somebody else's server gave out for 127.0.0.1 would make his page ours.
        if (dev && (host == null || !isThisMachine("http://" + host))) {
            throw new Refused(Why.NOT_THIS_MACHINE);
        }
        if (origin != null && !isAllowed(origin.toLowerCase(Locale.ROOT), host)) {
            throw new Refused(Why.WRONG_ORIGIN);
        }
    }

    /** Whether it is another's page that the settings name; a browser has to be told that it may read the answer. */
    public boolean isNamed(@Nullable String origin) {
        return origin != null && allowed.contains(origin.toLowerCase(Locale.ROOT));
    }

    private boolean isAllowed(String origin, @Nullable String host) {
        if (allowed.contains(origin) || (dev && isThisMachine(origin))) {
            return true;
        }
        // TLS ends before us, so the scheme is not known here; the name and the port are.
        String own = host == null ? "" : host.toLowerCase(Locale.ROOT);
        return origin.equals("https://" + own) || origin.equals("http://" + own);
    }

    private static boolean isThisMachine(String origin) {
        try {
            URI uri = new URI(origin);
            return uri.getHost() != null && THIS_MACHINE.contains(uri.getHost().toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
