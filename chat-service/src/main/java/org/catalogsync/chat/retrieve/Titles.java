package org.catalogsync.chat.retrieve;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.chat.lookup.LastKnown;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.stores.index.CatalogueIndex;
import org.catalogsync.stores.index.CatalogueIndex.IndexDocument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the titles in memory equal to the index that the alias shows: all of it at the start and when another generation is shown, otherwise what changed. It runs beside the service, which answers meanwhile from what is there; a
 * failure leaves that as it is, and is logged when it begins and when it ends.
 */
public final class Titles implements LastKnown, AutoCloseable {
    /** How long a change may wait here. */
    public static final Duration EVERY = Duration.ofSeconds(10);

    /** Behind so long without a look that came back, what is here may be behind as well. */
    static final Duration CURRENT = EVERY.multipliedBy(3);

    private static final Logger LOG = LoggerFactory.getLogger(Titles.class);

    /** A document may be written a while before a search sees it, by a process whose clock is behind; so much is asked for again. */
    private static final Duration OVERLAP = Duration.ofSeconds(60);

    private final CatalogueIndex index;
    private final Aliases aliases;
    private final Function<String, Optional<Instant>> asNewAs;
    private final LongSupplier nanoTime;
    private volatile TitleIndex current = TitleIndex.EMPTY;
    private volatile boolean loaded;
    private volatile boolean failing;
    private volatile long refreshed;
    private volatile @Nullable Thread follower;
    private @Nullable String generation;
    private Instant newest = Instant.EPOCH;
    private boolean dated;

    /** @param asNewAs a moment that all documents of a generation are at least as new as; none where that is not known, or not yet */
    public Titles(CatalogueIndex index, Aliases aliases, Function<String, Optional<Instant>> asNewAs) {
        this(index, aliases, asNewAs, System::nanoTime);
    }

    Titles(CatalogueIndex index, Aliases aliases, Function<String, Optional<Instant>> asNewAs, LongSupplier nanoTime) {
        this.index = index;
        this.asNewAs = asNewAs;
        this.aliases = aliases;
        this.nanoTime = nanoTime;
    }

    /** Loads and follows on a thread of its own until this is closed. */
    public Titles start() {
        follower = Thread.ofVirtual().name("titles").start(() -> follow(EVERY));
        return this;
    }

    private void follow(Duration every) {
        while (!Thread.currentThread().isInterrupted()) {
            refresh();
            LockSupport.parkNanos(every.toNanos());
        }
    }

    /** The titles as of the last refresh; empty until the first one is done. */
    public TitleIndex current() {
        return current;
    }

    @Override
    public Optional<Fact> fact(Isbn isbn) {
        return current.lastKnown(isbn);
    }

    @Override
    public Optional<String> warehouse(Isbn isbn) {
        return current.warehouseOf(isbn);
    }

    /** Whether a catalogue was loaded since the start. */
    public boolean isLoaded() {
        return loaded;
    }

    /** Whether what is here was what the index shows half a minute ago at most. A look that hangs counts as one that failed. */
    public boolean isCurrent() {
        return loaded && !failing && nanoTime.getAsLong() - refreshed < CURRENT.toNanos();
    }

    /** Looks once for what changed. Called by one thread at a time; never throws for a store that does not answer. */
    public void refresh() {
        try {
            Optional<String> live = index.live();
            if (live.isEmpty()) {
                failed("the alias shows no generation");
            } else if (live.get().equals(generation)) {
                change(live.get());
                date(live.get());
                recovered();
            } else {
                load(live.get());
                date(live.get());
                recovered();
            }
        } catch (RuntimeException e) {
            failed(e.toString());
        }
    }

    private void load(String live) {
        List<TitleEntry> entries = new ArrayList<>();
        Instant[] last = {Instant.EPOCH};
        index.scan(live, document -> {
            Instant lastSync = lastSync(document);
            last[0] = lastSync.isAfter(last[0]) ? lastSync : last[0];
            Product product = document.product();
            if (product != null) {
                entries.add(TitleEntry.of(product, version(document)));
            }
        });
        current = TitleIndex.of(entries, aliases);
        generation = live;
        dated = false;
        newest = last[0];
        loaded = true;
        LOG.info(
                "titles of {}: {} volumes of {} series, {} MB",
                live,
                current.size(),
                current.seriesCount(),
                current.bytes() >> 20);
    }

    private void change(String live) {
        Map<Isbn, IndexDocument> changed = new LinkedHashMap<>();
        index.changedSince(live, newest.minus(OVERLAP), document -> changed.put(document.isbn(), document));
        List<TitleEntry> entries = new ArrayList<>();
        List<Isbn> gone = new ArrayList<>();
        Instant last = newest;
        for (IndexDocument document : changed.values()) {
            Instant lastSync = lastSync(document);
            last = lastSync.isAfter(last) ? lastSync : last;
            Product product = document.product();
            if (product == null) {
                gone.add(document.isbn());
            } else {
                entries.add(TitleEntry.of(product, version(document)));
            }
        }
        if (!entries.isEmpty() || !gone.isEmpty()) {
            current = current.with(entries, gone);
        }
        newest = last;
    }

    /** A night says what it was as new as only behind the swap, and an older generation never hears it. */
    private void date(String live) {
        if (dated) {
            return;
        }
        try {
            asNewAs.apply(live).ifPresent(moment -> {
                current = current.asNewAs(moment);
                dated = true;
            });
        } catch (RuntimeException e) {
            LOG.debug("how new {} is cannot be read yet", live, e);
        }
    }

    private static Instant version(IndexDocument document) {
        Instant at = document.sourceAt();
        return at == null ? Instant.EPOCH : at;
    }

    private static Instant lastSync(IndexDocument document) {
        String lastSync = document.lastSyncUtc();
        return lastSync == null ? Instant.EPOCH : Instant.parse(lastSync);
    }

    private void failed(String why) {
        if (!failing) {
            LOG.warn("titles are not refreshed, {} volumes stay as they are: {}", current.size(), why);
        }
        failing = true;
    }

    private void recovered() {
        if (failing) {
            LOG.info("titles are refreshed again: {} volumes", current.size());
        }
        refreshed = nanoTime.getAsLong();
        failing = false;
    }

    @Override
    public void close() {
        Thread running = follower;
        if (running != null) {
            running.interrupt();
        }
    }
}
