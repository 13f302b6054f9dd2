package org.catalogsync.devstack.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a client and a server that speak no HTTP, such as Redis: passes bytes on, and cuts or delays connections by chance, request by request (what arrives at once counts as one). A broken server takes connections and drops them.
 */
public final class CuttingProxy implements AutoCloseable {
    private static final int BUFFER = 64 << 10;
    private static final Duration DELAY = Duration.ofMillis(40);

    private final ServerSocket server;
    private final URI target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Map<Mishap, Integer> mishaps = new EnumMap<>(Mishap.class);
    private Chance chance = Chance.NONE;
    private int calls;

    private CuttingProxy(ServerSocket server, URI target) {
        this.server = server;
        this.target = target;
    }

    public static CuttingProxy to(URI target) {
        try {
            CuttingProxy proxy = new CuttingProxy(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), target);
            Thread.ofVirtual().name("cutting-proxy").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The target's address with this port. */
    public String url() {
        return target.getScheme() + "://127.0.0.1:" + server.getLocalPort();
    }

    public synchronized CuttingProxy chance(Chance odds) {
        chance = odds;
        return this;
    }

    /** What happened until now, by kind. */
    public synchronized Map<Mishap, Integer> mishaps() {
        return new EnumMap<>(mishaps);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket service = new Socket(target.getHost(), target.getPort());
                open.add(client);
                open.add(service);
                Thread.ofVirtual().start(() -> requests(client, service));
                Thread.ofVirtual().start(() -> answers(service, client));
            } catch (IOException e) {
                // Closed, or one connection failed: the client tries again.
            }
        }
    }

    private void requests(Socket client, Socket service) {
        try (client;
                service) {
            InputStream from = client.getInputStream();
            OutputStream to = service.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                switch (mishap()) {
                    case null -> to.write(buffer, 0, n);
                    case DELAYED -> {
                        Thread.sleep(DELAY);
                        to.write(buffer, 0, n);
                    }
                    case CUT_AFTER, DUPLICATED, PARTIAL -> {
                        // The answer has nobody to go to, since the client's side is closed first.
                        client.close();
                        to.write(buffer, 0, n);
                        to.flush();
                        return;
                    }
                    case CUT_BEFORE, THROTTLED, UNAVAILABLE -> {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // Either side went away.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
            open.remove(service);
        }
    }

    private static void answers(Socket service, Socket client) {
        try (service;
                client) {
            service.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // Either side went away.
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Mishap mishap() {
        Mishap mishap = chance.roll("bytes", ++calls).orElse(null);
        if (mishap != null) {
            mishaps.merge(mishap, 1, Integer::sum);
        }
        return mishap;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
