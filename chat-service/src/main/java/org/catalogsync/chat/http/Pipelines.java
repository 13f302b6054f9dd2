package org.catalogsync.chat.http;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketServerCompressionHandler;
import jakarta.inject.Singleton;

/** Takes compression of WebSocket messages away: it costs each connection some hundred KB, and a message of 8 KB could become one of 8 MB before anybody looks at its size. */
@Singleton
public final class Pipelines implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        registry.register(new Uncompressed(null));
        return registry;
    }

    private record Uncompressed(
            @org.jspecify.annotations.Nullable Channel channel) implements NettyServerCustomizer {

        @Override
        public NettyServerCustomizer specializeForChannel(Channel of, ChannelRole role) {
            return new Uncompressed(of);
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (channel != null && channel.pipeline().get(WebSocketServerCompressionHandler.class) != null) {
                channel.pipeline().remove(WebSocketServerCompressionHandler.class);
            }
        }
    }
}
