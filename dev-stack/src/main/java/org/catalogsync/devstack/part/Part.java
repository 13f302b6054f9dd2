package org.catalogsync.devstack.part;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.process.Launch;

/** One server of the stack. */
public interface Part {

    PartName name();

    /** Checks, and where it can be done in a moment provides, what the part needs of the machine. */
    default void require(Site site) throws MissingPrerequisite, IOException {}

    /** The command that starts the part at its site, listening on the loopback address only. */
    Launch launch(Site site) throws IOException;

    default URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Whether the part answers in its own protocol; never throws for a part that is not there yet. */
    boolean answers(URI address);

    /** The ordinary settings by which applications find the part. */
    Map<String, String> settings(URI address);

    /** How long what was written last may take to reach the part's file; it is told to end only after that. */
    default Duration settling() {
        return Duration.ZERO;
    }

    /** How long the part may take to end on its own before it is ended by force. */
    default Duration grace() {
        return Duration.ofSeconds(20);
    }

    /** How long a cold start may take on a slow and busy machine. */
    default Duration patience() {
        return Duration.ofMinutes(2);
    }
}
