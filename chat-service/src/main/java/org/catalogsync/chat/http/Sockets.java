package org.catalogsync.chat.http;

import io.netty.channel.ChannelHandlerContext;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.catalogsync.chat.http.access.Caller;
import org.catalogsync.chat.http.access.Refusals;
import org.catalogsync.chat.http.access.UserRate;
import org.catalogsync.chat.http.access.Why;
import org.jspecify.annotations.Nullable;

/** All connections of this process. One thread looks after them; none has its own. */
@Singleton
public final class Sockets {
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(50);

    private final Answers answers;
    private final UserRate rate;
    private final Refusals refusals;
    private final HttpSettings settings;
    private final InstantSource clock;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("chat-sockets").factory());

    @SuppressWarnings("FutureReturnValueIgnored") // ends with the executor
    Sockets(Answers answers, UserRate rate, Refusals refusals, HttpSettings settings, InstantSource clock) {
        this.answers = answers;
        this.rate = rate;
        this.refusals = refusals;
        this.settings = settings;
        this.clock = clock;
        long apart = Math.clamp(settings.beat().toMillis() / 4, SHORTEST_LOOK.toMillis(), LONGEST_LOOK.toMillis());
        looks.scheduleWithFixedDelay(this::look, apart, apart, TimeUnit.MILLISECONDS);
    }

    private void look() {
        long now = System.nanoTime();
        Instant time = clock.instant();
        open.forEach(socket -> socket.beat(now, !time.isBefore(socket.caller().until()), settings));
    }

    /**
     * Takes over a connection that was just upgraded; on its event loop.
     *
     * @param decoder what makes frames of bytes; right behind it they are read
     */
    void enter(Caller caller, @Nullable InetAddress from, ChannelHandlerContext decoder) {
        Socket socket = new Socket(this, caller, from, decoder.channel());
        decoder.pipeline().addAfter(decoder.name(), "chat-socket", socket);
        boolean room = !full();
        open.add(socket);
        if (!room) {
            socket.refuse(Socket.Closing.TRY_LATER, Why.SOCKETS_FULL);
        } else if (answers.draining()) {
            socket.close(Socket.Closing.GOING_AWAY);
        }
        if (!decoder.channel().isActive()) {
            open.remove(socket);
        }
    }

    /** Whether there is no room for another. */
    boolean full() {
        return open.size() >= settings.mostSockets();
    }

    void left(Socket socket) {
        open.remove(socket);
    }

    UserRate rate() {
        return rate;
    }

    Answers answers() {
        return answers;
    }

    Refusals refusals() {
        return refusals;
    }

    /** Ends all connections, and waits for their farewells, so long at most. */
    void close(Duration most) throws InterruptedException {
        open.forEach(socket -> socket.close(Socket.Closing.GOING_AWAY));
        long end = System.nanoTime() + most.toNanos();
        while (!open.isEmpty() && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @PreDestroy
    void stop() {
        looks.shutdownNow();
    }

    public int count() {
        return open.size();
    }
}
