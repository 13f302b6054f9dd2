package org.catalogsync.chat.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What waits to be sent on one connection, by one writer: the next frame goes out when the one before has left this process. Bounded, so a client that does not read costs no more than this. */
final class Outbox {
    static final int MOST_FRAMES = 256;
    static final int MOST_BYTES = 256 * 1_024;

    private final Channel channel;
    private final Runnable full;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private int bytes;
    private boolean writing;
    private boolean closed;
    private @Nullable Runnable last;

    /**
     * Of a connection.
     *
     * @param full runs where there is no room for a frame; it is not sent then
     */
    Outbox(Channel channel, Runnable full) {
        this.channel = channel;
        this.full = full;
    }

    /** Takes a frame; does not wait. Frames go out in the order of the calls. */
    void put(String json) {
        byte[] frame = json.getBytes(StandardCharsets.UTF_8);
        synchronized (this) {
            if (closed) {
                return;
            }
            if (waiting.size() < MOST_FRAMES && bytes + frame.length <= MOST_BYTES) {
                waiting.add(frame);
                bytes += frame.length;
                if (!writing) {
                    writing = true;
                    channel.eventLoop().execute(this::writeNext);
                }
                return;
            }
        }
        full.run();
    }

    private void writeNext() {
        byte[] frame;
        Runnable then;
        synchronized (this) {
            frame = waiting.poll();
            writing = frame != null;
            bytes -= frame == null ? 0 : frame.length;
            then = last;
        }
        if (frame == null) {
            if (then != null) {
                then.run();
            }
            return;
        }
        channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(frame)))
                .addListener(this::written);
    }

    private void written(Future<?> write) {
        if (write.isSuccess()) {
            writeNext();
        }
    }

    /** Takes nothing more, and runs this once what waits has gone out: the end of an answer is not lost to the end of the process. */
    void end(Runnable then) {
        synchronized (this) {
            closed = true;
            if (writing) {
                last = then;
                return;
            }
        }
        then.run();
    }

    /** Forgets what waits and takes nothing more. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        bytes = 0;
    }
}
