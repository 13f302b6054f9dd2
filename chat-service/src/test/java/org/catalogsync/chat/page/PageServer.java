package org.catalogsync.chat.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.chat.http.About;
import org.catalogsync.chat.http.HttpServer;
import org.catalogsync.chat.http.HttpSettings;
import org.catalogsync.chat.http.Items;

/** The chat's own server with a {@link Desk} behind it, and limits that no test meets. */
final class PageServer {

    private PageServer() {}

    static HttpServer start(Desk desk, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CHAT_AUTH", "dev",
                "CHAT_PORT", "0",
                "CHAT_USER_RATE", "10000",
                "CHAT_USER_BURST", "1000",
                "CHAT_CONNECTION_RATE", "100000",
                "CHAT_DRAIN", "PT0.1S"));
        environment.putAll(more);
        return HttpServer.start(
                HttpSettings.from(environment),
                desk,
                isbn -> new Items.Found.Unknown(),
                List::of,
                new About("catalog-sync chat", "0.1.0", "stand-in", true, () -> Map.of()),
                () -> "");
    }
}
