package org.catalogsync.devstack.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.StackFailure;
import org.catalogsync.devstack.part.MissingPrerequisite;
import org.catalogsync.devstack.part.Part;
import org.catalogsync.devstack.part.Parts;
import org.catalogsync.devstack.part.Site;
import org.catalogsync.devstack.process.Launch;
import org.catalogsync.devstack.process.Lifetime;
import org.catalogsync.devstack.process.PortOwner;
import org.catalogsync.devstack.process.Ports;
import org.catalogsync.devstack.process.ProcessId;

/**
 * The parts that run with one {@code var} folder.
 *
 * <p>Every act holds a lock on that folder, so two commands at once start nothing twice. A part is on record from the
 * moment its process exists, and every process bears a marker of the folder in its command line; so whatever happens to
 * the command or to the record, {@link #down} finds what it has to end and never ends anything else.
 */
public final class Stack {

    /** A port that was free a moment ago may be taken when a part binds it; then it gets another. */
    private static final int ATTEMPTS = 3;

    private static final Duration POLL = Duration.ofMillis(50);

    private final Path root;
    private final Path var;
    private final boolean keepsData;
    private final Lifetime lifetime;
    private final Progress progress;
    private final StackRecord record;
    private final ReentrantLock recording = new ReentrantLock();

    public Stack(Path root, Path var, boolean keepsData, Lifetime lifetime, Progress progress) {
        this.root = root.toAbsolutePath().normalize();
        this.var = var.toAbsolutePath().normalize();
        this.keepsData = keepsData;
        this.lifetime = lifetime;
        this.progress = progress;
        this.record = new StackRecord(this.var);
    }

    /** Starts those of the named parts that do not run and answer; parts that fail do not keep the others from starting. */
    public UpReport up(Set<PartName> wanted) {
        return up(wanted, Set.of());
    }

    /** As {@link #up(Set)}, but those of {@code anew} are ended first and start again where they were. */
    public UpReport up(Set<PartName> wanted, Set<PartName> anew) {
        return locked(() -> {
            Map<PartName, RunningPart> running = record.read();
            Map<PartName, String> failures = new EnumMap<>(PartName.class);
            Map<PartName, String> lacking = new EnumMap<>(PartName.class);
            inParallel(wanted, name -> {
                try {
                    ensure(Parts.named(name), running, anew.contains(name));
                } catch (MissingPrerequisite e) {
                    put(lacking, name, String.valueOf(e.getMessage()));
                } catch (IOException | StackFailure e) {
                    put(failures, name, String.valueOf(e.getMessage()));
                }
            });
            save(running);
            return new UpReport(statuses(running), failures, lacking);
        });
    }

    /** How every part is at this moment. */
    public List<PartStatus> status() {
        return locked(() -> statuses(record.read()));
    }

    /** Ends every part and waits for its end. Returns those that were running. */
    public List<PartName> down() {
        return locked(this::endAll);
    }

    /** Ends the named parts and leaves the others alone. Returns those that were running. */
    public List<PartName> down(Set<PartName> unwanted) {
        return locked(() -> end(unwanted));
    }

    /** Ends every part and forgets its data and the job's runs: the next command starts from nothing. */
    public void reset() {
        locked(() -> {
            endAll();
            for (String folder : List.of("data", "log", "jobs", "reports", "work", "sample")) {
                deleteTree(var.resolve(folder));
            }
            return true;
        });
    }

    private List<PartName> endAll() throws IOException {
        List<PartName> ended = end(Set.of(PartName.values()));
        if (!keepsData) {
            deleteTree(var.resolve("data"));
        }
        return ended;
    }

    private List<PartName> end(Set<PartName> unwanted) throws IOException {
        Map<PartName, RunningPart> running = record.read();
        List<PartName> ended = new ArrayList<>();
        inParallel(unwanted, name -> {
            List<ProcessId> processes = processesOf(name, running);
            processes.forEach(process -> end(Parts.named(name), process));
            if (!processes.isEmpty()) {
                recording.lock();
                try {
                    ended.add(name);
                } finally {
                    recording.unlock();
                }
            }
        });
        running.keySet().removeAll(unwanted);
        save(running);
        return Arrays.stream(PartName.values()).filter(ended::contains).toList();
    }

    private void end(Part part, ProcessId process) {
        if (keepsData) {
            pause(part.settling());
        }
        process.end(keepsData ? part.grace() : Duration.ZERO);
    }

    /** The process on record and, should the record have been lost or half written, any other with the part's marker. */
    private List<ProcessId> processesOf(PartName name, Map<PartName, RunningPart> running) {
        List<ProcessId> processes = new ArrayList<>(ProcessId.bearing(Site.marker(name, var)));
        recorded(name, running)
                .map(RunningPart::process)
                .filter(ProcessId::isAlive)
                .filter(process -> processes.stream().noneMatch(other -> other.pid() == process.pid()))
                .ifPresent(processes::add);
        return processes;
    }

    private void ensure(Part part, Map<PartName, RunningPart> running, boolean anew)
            throws IOException, MissingPrerequisite {
        Optional<RunningPart> known = recorded(part.name(), running);
        if (!anew && known.isPresent() && healthOf(known.get()) == Health.HEALTHY) {
            return;
        }
        processesOf(part.name(), running).forEach(process -> process.end(part.grace()));

        int port = Ports.freeOr(known.map(RunningPart::port).orElse(0));
        for (int attempt = 1; ; attempt++) {
            Site site = new Site(root, var, part.name(), port, keepsData);
            if (attempt == 1) {
                Files.createDirectories(site.data());
                part.require(site);
            }
            try {
                start(part, site, running);
                return;
            } catch (PortTaken e) {
                if (attempt == ATTEMPTS) {
                    throw new StackFailure(
                            part.name().label() + " found its port taken " + ATTEMPTS + " times; last: " + port, e);
                }
                port = Ports.free();
            }
        }
    }

    private void start(Part part, Site site, Map<PartName, RunningPart> running) throws IOException, PortTaken {
        progress.starting(part.name());
        long began = System.nanoTime();
        Files.createDirectories(site.log().getParent());
        keepPreviousLog(site.log());
        Launch launch = part.launch(site);
        ProcessId process = launched(launch, site);
        RunningPart started = new RunningPart(part.name(), part.address(site.port()), process, site.data(), site.log());
        put(running, part.name(), started);
        save(running);

        awaitAnswer(part, started);
        progress.started(started, Duration.ofNanos(System.nanoTime() - began));
    }

    private ProcessId launched(Launch launch, Site site) throws IOException {
        try {
            return ProcessId.of(lifetime.start(launch, site.log()), site.marker());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while starting " + site.part().label(), e);
        }
    }

    private void awaitAnswer(Part part, RunningPart started) throws IOException, PortTaken {
        long deadline = System.nanoTime() + part.patience().toNanos();
        while (true) {
            if (part.answers(started.url())
                    && PortOwner.of(started.process().pid(), started.port()) != PortOwner.ANOTHER) {
                return;
            }
            if (!started.process().isAlive()) {
                Ports.giveBack(started.port());
                if (PortTaken.isIn(started.log())) {
                    throw new PortTaken();
                }
                throw new StackFailure(part.name().label() + " ended while starting. " + logTail(started));
            }
            if (System.nanoTime() > deadline) {
                started.process().end(Duration.ofSeconds(5));
                throw new StackFailure(part.name().label() + " did not answer on " + started.url() + " within "
                        + part.patience().toSeconds() + " s. " + logTail(started));
            }
            pause(POLL);
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while waiting for a part", e);
        }
    }

    private static String logTail(RunningPart part) throws IOException {
        List<String> lines = Files.exists(part.log()) ? Files.readAllLines(part.log()) : List.of();
        String tail = String.join("\n    ", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        return "Its log " + part.log() + " ends with:\n    " + tail
                + "\n  If its data are damaged, ./catalog-sync stack reset starts from nothing.";
    }

    private static void keepPreviousLog(Path log) throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Health healthOf(RunningPart part) {
        if (!part.process().isAlive()) {
            return Health.DIED;
        }
        boolean ours = PortOwner.of(part.process().pid(), part.port()) != PortOwner.ANOTHER;
        return ours && Parts.named(part.name()).answers(part.url()) ? Health.HEALTHY : Health.SILENT;
    }

    /** For the record, which is written while parts start and must not wait for their answers. */
    private static Health healthByProcess(RunningPart part) {
        if (!part.process().isAlive()) {
            return Health.DIED;
        }
        return PortOwner.of(part.process().pid(), part.port()) == PortOwner.ANOTHER ? Health.SILENT : Health.HEALTHY;
    }

    private List<PartStatus> statuses(Map<PartName, RunningPart> running) {
        Map<PartName, PartStatus> found = new EnumMap<>(PartName.class);
        inParallel(Set.of(PartName.values()), name -> {
            Optional<RunningPart> part = recorded(name, running);
            put(found, name, new PartStatus(name, part.map(this::healthOf).orElse(Health.DOWN), part));
        });
        return List.copyOf(found.values());
    }

    private void save(Map<PartName, RunningPart> running) throws IOException {
        recording.lock();
        try {
            Map<PartName, RunningPart> alive = new EnumMap<>(PartName.class);
            running.forEach((name, part) -> {
                if (part.process().isAlive()) {
                    alive.put(name, part);
                }
            });
            record.write(running.values(), Stack::healthByProcess);
            StackRecord.replace(var.resolve("stack.env"), Settings.shell(alive.values()));
            lifetime.watch(
                    alive.values().stream().map(part -> part.process().pid()).toList());
        } finally {
            recording.unlock();
        }
    }

    private Optional<RunningPart> recorded(PartName name, Map<PartName, RunningPart> running) {
        recording.lock();
        try {
            return Optional.ofNullable(running.get(name));
        } finally {
            recording.unlock();
        }
    }

    private <V> void put(Map<PartName, V> map, PartName name, V value) {
        recording.lock();
        try {
            map.put(name, value);
        } finally {
            recording.unlock();
        }
    }

    private void inParallel(Set<PartName> names, PartTask task) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> futures = new ArrayList<>();
            for (PartName name : names) {
                futures.add(threads.submit(() -> {
                    task.run(name);
                    return null;
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted", e);
        } catch (ExecutionException e) {
            throw new StackFailure(String.valueOf(e.getCause()), e);
        }
    }

    private <T> T locked(Callable<T> act) {
        try {
            Files.createDirectories(var);
            try (RandomAccessFile file =
                    new RandomAccessFile(var.resolve("stack.lock").toFile(), "rw")) {
                lock(file);
                return act.call();
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new StackFailure("The stack in " + var + ": " + e, e);
        }
    }

    /** Closing the file gives the lock back. */
    private void lock(RandomAccessFile file) throws IOException {
        if (file.getChannel().tryLock() == null) {
            progress.waitingForAnotherCommand();
            file.getChannel().lock();
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    @FunctionalInterface
    private interface PartTask {
        void run(PartName name) throws IOException;
    }

    /** The part ended because something else had taken its port meanwhile. */
    private static final class PortTaken extends Exception {
        private static final long serialVersionUID = 1L;

        static boolean isIn(Path log) throws IOException {
            return Files.exists(log)
                    && Files.readString(log, StandardCharsets.ISO_8859_1)
                            .matches(
                                    "(?is).*(address already in use|port .{1,80}in use|EADDRINUSE|BindException|Failed to bind).*");
        }
    }
}
