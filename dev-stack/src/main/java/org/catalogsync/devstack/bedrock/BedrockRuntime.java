package org.catalogsync.devstack.bedrock;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.catalogsync.devstack.bedrock.converse.ConverseApi;
import org.catalogsync.devstack.bedrock.converse.ModelControl;
import org.catalogsync.devstack.http.Caller;
import org.catalogsync.devstack.http.CallerGone;
import org.catalogsync.devstack.http.StreamServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bedrock Runtime on the loopback address: InvokeModel for the one embedding model, Converse and ConverseStream for the chat models, {@code /dev-stack/…} for
 * whoever tests with it. The part {@code bedrock} is a process of it; a test may have one of its own.
 */
public final class BedrockRuntime implements AutoCloseable {

    private static final Pattern CONVERSE = Pattern.compile("/model/([^/]+)/converse(-stream)?");
    private static final byte[] HEALTH = JsonMapper.shared().writeValueAsBytes(Map.of("server", "bedrock"));

    private final InvokeModelApi invoke = new InvokeModelApi();
    private final ModelControl control = new ModelControl();
    private final ConverseApi converse = new ConverseApi(control);
    private final StreamServer server;

    private BedrockRuntime(int port) throws IOException {
        server = StreamServer.start(port, this::answer);
    }

    /**
     * One that answers from now on.
     *
     * @param port 0 for any that is free
     * @throws IOException where the port is taken
     */
    public static BedrockRuntime start(int port) throws IOException {
        return new BedrockRuntime(port);
    }

    private void answer(StreamServer.Request request, Caller caller) throws CallerGone {
        Matcher chat = CONVERSE.matcher(request.rawPath());
        if (chat.matches()) {
            // The colon of a model's name arrives as %3A.
            String model = URLDecoder.decode(chat.group(1), StandardCharsets.UTF_8);
            if (chat.group(2) == null) {
                converse.converse(model, request.body(), caller);
            } else {
                converse.converseStream(model, request.body(), caller);
            }
        } else if (request.rawPath().startsWith(ModelControl.PATH)) {
            control.answer(request, caller);
        } else {
            caller.send("application/json", request.rawPath().equals("/health") ? HEALTH : invoke.answer(request));
        }
    }

    /** Where it listens; the setting {@code AWS_ENDPOINT_URL_BEDROCK_RUNTIME}. */
    public URI endpoint() {
        return server.address();
    }

    /** Waits until it is closed. */
    void join() throws InterruptedException {
        server.join();
    }

    /** Cuts off whoever is still connected. */
    @Override
    public void close() {
        server.close();
    }
}
