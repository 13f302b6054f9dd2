package org.catalogsync.benchmark.throughput;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Two threads that take the next file as they come free: how the contenders that bring no threads of their own share the work. */
final class Share {
    static final int THREADS = 2;

    private Share() {}

    /** Work on files that keeps its own counts. */
    interface Worker {
        void read(Path file) throws Exception;
    }

    /** Lets one new worker per thread read files until none is left; returns the workers. */
    static <W extends Worker> List<W> of(List<Path> files, Supplier<W> newWorker) throws Exception {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<W>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(() -> {
                    W worker = newWorker.get();
                    for (int file = next.getAndIncrement(); file < files.size(); file = next.getAndIncrement()) {
                        worker.read(files.get(file));
                    }
                    return worker;
                }));
            }
            return all(running);
        }
    }

    private static <W> List<W> all(List<Future<W>> running) throws InterruptedException, ExecutionException {
        List<W> done = new ArrayList<>();
        for (Future<W> one : running) {
            done.add(one.get());
        }
        return done;
    }
}
