package org.catalogsync.sync.inspect;

import java.nio.file.Path;
import org.catalogsync.sync.source.UnusableInput;

/** Inspects a folder and prints how it was refused; a program, so that a test can run it with little memory. */
final class InspectOnly {

    private InspectOnly() {}

    public static void main(String[] arguments) {
        try {
            new Inspector().inspect(Exports.open(Path.of(arguments[0])));
            System.out.println("usable");
        } catch (UnusableInput refusal) {
            System.out.println(refusal.code() + " " + refusal.getMessage());
        }
    }
}
