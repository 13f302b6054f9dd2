package org.catalogsync.cdc.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is printed while the benchmark runs, and together at its end. */
final class Summary {
    private static final Path LOAD = Path.of("/proc/loadavg");

    private final List<String> lines = new ArrayList<>();

    void line(String line) {
        lines.add(line);
    }

    /** A store's latencies of one contender. */
    void latency(String what, Samples millis, String aim) {
        line(latencyLine(what, millis) + aim);
    }

    static String latencyLine(String what, Samples millis) {
        return String.format(
                Locale.ROOT,
                "  %-28s p50 %,6d ms  p99 %,6d ms  max %,6d ms  of %,d",
                what,
                millis.p50(),
                millis.p99(),
                millis.most(),
                millis.size());
    }

    static void say(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }

    void print() {
        say("%nsummary, %d processors, load %s", Runtime.getRuntime().availableProcessors(), load());
        lines.forEach(System.out::println);
    }

    /** Of the machine in the last one, five and fifteen minutes; other work on it is in every figure. */
    static String load() {
        try {
            return String.join(" ", List.of(Files.readString(LOAD).split(" ")).subList(0, 3));
        } catch (IOException none) {
            return "unknown";
        }
    }
}
