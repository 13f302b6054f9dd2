package org.catalogsync.part.erp;

import java.nio.charset.StandardCharsets;

/** One record for the stream. */
record Message(String partitionKey, String json) {

    byte[] bytes() {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
