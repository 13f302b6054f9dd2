package org.catalogsync.devstack.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on the loopback address whose answers may be streams; each is given by a virtual thread of its own. Unlike {@link JsonServer} it sees a client go
 * while it says nothing to it.
 */
public final class StreamServer implements AutoCloseable {

    private static final int BACKLOG = 1_024;
    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_UNDER_WAY = 512;
    /** Of event loops, which only move bytes. */
    private static final int LOOPS = 2;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(LOOPS, NioIoHandler.newFactory());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Endpoint endpoint;
    private final Channel channel;

    private StreamServer(int port, Endpoint endpoint) throws IOException {
        this.endpoint = endpoint;
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        client.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(MOST_BYTES))
                                .addLast(new Connection());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .awaitUninterruptibly();
        channel = bound.channel();
        if (!bound.isSuccess()) {
            close();
            throw new IOException("Port " + port + " cannot be had", bound.cause());
        }
    }

    /**
     * One that answers from now on.
     *
     * @param port 0 for any that is free
     * @throws IOException where the port is taken
     */
    public static StreamServer start(int port, Endpoint endpoint) throws IOException {
        return new StreamServer(port, endpoint);
    }

    /** What an endpoint does with a request; it answers exactly once, or throws. */
    @FunctionalInterface
    public interface Endpoint {
        /**
         * Answers.
         *
         * @throws ApiError for a refusal, before anything was sent
         */
        void answer(Request request, Caller caller) throws CallerGone;
    }

    /** A request as it came; the path is still percent-encoded and has no query. */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    public record Request(String method, String rawPath, byte[] body) {}

    /** Where it listens. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + ((InetSocketAddress) channel.localAddress()).getPort());
    }

    /** Waits until it is closed. */
    public void join() throws InterruptedException {
        channel.closeFuture().await();
    }

    /** Cuts off whoever is still connected. */
    @Override
    public void close() {
        threads.shutdownNow();
        channel.close().awaitUninterruptibly();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** One client's; it asks one thing at a time, as HTTP clients do. */
    private final class Connection extends SimpleChannelInboundHandler<FullHttpRequest> {

        private final AtomicBoolean answering = new AtomicBoolean();

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
            if (message.decoderResult().isFailure() || !answering.compareAndSet(false, true)) {
                Caller.cut(context.channel());
                return;
            }
            Request request = new Request(
                    message.method().name(), pathOf(message.uri()), ByteBufUtil.getBytes(message.content()));
            Caller caller = new Caller(context.channel(), HttpUtil.isKeepAlive(message), answering);
            threads.execute(() -> answer(request, caller, context.channel()));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            Caller.cut(context.channel());
        }
    }

    private void answer(Request request, Caller caller, Channel client) {
        try {
            try {
                answerUnlessTooMany(request, caller);
            } catch (ApiError e) {
                caller.send(e);
            }
        } catch (CallerGone e) {
            Caller.cut(client);
        } catch (RuntimeException e) {
            e.printStackTrace();
            fail(e, caller, client);
        }
    }

    private void answerUnlessTooMany(Request request, Caller caller) throws CallerGone {
        try {
            if (underWay.incrementAndGet() > MOST_UNDER_WAY) {
                throw new ApiError(503, "ServiceUnavailableException", MOST_UNDER_WAY + " requests are under way.");
            }
            endpoint.answer(request, caller);
        } finally {
            underWay.decrementAndGet();
        }
    }

    /** Of an answer that has begun, all that is left is to break off. */
    private static void fail(RuntimeException e, Caller caller, Channel client) {
        try {
            if (!caller.hasBegun()) {
                caller.send(new ApiError(500, "InternalException", e.toString()));
                return;
            }
        } catch (CallerGone gone) {
            // Then nobody is left to be told.
        }
        Caller.cut(client);
    }

    private static String pathOf(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }
}
