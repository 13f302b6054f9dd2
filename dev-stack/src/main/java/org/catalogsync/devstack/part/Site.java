package org.catalogsync.devstack.part;

import java.nio.file.Path;
import org.catalogsync.devstack.PartName;

/**
 * Where one part runs.
 *
 * @param root top of the repository, below which the class paths of the parts were built
 * @param var folder of the stack: data, logs, {@code stack.json}
 * @param part whose site it is
 * @param port the port it must listen on
 * @param keepsData whether its data outlive it
 */
public record Site(Path root, Path var, PartName part, int port, boolean keepsData) {

    /** The part's own folder, made by whoever starts it. */
    public Path data() {
        return var.resolve("data").resolve(part.label());
    }

    public Path log() {
        return var.resolve("log").resolve(part.label() + ".log");
    }

    /** From which parts that talk to other parts read the addresses; these may change while they run. */
    public Path stackFile() {
        return var.resolve("stack.json");
    }

    /** Stands in the command line of the process; the semicolon keeps {@code /var} from matching {@code /var2}. */
    public String marker() {
        return marker(part, var);
    }

    /** The marker of a part of the stack in that folder. */
    public static String marker(PartName part, Path var) {
        return "catalogsync.part=" + part.label() + "@" + var + ";";
    }
}
