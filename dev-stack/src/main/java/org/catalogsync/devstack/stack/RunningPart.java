package org.catalogsync.devstack.stack;

import java.net.URI;
import java.nio.file.Path;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.process.ProcessId;

/** A part that was started: where it answers and which process it is. */
public record RunningPart(PartName name, URI url, ProcessId process, Path data, Path log) {

    int port() {
        return url.getPort();
    }
}
