package org.catalogsync.erp.facade;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.catalogsync.erp.facade.access.ApiKey;

/**
 * Where the facade listens, to whom and for how long; validated at start-up.
 *
 * @param address the address and port; a port of 0 means one that is free
 * @param keys {@code ERP_API_KEYS_FILE} or {@code ERP_API_KEYS}, who may ask; where there are none everybody on this machine may, and the address is a loopback one
 * @param anonymousPerSecond {@code ERP_API_ANONYMOUS_RATE}, requests a second of everybody together where there are no keys; default 20
 * @param deadline {@code ERP_API_DEADLINE} (ISO-8601), how long a request may take, and the most that it can ask for; default PT2S
 * @param requestsAtOnce {@code ERP_API_REQUESTS}, further ones are refused; default 64
 * @param readTimeout {@code ERP_API_READ_TIMEOUT} (ISO-8601, whole seconds), until a request has come whole; default PT10S
 */
public record FacadeSettings(
        InetSocketAddress address,
        List<ApiKey> keys,
        int anonymousPerSecond,
        Duration deadline,
        int requestsAtOnce,
        Duration readTimeout) {

    public FacadeSettings {
        keys = List.copyOf(keys);
        if (keys.isEmpty() && !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("without keys only this machine may ask, not " + address);
        }
    }

    /**
     * Reads and checks the settings; throws {@link org.catalogsync.erp.InvalidSettings} with everything that cannot be used.
     *
     * @param bind a name or an address of this machine
     */
    public static FacadeSettings from(Map<String, String> environment, String bind, int port) {
        return new FacadeSettingsReader(environment).settings(bind, port);
    }
}
