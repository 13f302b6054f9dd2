package org.catalogsync.cdc.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Processor seconds of this process and of the embedded parts, which are its children. */
final class Processors {
    private static final Pattern PART = Pattern.compile("catalogsync\\.part=(\\w+)@");
    private static final String OURSELVES = "catalog-sync with feeder and readers";

    private final Map<String, Duration> before = used();
    private final long began = System.nanoTime();

    /** The shares of one processor since this was made, the greatest first. */
    String shares() {
        double seconds = (System.nanoTime() - began) / 1e9;
        Map<String, Double> shares = new TreeMap<>();
        used().forEach((part, used) -> shares.put(
                part, used.minus(before.getOrDefault(part, Duration.ZERO)).toMillis() / 1e3 / seconds));
        List<String> texts = new ArrayList<>();
        shares.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .filter(part -> part.getValue() >= 0.005)
                .forEach(part -> texts.add(String.format(Locale.ROOT, "%s %.2f", part.getKey(), part.getValue())));
        double all = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        return String.format(Locale.ROOT, "%s; together %.2f", String.join(", ", texts), all);
    }

    private static Map<String, Duration> used() {
        ProcessHandle self = ProcessHandle.current();
        Map<String, Duration> used = new TreeMap<>();
        used.put(OURSELVES, self.info().totalCpuDuration().orElse(Duration.ZERO));
        try (Stream<ProcessHandle> children = self.descendants()) {
            children.forEach(child ->
                    used.merge(name(child), child.info().totalCpuDuration().orElse(Duration.ZERO), Duration::plus));
        }
        return used;
    }

    /** A process has no longer command line in its handle than the system gives away. */
    private static String name(ProcessHandle process) {
        Matcher part = PART.matcher(commandLine(process));
        return part.find() ? part.group(1) : "others";
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException noLinux) {
            return process.info().commandLine().orElse("");
        }
    }
}
