package org.catalogsync.erp.pace;

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
        String key = "erp-rate:{" + settings.endpoint().getAuthority() + "}";
        return SharedPace.start(
                new RedisTokens(fairness.redis().address(), key, Tokens.shared(fairness)), fairness, System::nanoTime);
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
