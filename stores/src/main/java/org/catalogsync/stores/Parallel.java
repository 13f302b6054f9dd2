package org.catalogsync.stores;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Calls that wait for a store, several at a time on virtual threads. */
public final class Parallel {

    private Parallel() {}

    /** The results in the order of the inputs. The first failure is thrown as it is, after the calls under way have ended; no further ones start. */
    public static <T, R> List<R> map(int atOnce, List<T> inputs, Function<T, R> call) {
        Semaphore permits = new Semaphore(atOnce);
        AtomicBoolean failed = new AtomicBoolean();
        List<Future<R>> results = new ArrayList<>(inputs.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T input : inputs) {
                permits.acquireUninterruptibly();
                if (failed.get()) {
                    break;
                }
                results.add(threads.submit(() -> {
                    try {
                        return call.apply(input);
                    } catch (RuntimeException | Error e) {
                        failed.set(true);
                        throw e;
                    } finally {
                        permits.release();
                    }
                }));
            }
        }
        List<R> values = new ArrayList<>(results.size());
        for (Future<R> result : results) {
            values.add(value(result));
        }
        return values;
    }

    private static <R> R value(Future<R> result) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted", e);
        }
    }
}
