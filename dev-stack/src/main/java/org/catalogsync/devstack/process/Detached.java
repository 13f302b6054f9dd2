package org.catalogsync.devstack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Outlives the command that starts it: a process group of its own, deaf to hang-ups, so that neither Ctrl-C nor a closed terminal ends it. */
public record Detached() implements Lifetime {

    /** Job control gives the child its own group; setsid(1) would do the same, but macOS has none. */
    private static final String SCRIPT = """
            set -m
            log=$1; shift
            nohup "$@" </dev/null >>"$log" 2>&1 &
            echo $!
            """;

    @Override
    public long start(Launch launch, Path log) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", SCRIPT, "start", log.toString()));
        command.addAll(launch.command());
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(launch.folder().toFile());
        builder.environment().putAll(launch.environment());
        Process bash = builder.redirectErrorStream(true).start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (bash.waitFor() != 0 || !output.matches("\\d+")) {
            throw new IOException("bash could not start " + launch.command().getFirst() + ": " + output);
        }
        return Long.parseLong(output);
    }

    @Override
    public void watch(List<Long> pids) {}
}
