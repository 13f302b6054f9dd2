package org.catalogsync.devstack;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs commands as an operator does, each in a process of its own. */
record Commands(String mainClass, Path folder, Path var) {

    private static final Path ROOT = Path.of(System.getProperty("catalogsync.root"));

    /** What came of a command. */
    record Outcome(int exitCode, String out, String err) {}

    Outcome run(String... arguments) throws Exception {
        return finish(start(Map.of(), arguments));
    }

    Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dcatalogsync.root=" + ROOT,
                mainClass));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
        builder.environment().put("CATALOG_SYNC_VAR", var.toString());
        builder.environment()
                .put(
                        "CLASSPATH",
                        ROOT.resolve("dev-stack/target/classes")
                                + File.pathSeparator
                                + Files.readString(ROOT.resolve("dev-stack/target/classpath"))
                                        .strip());
        builder.environment().putAll(environment);
        return builder.start();
    }

    Outcome finish(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), out, Files.readString(folder.resolve("err")));
    }
}
