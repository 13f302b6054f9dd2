package org.catalogsync.sync.nightly;

import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.catalogsync.devstack.fault.Chance;
import org.catalogsync.devstack.fault.CuttingProxy;
import org.catalogsync.devstack.fault.Dialect;
import org.catalogsync.devstack.fault.FaultyProxy;
import org.catalogsync.devstack.fault.Mishap;

/** A proxy before every store of a sandbox: what its commands call goes through them, what the test itself reads does not. */
final class FaultyStores implements AutoCloseable {
    private static final Map<Dialect, String> ADDRESSES = new EnumMap<>(Map.of(
            Dialect.DYNAMODB, "AWS_ENDPOINT_URL_DYNAMODB",
            Dialect.S3, "AWS_ENDPOINT_URL_S3",
            Dialect.OPENSEARCH, "OPENSEARCH_URL",
            Dialect.BEDROCK, "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
            Dialect.EVENTBRIDGE, "AWS_ENDPOINT_URL_EVENTBRIDGE"));

    private final Map<Dialect, FaultyProxy> proxies = new EnumMap<>(Dialect.class);
    private final CuttingProxy redis;

    private FaultyStores(Map<String, String> environment) {
        ADDRESSES.forEach((service, variable) -> {
            FaultyProxy proxy = FaultyProxy.to(address(environment, variable));
            proxies.put(service, proxy);
            environment.put(variable, proxy.url());
        });
        this.redis = CuttingProxy.to(address(environment, "REDIS_URL"));
        environment.put("REDIS_URL", redis.url());
    }

    /** Leads the sandbox's commands through proxies that do nothing yet. */
    static FaultyStores before(Sandbox shop) {
        return new FaultyStores(shop.environment());
    }

    private static URI address(Map<String, String> environment, String variable) {
        return URI.create(Objects.requireNonNull(environment.get(variable), variable));
    }

    void chance(Chance chance) {
        proxies.forEach((service, proxy) -> proxy.chance(service, chance));
        redis.chance(chance);
    }

    /** For a call that is too rare to leave it to chance. */
    void plan(Dialect service, String operation, Mishap mishap) {
        Objects.requireNonNull(proxies.get(service)).plan(service, operation, mishap);
    }

    void breakAt(Dialect service, String operation, int call) {
        Objects.requireNonNull(proxies.get(service)).breakAt(service, operation, call);
    }

    /** What happened until now by the label of the service. */
    Map<String, Map<Mishap, Integer>> mishaps() {
        Map<String, Map<Mishap, Integer>> all = new LinkedHashMap<>();
        proxies.forEach(
                (service, proxy) -> all.put(service.name().toLowerCase(java.util.Locale.ROOT), proxy.mishaps()));
        all.put("redis", redis.mishaps());
        return new HashMap<>(all);
    }

    @Override
    public void close() throws IOException {
        proxies.values().forEach(FaultyProxy::close);
        redis.close();
    }
}
