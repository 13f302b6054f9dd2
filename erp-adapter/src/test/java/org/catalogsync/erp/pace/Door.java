package org.catalogsync.erp.pace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The way to a server, which can be shut and opened again under the same address, as a server that goes and comes back. */
final class Door implements AutoCloseable {
    private final URI target;
    private final Set<Socket> passing = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket server;
    private int port;

    private Door(URI target) {
        this.target = target;
    }

    static Door to(URI target) throws IOException {
        Door door = new Door(target);
        door.open();
        return door;
    }

    URI address() {
        return URI.create(target.getScheme() + "://127.0.0.1:" + port);
    }

    void open() throws IOException {
        ServerSocket opened = new ServerSocket(port, 64, InetAddress.getLoopbackAddress());
        port = opened.getLocalPort();
        server = opened;
        Thread.ofVirtual().start(() -> accept(opened));
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket here = opened.accept();
                Socket there = new Socket(target.getHost(), target.getPort());
                passing.add(here);
                passing.add(there);
                Thread.ofVirtual().start(() -> pass(here, there));
                Thread.ofVirtual().start(() -> pass(there, here));
            } catch (IOException e) {
                // Shut.
            }
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Shut.
        }
    }

    void shut() {
        try {
            if (server != null) {
                server.close();
            }
            for (Socket socket : passing) {
                socket.close();
            }
            passing.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        shut();
    }
}
