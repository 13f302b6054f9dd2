package org.catalogsync.sync.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which process holds something, told so that another process of the same machine can see whether it is still there. Only the same boot and the same namespace of process numbers allow that question: two
 * containers may share a host name and both be number 1.
 *
 * @param owner for people, such as {@code 4711@batch-1}
 * @param proof boot, namespace, number and start of the process; empty where the system does not tell them
 */
public record ProcessIdentity(String owner, String proof) {
    private static final Path PROC = Path.of("/proc");

    /** This process. */
    public static ProcessIdentity mine() {
        return of(ProcessHandle.current().pid());
    }

    /** A process of this machine. */
    static ProcessIdentity of(long pid) {
        String proof = place().flatMap(place -> startOf(pid).map(start -> place + " " + pid + " " + start))
                .orElse("");
        return new ProcessIdentity(pid + "@" + hostName(), proof);
    }

    /** Whether a process that left this proof is certainly gone; false where that cannot be known from here. */
    public static boolean isGone(String proof) {
        String[] parts = proof.split(" ", -1);
        if (parts.length != 4 || !place().equals(Optional.of(parts[0] + " " + parts[1]))) {
            return false;
        }
        Optional<String> start = startOf(Long.parseLong(parts[2]));
        return start.isEmpty() || !start.get().equals(parts[3]);
    }

    /** The boot and the namespace of process numbers. */
    private static Optional<String> place() {
        try {
            String boot =
                    Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
            String namespace =
                    Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
            return Optional.of(boot + " " + namespace);
        } catch (IOException | UnsupportedOperationException notLinux) {
            return Optional.empty();
        }
    }

    /** When the process started, in ticks since the boot; empty when there is no such process or only its remains. */
    private static Optional<String> startOf(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            // The name may hold anything, parentheses included; what follows the last one is state and numbers.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            boolean remains = fields[0].equals("Z") || fields[0].equals("X");
            return remains ? Optional.empty() : Optional.of(fields[19]);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
