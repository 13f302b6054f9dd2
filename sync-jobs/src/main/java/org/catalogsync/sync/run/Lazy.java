package org.catalogsync.sync.run;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is looked up on first use and then kept; safe for several threads. For facts that never change once an earlier step has written them. */
public final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> source;
    private volatile @Nullable T value;

    public Lazy(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public T get() {
        T known = value;
        if (known == null) {
            synchronized (this) {
                known = value;
                if (known == null) {
                    known = source.get();
                    value = known;
                }
            }
        }
        return known;
    }
}
