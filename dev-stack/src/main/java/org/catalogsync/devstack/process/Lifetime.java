package org.catalogsync.devstack.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How long a part lives: until it is told to end, or as long as the process that started it. */
public sealed interface Lifetime permits Detached, Leashed {

    /** Starts the process with both outputs in the log file and returns its number. */
    long start(Launch launch, Path log) throws IOException, InterruptedException;

    /** Says which processes are to end with this one; those that outlive it need no watch. */
    void watch(List<Long> pids) throws IOException;
}
