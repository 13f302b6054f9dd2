package org.catalogsync.part.erp;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Hands connections on to the database, and only while its changes are followed. */
final class Door implements AutoCloseable {

    private final ServerSocket socket;

    private Door(ServerSocket socket) {
        this.socket = socket;
    }

    /**
     * Takes the port at once: whether it is free should be seen before the database is made. A client that comes early waits
     * for its greeting.
     */
    static Door bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        return new Door(socket);
    }

    void open(int database, BooleanSupplier isFollowed) {
        Thread.ofPlatform().daemon().name("door").start(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    Thread.startVirtualThread(() -> serve(client, database, isFollowed));
                } catch (IOException closedOrExhausted) {
                    LockSupport.parkNanos(10_000_000);
                }
            }
        });
    }

    @Override
    public void close() {
        closeQuietly(socket);
    }

    private static void serve(Socket client, int database, BooleanSupplier isFollowed) {
        if (!isFollowed.getAsBoolean()) {
            closeQuietly(client);
            return;
        }
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), database);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread.startVirtualThread(() -> pump(client, server));
            pump(server, client);
        } catch (IOException databaseGone) {
            closeQuietly(client);
        }
    }

    /** Either end's end is the end of both. */
    private static void pump(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException hungUp) {
            closeQuietly(to);
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception gone) {
            // There is nobody left to whom it would matter.
        }
    }
}
