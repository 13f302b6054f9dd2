package org.catalogsync.cdc.order;

import org.catalogsync.cdc.decode.Decoded;
import org.catalogsync.cdc.intake.Received;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.SourceVersion;

/** A change and the record that told of it. */
public record Located(Decoded.Change change, Received from) {

    public Isbn isbn() {
        return change.incoming().isbn();
    }

    public SourceVersion version() {
        return change.incoming().version();
    }
}
