package org.catalogsync.cdc.command;

import java.util.Map;
import org.catalogsync.cdc.StreamParts;
import org.catalogsync.stores.StoresSettings;

/** What the commands beside the stream work with: the same parts, without a consumer, a server or a worker. */
final class CommandSession {
    private final Map<String, String> environment;

    CommandSession(Map<String, String> environment) {
        this.environment = environment;
    }

    Map<String, String> environment() {
        return environment;
    }

    StreamParts open() {
        return StreamParts.open(StoresSettings.fromEnvironment(environment));
    }
}
