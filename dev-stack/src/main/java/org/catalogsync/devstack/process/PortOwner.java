package org.catalogsync.devstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Tells whose process listens on a port: an answer on an address proves nothing about who gave it. */
public enum PortOwner {
    OURS,
    ANOTHER,
    /** The system does not tell; the process's being alive and the protocol's answer have to do. */
    UNKNOWN;

    private static final String LISTEN = "0A";

    /** Who listens on the port, seen from the process that should. */
    public static PortOwner of(long pid, int port) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            Set<String> inodes = listeningInodes(process, port);
            if (inodes.isEmpty()) {
                return Files.isReadable(process.resolve("net/tcp")) ? ANOTHER : UNKNOWN;
            }
            return holdsOneOf(process, inodes) ? OURS : ANOTHER;
        } catch (IOException notReadable) {
            return UNKNOWN;
        }
    }

    private static Set<String> listeningInodes(Path process, int port) throws IOException {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        Set<String> inodes = new HashSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            Path file = process.resolve(table);
            List<String> lines = Files.isReadable(file) ? Files.readAllLines(file) : List.of();
            for (String line : lines) {
                String[] field = line.trim().split("\\s+", -1);
                if (field.length > 9 && field[1].endsWith(suffix) && field[3].equals(LISTEN)) {
                    inodes.add("socket:[" + field[9] + "]");
                }
            }
        }
        return inodes;
    }

    private static boolean holdsOneOf(Path process, Set<String> inodes) throws IOException {
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            return descriptors.anyMatch(descriptor -> inodes.contains(linkOf(descriptor)));
        }
    }

    private static String linkOf(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
