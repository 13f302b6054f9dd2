package org.catalogsync.cdc.stream;

import java.util.Arrays;
import java.util.Optional;
import org.catalogsync.cdc.Application;
import org.catalogsync.cdc.files.FileSource;
import org.catalogsync.cdc.files.FileTask;

/** The application as a process of its own, so that it can be killed. */
final class Instance {
    private Instance() {}

    /** @param arguments settings, as {@code name=value}; with files as the source it comes before them */
    public static void main(String[] arguments) {
        Optional<FileSource> files = FileSource.parse(arguments[0]);
        if (files.isEmpty()) {
            Application.start(System.getenv(), arguments);
        } else {
            String[] settings = Arrays.copyOfRange(arguments, 1, arguments.length);
            Application.startOnFiles(System.getenv(), new FileTask(files.get(), true), settings);
        }
    }
}
