package org.catalogsync.cdc;

import org.catalogsync.cdc.decode.Decoded;

/** The source's columns no longer are those of the mapping. Nothing is applied from here on until somebody has looked: {@code cdc resume}. */
public final class StreamPaused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StreamPaused(Decoded.SchemaBroken why) {
        super(why.what() + ": " + why.detail() + "; look at the mapping, then: cdc resume");
    }
}
