package org.catalogsync.devstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Free ports on the loopback address. */
public final class Ports {

    /** What this process has handed out: a part may take seconds to bind its port, and no other part may be given it meanwhile. */
    private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A free port that was not handed out before. */
    public static int free() {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (HANDED_OUT.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("No free port on the loopback address", e);
            }
        }
    }

    /** Keeps addresses stable over restarts where the port is still free. */
    public static int freeOr(int preferred) {
        return preferred > 0 && isFree(preferred) && HANDED_OUT.add(preferred) ? preferred : free();
    }

    /** Lets a port be handed out again, after the part that held it has ended. */
    public static void giveBack(int port) {
        HANDED_OUT.remove(port);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException busy) {
            return false;
        }
    }
}
