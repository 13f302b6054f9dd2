package org.catalogsync.chat.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.catalogsync.chat.Ask;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.http.access.Caller;
import org.catalogsync.chat.http.access.UserRate;
import org.catalogsync.chat.http.access.Why;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection. Whatever comes in, pings and closes too, is looked at here, on the connection's event loop, where nothing waits; what goes out waits in its {@link Outbox}.
 *
 * <p>It stands before the framework's own handler, which would take binary frames for text, put fragments together without a bound, answer pings of a client that reads nothing, and leave a close unanswered.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // what cannot be written has no reader, and the connection closes by itself
final class Socket extends ChannelInboundHandlerAdapter {
    /** Questions of one connection that are answered at once. */
    static final int MOST_AT_ONCE = 3;

    /** Messages in a row that are refused before the connection is. */
    static final int MOST_REFUSED = 20;

    private static final int MOST_FRAMES_PER_SECOND = 50;
    private static final int BEATS_UNTIL_GONE = 2;

    /** How long a client has to answer our close. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Sockets sockets;
    private final Caller caller;
    private final @Nullable InetAddress from;
    private final Channel channel;
    private final Outbox outbox;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();

    private @Nullable ByteArrayOutputStream fragments;
    private int refusedInARow;
    private long second;
    private int framesOfSecond;
    private boolean corrupt;
    private volatile boolean closing;
    private volatile long heard;
    private volatile long asked;
    private volatile long pinged;

    Socket(Sockets sockets, Caller caller, @Nullable InetAddress from, Channel channel) {
        this.sockets = sockets;
        this.caller = caller;
        this.from = from;
        this.channel = channel;
        this.outbox = new Outbox(channel, () -> refuse(Closing.TRY_LATER, Why.SLOW_READER));
        this.heard = System.nanoTime();
        this.asked = heard;
        this.pinged = heard;
    }

    /** Why a connection is closed, for programs. */
    enum Closing {
        GOING_AWAY(1001, "the service is being restarted"),
        IDLE(1001, "nothing was asked for long"),
        NOT_TEXT(1003, "expected text"),
        NOT_UTF_8(1007, "expected UTF-8"),
        FLOOD(1008, "too many messages"),
        TOO_BIG(1009, "a message has 8 KB at most"),
        TRY_LATER(1013, "reads too slowly, or too many connections"),
        TOKEN_ENDED(4401, "the token has ended");

        final int code;
        final String reason;

        Closing(int code, String reason) {
            this.code = code;
            this.reason = reason;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof WebSocketFrame frame)) {
            ctx.fireChannelRead(message);
            return;
        }
        try {
            heard = System.nanoTime();
            if (frame instanceof CloseWebSocketFrame close) {
                answer(close);
            } else if (!closing) {
                if (isFlood()) {
                    refuse(Closing.FLOOD, Why.FLOOD);
                } else {
                    take(frame);
                }
            }
        } finally {
            frame.release();
        }
    }

    private void answer(CloseWebSocketFrame close) {
        leave();
        // A code that may not be on a wire is answered with none.
        CloseWebSocketFrame same = closing || close.statusCode() < 1000
                ? new CloseWebSocketFrame()
                : new CloseWebSocketFrame(close.statusCode(), "");
        if (closing) {
            same.release();
            channel.close();
        } else {
            closing = true;
            channel.writeAndFlush(same).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private boolean isFlood() {
        long now = System.nanoTime() / 1_000_000_000L;
        framesOfSecond = now == second ? framesOfSecond + 1 : 1;
        second = now;
        return framesOfSecond > MOST_FRAMES_PER_SECOND;
    }

    private void take(WebSocketFrame frame) {
        switch (frame) {
            case PingWebSocketFrame ping -> {
                // A client that does not read must not fill our memory with pongs.
                if (channel.isWritable()) {
                    channel.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
                }
            }
            case PongWebSocketFrame _ -> {} // it was heard of, which is all
            case TextWebSocketFrame text ->
                part(text, new ByteArrayOutputStream(Math.min(text.content().readableBytes(), Wire.MOST_BYTES)));
            case ContinuationWebSocketFrame more -> part(more, fragments);
            case BinaryWebSocketFrame _ -> refuse(Closing.NOT_TEXT, Why.BINARY);
            default -> refuse(Closing.NOT_TEXT, Why.BAD_MESSAGE);
        }
    }

    private void part(WebSocketFrame frame, @Nullable ByteArrayOutputStream before) {
        ByteBuf content = frame.content();
        if (before == null || before.size() + content.readableBytes() > Wire.MOST_BYTES) {
            fragments = null;
            refuse(Closing.TOO_BIG, Why.TOO_LARGE);
            return;
        }
        before.writeBytes(ByteBufUtil.getBytes(content));
        fragments = frame.isFinalFragment() ? null : before;
        if (frame.isFinalFragment()) {
            try {
                message(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(before.toByteArray()))
                        .toString());
            } catch (CharacterCodingException e) {
                refuse(Closing.NOT_UTF_8, Why.BAD_MESSAGE);
            }
        }
    }

    private void message(String text) {
        Wire.Question question = Wire.question(text);
        String id = question.id();
        Reply reply = new Reply(id, (seq, type, json) -> outbox.put(json));
        if (id == null || question.wrong() != null) {
            refuse(reply, Frame.Code.BAD_REQUEST, String.valueOf(question.wrong()), Why.BAD_MESSAGE);
            return;
        }
        Reply before = replies.get(id);
        if (before != null && !before.ended()) {
            refuse(reply, Frame.Code.BAD_REQUEST, "id: a question of this id is being answered", Why.BAD_MESSAGE);
            return;
        }
        if (replies.values().stream().filter(each -> !each.ended()).count() >= MOST_AT_ONCE) {
            refuse(
                    reply,
                    Frame.Code.RATE_LIMITED,
                    "at most " + MOST_AT_ONCE + " questions at once; ask again in 1 s",
                    Why.RATE_LIMITED);
            return;
        }
        Duration wait = sockets.rate().own(caller.user());
        if (wait.isPositive()) {
            refuse(reply, Frame.Code.RATE_LIMITED, UserRate.message(wait), Why.RATE_LIMITED);
            return;
        }
        refusedInARow = 0;
        asked = heard;
        replies.put(id, reply);
        sockets.answers()
                .begin(
                        new Ask(id, question.session(), caller.user(), question.text()),
                        reply,
                        () -> replies.remove(id, reply));
    }

    /** Refuses a message; and the connection, where its messages are refused for too long. */
    private void refuse(Reply reply, Frame.Code code, String message, Why why) {
        sockets.refusals().refused("/ws", why, from);
        if (++refusedInARow > MOST_REFUSED) {
            refuse(Closing.FLOOD, Why.FLOOD);
        } else {
            reply.fail(code, message);
        }
    }

    /** Refuses the connection. */
    void refuse(Closing why, Why kept) {
        if (!closing) {
            sockets.refusals().refused("/ws", kept, from);
            close(why);
        }
    }

    /** Tells the client why, and goes on without its answer where that takes too long. */
    void close(Closing why) {
        if (closing) {
            return;
        }
        closing = true;
        replies.values().forEach(Reply::leave);
        if (why == Closing.TRY_LATER) {
            outbox.close(); // it would wait for the reader
        }
        outbox.end(() -> channel.writeAndFlush(new CloseWebSocketFrame(why.code, why.reason)));
        channel.eventLoop().schedule(() -> channel.close(), FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks whether the connection should still be there, and lets the client and all between know that it is. */
    void beat(long now, boolean tokenEnded, HttpSettings settings) {
        if (closing) {
            return;
        }
        if (tokenEnded) {
            refuse(Closing.TOKEN_ENDED, Why.TOKEN_ENDED);
        } else if (now - heard > settings.beat().toNanos() * BEATS_UNTIL_GONE + FAREWELL.toNanos()) {
            // Nobody is there to be told.
            sockets.refusals().refused("/ws", Why.NO_PONG, from);
            closing = true;
            leave();
            channel.close();
        } else if (now - asked > settings.idle().toNanos() && replies.isEmpty()) {
            close(Closing.IDLE);
        } else if (now - pinged > settings.beat().toNanos()) {
            pinged = now;
            channel.writeAndFlush(new PingWebSocketFrame());
        }
    }

    Caller caller() {
        return caller;
    }

    private void leave() {
        outbox.close();
        replies.values().forEach(Reply::leave);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        leave();
        sockets.left(this);
        ctx.fireChannelInactive();
    }

    /** The server's own clock for idle connections would end one between two pings. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof io.netty.handler.timeout.IdleStateEvent)) {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause.getCause() instanceof CorruptedWebSocketFrameException
                || cause instanceof CorruptedWebSocketFrameException) {
            // The decoder has closed already, with its reason.
            if (!corrupt) {
                corrupt = true;
                sockets.refusals().refused("/ws", Why.BAD_MESSAGE, from);
            }
            return;
        }
        ctx.close();
    }
}
