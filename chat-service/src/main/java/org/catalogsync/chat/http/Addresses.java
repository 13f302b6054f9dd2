package org.catalogsync.chat.http;

import io.micronaut.http.HttpRequest;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Where a request comes from. */
final class Addresses {
    private Addresses() {}

    /**
     * The client's address.
     *
     * @param proxies how many load balancers of ours stand before us: of {@code X-Forwarded-For} that many entries from the right were written by them, all others by whoever wanted to
     */
    static InetAddress of(HttpRequest<?> request, int proxies) {
        InetAddress peer = request.getRemoteAddress().getAddress();
        if (proxies == 0) {
            return peer;
        }
        List<String> forwarded = new ArrayList<>();
        for (String line : request.getHeaders().getAll("X-Forwarded-For")) {
            for (String entry : line.split(",", -1)) {
                forwarded.add(entry.trim());
            }
        }
        if (forwarded.size() < proxies) {
            return peer;
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(forwarded.get(forwarded.size() - proxies));
        try {
            return bytes == null ? peer : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            return peer;
        }
    }
}
