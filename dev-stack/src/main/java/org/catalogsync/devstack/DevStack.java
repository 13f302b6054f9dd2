package org.catalogsync.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.catalogsync.devstack.process.Leashed;
import org.catalogsync.devstack.stack.PartStatus;
import org.catalogsync.devstack.stack.Progress;
import org.catalogsync.devstack.stack.RunningPart;
import org.catalogsync.devstack.stack.Settings;
import org.catalogsync.devstack.stack.Stack;
import org.catalogsync.devstack.stack.UpReport;
import org.jspecify.annotations.Nullable;

/**
 * Parts of the stack for tests: started together, addressed by settings or by name, gone with {@link #close} or with this
 * JVM, however it ends.
 *
 * <p>Needs the system property {@code catalogsync.root}, the top of the repository, which the build sets for every test.
 */
public final class DevStack implements AutoCloseable {

    private static final Object SHARED = new Object();
    private static @Nullable DevStack shared;

    private final Path var;
    private final Leashed leash = new Leashed();
    private final Stack stack;
    private final Map<PartName, RunningPart> running = new EnumMap<>(PartName.class);

    private DevStack(Path var, boolean keepsData) {
        this.var = var;
        this.stack = new Stack(root(), var, keepsData, leash, Progress.SILENT);
    }

    /** Starts the parts with data that end with them; {@code var} takes their logs and scratch files. */
    public static DevStack start(Path var, PartName... parts) {
        return started(new DevStack(var, false), parts);
    }

    /** As {@link #start}, but the data stay in {@code var} for the next start there. */
    public static DevStack startKeepingData(Path var, PartName... parts) {
        return started(new DevStack(var, true), parts);
    }

    /**
     * One stack for all tests of this JVM, with at least the named parts; later calls add what is missing. Tests tell
     * their data apart by names of their own (tables, buckets, queues). It ends with the JVM.
     */
    public static DevStack shared(PartName... parts) {
        synchronized (SHARED) {
            if (shared == null) {
                shared = new DevStack(sharedVar(), false);
                Runtime.getRuntime().addShutdownHook(new Thread(shared::closeAndLeaveNothing));
            }
            shared.up(parts);
            return shared;
        }
    }

    /** Every setting by which an application finds the parts that run: endpoints, region, credentials, profile. */
    public synchronized Map<String, String> environment() {
        return Settings.of(running.values());
    }

    /** Where the part answers. */
    public synchronized URI address(PartName part) {
        RunningPart found = running.get(part);
        if (found == null) {
            throw new IllegalArgumentException(
                    "The part " + part.label() + " was not started; running: " + running.keySet());
        }
        return found.url();
    }

    /** The folder of the stack: {@code stack.json}, logs, data. */
    public Path var() {
        return var;
    }

    /** Ends all parts and waits for their end. */
    @Override
    public synchronized void close() {
        stack.down();
        running.clear();
        try {
            leash.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void closeAndLeaveNothing() {
        stack.reset();
        try {
            leash.close();
            for (String file : List.of("stack.json", "stack.env", "stack.lock")) {
                Files.deleteIfExists(var.resolve(file));
            }
            Files.deleteIfExists(var);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DevStack started(DevStack stack, PartName... parts) {
        try {
            stack.up(parts);
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private synchronized void up(PartName... parts) {
        Set<PartName> missing = EnumSet.noneOf(PartName.class);
        missing.addAll(Arrays.asList(parts));
        missing.removeAll(running.keySet());
        if (missing.isEmpty()) {
            return;
        }
        UpReport report = stack.up(missing);
        if (!report.failures().isEmpty() || !report.lacking().isEmpty()) {
            throw new StackFailure(describe(report));
        }
        for (PartStatus status : report.statuses()) {
            status.running().ifPresent(part -> running.put(status.name(), part));
        }
    }

    private static String describe(UpReport report) {
        return Stream.of(report.failures(), report.lacking())
                .flatMap(map -> map.values().stream())
                .collect(Collectors.joining("\n"));
    }

    private static Path sharedVar() {
        try {
            return Files.createTempDirectory("catalog-sync-stack");
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder for the shared stack", e);
        }
    }

    private static Path root() {
        String root = System.getProperty("catalogsync.root");
        if (root == null) {
            throw new StackFailure(
                    "The system property catalogsync.root (the top of the repository) is not set."
                            + " Maven and ./catalog-sync set it; in an IDE add -Dcatalogsync.root=<folder> to the test configuration.");
        }
        return Path.of(root);
    }
}
