package org.catalogsync.erp.pace;

import java.net.URI;
import java.util.Locale;
import org.catalogsync.erp.ErpSettings;
import org.catalogsync.erp.Fairness;
import org.catalogsync.erp.Priority;

/** The rate at which the ERP may be asked: a token for each request. */
public interface Pace extends AutoCloseable {

    /** By the settings: shared through Redis where there is one, else this process's share alone. */
    static Pace of(ErpSettings settings) {
        Fairness fairness = settings.fairness();
        if (fairness.redis() == null) {
            return LocalPace.share(fairness, System::nanoTime);
        }
        String key = "erp-rate:{" + place(settings.endpoint()) + "}";
        return SharedPace.start(
                new RedisTokens(fairness.redis().address(), key, Tokens.shared(fairness)), fairness, System::nanoTime);
    }

    /** Host and port, however they are written: two spellings must not be two rates. */
    private static String place(URI endpoint) {
        int usual = "https".equals(endpoint.getScheme()) ? 443 : 80;
        int port = endpoint.getPort() < 0 ? usual : endpoint.getPort();
        return endpoint.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }

    /**
     * Takes a token, for a request that is sent at once.
     *
     * @return 0 where it was taken, else the nanoseconds after which it is worth asking again
     */
    long take(Priority priority);

    /** Whether the tokens are taken from what all processes share. */
    boolean shared();

    @Override
    void close();
}
