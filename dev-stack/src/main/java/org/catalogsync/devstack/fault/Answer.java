package org.catalogsync.devstack.fault;

import java.util.Map;

/** An answer of the proxy's own. */
record Answer(int status, String body, Map<String, String> headers) {
    static Answer json(int status, String body) {
        return new Answer(status, body, Map.of("Content-Type", "application/json"));
    }
}
