package org.catalogsync.devstack.process;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Dies with the process that starts it, however that ends.
 *
 * <p>A shutdown hook does not run on SIGKILL. So a small shell holds the reading end of a pipe from us; when we are gone
 * the pipe ends and the shell ends the parts that it was last told of.
 */
public final class Leashed implements Lifetime, AutoCloseable {

    private static final String REAPER = """
            trap '' INT TERM HUP
            pids=
            while read -r line; do pids=$line; done
            for pid in $pids; do kill -KILL "$pid" 2>/dev/null; done
            """;

    private @Nullable Process reaper;

    @Override
    public long start(Launch launch, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(launch.command())
                .directory(launch.folder().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(launch.environment());
        return builder.start().pid();
    }

    @Override
    public synchronized void watch(List<Long> pids) throws IOException {
        if (reaper == null || !reaper.isAlive()) {
            reaper = new ProcessBuilder("sh", "-c", REAPER)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
        Writer toReaper = reaper.outputWriter(StandardCharsets.US_ASCII);
        toReaper.write(pids.stream().map(String::valueOf).collect(Collectors.joining(" ")) + "\n");
        toReaper.flush();
    }

    /** Forgets the parts (they have been ended) and lets the shell go. */
    @Override
    public synchronized void close() throws IOException {
        if (reaper != null) {
            watch(List.of());
            reaper.outputWriter(StandardCharsets.US_ASCII).close();
            reaper = null;
        }
    }
}
