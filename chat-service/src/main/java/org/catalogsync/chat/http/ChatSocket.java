package org.catalogsync.chat.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import org.catalogsync.chat.http.access.Caller;

/** {@code /ws}: hands a connection that {@link Gate} let through and that was upgraded to {@link Sockets}. */
@ServerWebSocket(value = "/ws", subprotocols = ChatSocket.PROTOCOL)
public final class ChatSocket {
    /** What a browser has to offer beside its token, and is answered. */
    static final String PROTOCOL = "chat.v1";

    private final Sockets sockets;

    ChatSocket(Sockets sockets) {
        this.sockets = sockets;
    }

    /** On the connection's event loop, before the first frame is read. */
    @OnOpen
    public void open(WebSocketSession session, HttpRequest<?> request) {
        Caller caller = Gate.caller(request);
        ChannelHandlerContext reader = ((NettyHttpRequest<?>) request).getChannelHandlerContext();
        ChannelHandlerContext decoder = reader.pipeline().context(WebSocketFrameDecoder.class);
        sockets.enter(caller, Gate.address(request), decoder);
    }

    /** There has to be one, and its length is where the decoder stops; {@link Socket} stands before it, stops earlier and takes every frame. */
    @OnMessage(maxPayloadLength = 64 * 1_024)
    public void message(WebSocketFrame frame) {
        frame.release();
        throw new IllegalStateException("a frame went past its socket");
    }
}
