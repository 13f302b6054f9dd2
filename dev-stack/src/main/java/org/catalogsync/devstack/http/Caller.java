package org.catalogsync.devstack.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who waits at the other end of a connection for one answer: a whole one ({@link #send}), or a stream ({@link #begin}, {@link #write}, {@link #end}).
 *
 * <p>Every method waits until the system has taken the bytes, so a client that reads slowly slows its answer down and fills no memory. A client that leaves
 * is noticed at once, by a write as by a {@link #pause}.
 */
public final class Caller {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Channel channel;
    private final boolean keepAlive;
    private final AtomicBoolean answering;
    private boolean begun;

    /** @param answering becomes false as soon as the connection may carry another question */
    Caller(Channel channel, boolean keepAlive, AtomicBoolean answering) {
        this.channel = channel;
        this.keepAlive = keepAlive;
        this.answering = answering;
    }

    /** A whole answer of status 200. */
    public void send(String contentType, byte[] body) throws CallerGone {
        send(whole(HttpResponseStatus.OK, contentType, body));
    }

    /** A refusal, in the shape of the AWS protocols. */
    public void send(ApiError error) throws CallerGone {
        byte[] body = JSON.writeValueAsBytes(new Refusal(error.type(), String.valueOf(error.getMessage())));
        DefaultFullHttpResponse response = whole(HttpResponseStatus.valueOf(error.status()), "application/json", body);
        response.headers().set("x-amzn-ErrorType", error.type());
        send(response);
    }

    private record Refusal(String __type, String message) {}

    private DefaultFullHttpResponse whole(HttpResponseStatus status, String contentType, byte[] body) {
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        head(response, contentType);
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return response;
    }

    private void send(DefaultFullHttpResponse response) throws CallerGone {
        begun = true;
        answering.set(false);
        await(channel.writeAndFlush(response));
        closeUnlessKept();
    }

    /** Opens a stream of status 200, in chunks. */
    public void begin(String contentType) throws CallerGone {
        begun = true;
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head(response, contentType);
        HttpUtil.setTransferEncodingChunked(response, true);
        await(channel.writeAndFlush(response));
    }

    /** One piece of a stream, sent at once. */
    public void write(byte[] piece) throws CallerGone {
        await(channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(piece))));
    }

    /** Ends a stream. */
    public void end() throws CallerGone {
        answering.set(false);
        await(channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
        closeUnlessKept();
    }

    /** Says nothing for a time. */
    public void pause(Duration time) throws CallerGone {
        if (!time.isPositive()) {
            return;
        }
        try {
            if (channel.closeFuture().await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new CallerGone("The client left while it waited");
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    boolean hasBegun() {
        return begun;
    }

    private void head(HttpResponse response, String contentType) {
        HttpHeaders headers = response.headers();
        headers.set("x-amzn-RequestId", UUID.randomUUID().toString());
        headers.set(HttpHeaderNames.CONTENT_TYPE, contentType);
        HttpUtil.setKeepAlive(response, keepAlive);
    }

    private void closeUnlessKept() {
        if (!keepAlive) {
            cut(channel);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a connection
    static void cut(Channel channel) {
        channel.close();
    }

    private static void await(ChannelFuture written) throws CallerGone {
        try {
            if (!written.await().isSuccess()) {
                throw new CallerGone("The client left before all was written: " + written.cause());
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static CallerGone interrupted() {
        Thread.currentThread().interrupt();
        return new CallerGone("The server ends");
    }
}
