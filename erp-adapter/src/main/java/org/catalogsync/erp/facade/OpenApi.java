package org.catalogsync.erp.facade;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The documentation of the service, as it is served. */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes go straight to a wire
record OpenApi(byte[] bytes) {
    private static final String FILE = "openapi.json";

    static OpenApi bundled() {
        try (InputStream in = OpenApi.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing beside " + OpenApi.class.getName());
            }
            return new OpenApi(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }
}
