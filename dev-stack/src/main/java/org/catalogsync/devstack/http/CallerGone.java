package org.catalogsync.devstack.http;

import java.io.IOException;

/** Nobody waits for the answer any more: the client has closed the connection, or the server is about to. */
public final class CallerGone extends IOException {

    private static final long serialVersionUID = 1L;

    CallerGone(String message) {
        super(message);
    }
}
