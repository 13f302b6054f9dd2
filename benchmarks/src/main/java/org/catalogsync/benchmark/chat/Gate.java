package org.catalogsync.benchmark.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between the chat and one part, and lets it be away or slow. Passes bytes on, whatever they mean. */
final class Gate implements AutoCloseable {
    private static final int BUFFER = 64 << 10;

    private final ServerSocket server;
    private final URI target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean away;
    private volatile Duration delay = Duration.ZERO;

    private Gate(ServerSocket server, URI target) {
        this.server = server;
        this.target = target;
    }

    static Gate to(URI target) {
        try {
            Gate gate = new Gate(new ServerSocket(0, 256, InetAddress.getLoopbackAddress()), target);
            Thread.ofVirtual().start(gate::accept);
            return gate;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The part's address, by way of here. */
    String url() {
        return target.getScheme() + "://127.0.0.1:" + server.getLocalPort() + target.getPath();
    }

    /** Connections are taken and dropped, those that there are too, as by a host whose process is gone. */
    void away() {
        away = true;
        open.forEach(Gate::drop);
    }

    /** What the part says comes so much later. */
    void slow(Duration by) {
        delay = by;
    }

    void well() {
        away = false;
        delay = Duration.ZERO;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (away) {
                    drop(client);
                } else {
                    Thread.ofVirtual().start(() -> connect(client));
                }
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void connect(Socket client) {
        try {
            client.setTcpNoDelay(true);
            Socket part = new Socket(target.getHost(), target.getPort());
            part.setTcpNoDelay(true);
            open.add(client);
            open.add(part);
            Thread.ofVirtual().start(() -> pass(client, part, false));
            pass(part, client, true);
        } catch (IOException e) {
            drop(client);
        }
    }

    private void pass(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int read = in.read(buffer);
            while (read >= 0) {
                if (answers && delay.isPositive()) {
                    Thread.sleep(delay);
                }
                out.write(buffer, 0, read);
                out.flush();
                read = in.read(buffer);
            }
        } catch (IOException e) {
            // one side is gone, and the other goes with it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void drop(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // gone already
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(Gate::drop);
    }
}
