package org.catalogsync.sync.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.follow.GenerationRegister;
import org.catalogsync.stores.products.OtherDecisions;
import org.catalogsync.stores.products.ProductWriter;
import org.catalogsync.sync.staging.InMemoryObjects;
import org.jspecify.annotations.Nullable;

/** One seed's world from its beginning to its rest, and what was wrong in it. */
final class World {
    /** How long a tombstone is remembered, in ticks; longer than any message waits, but for those that are late on purpose. */
    static final int LIFE = 4_000;

    private static final long MOST_STEPS = 400_000;

    final Character character;
    final Scheduler scheduler;
    final Erp erp;
    final MemoryProducts products;
    final MemoryIndex index;
    final MemoryState state;
    final MemoryCache cache;
    final InMemoryObjects objects = new InMemoryObjects();
    final Map<Long, TreeMap<String, String>> facts = new HashMap<>();
    final GenerationRegister register;
    final Stream stream;
    final Followers followers;
    final Nights nights;
    final Shop shop;
    private final Set<String> violations = new LinkedHashSet<>();
    private int swaps;
    private int lateSwaps;

    World(long seed, ClockModel clocks, Removed removed, boolean traced) {
        scheduler = new Scheduler(seed, MOST_STEPS, traced);
        character = Character.of(scheduler, clocks, removed);
        products = new MemoryProducts(scheduler, removed, this::written);
        index = new MemoryIndex(scheduler, removed, character.lossRate(), this::swapped);
        state = new MemoryState(scheduler);
        cache = new MemoryCache(scheduler, removed, this::revOf);
        register = new GenerationRegister(state);
        followers = new Followers(this);
        stream = new Stream(this);
        erp = new Erp(scheduler, character, stream::deliver);
        nights = new Nights(this);
        shop = new Shop(this);
    }

    /** What one seed is like, beside its interleaving. */
    record Character(
            ClockModel clocks,
            Removed removed,
            int skew,
            boolean stampedAtCommit,
            boolean streaming,
            int pace,
            double partialRate,
            double lateRate,
            double futureRate,
            double rejectRate,
            double lossRate,
            double crashRate,
            double freezeRate,
            int nights,
            boolean lastNight) {

        /** A rule that is taken away is missed only where what it is for happens, so that happens then in every world. */
        static Character of(Scheduler scheduler, ClockModel clocks, Removed removed) {
            Predicate<Removed.Needs> needed = removed.needs::contains;
            boolean streaming = scheduler.chance(0.85) || needed.test(Removed.Needs.STREAM);
            return new Character(
                    clocks,
                    removed,
                    clocks.mostSkew == 0 ? 0 : scheduler.dice().nextInt(2 * clocks.mostSkew + 1) - clocks.mostSkew,
                    clocks == ClockModel.EXACT || scheduler.chance(0.3),
                    streaming,
                    10 + scheduler.dice().nextInt(90),
                    scheduler.chance(0.5) || needed.test(Removed.Needs.SOME_COLUMNS) ? 0.4 : 0,
                    scheduler.chance(0.3) ? 0.15 : 0,
                    scheduler.chance(0.2) ? 0.03 : 0,
                    scheduler.chance(0.4) ? 0.15 : 0,
                    scheduler.chance(0.2) || needed.test(Removed.Needs.LOSSES) ? 0.03 : 0,
                    scheduler.chance(0.7) ? 0.006 : 0,
                    scheduler.chance(0.4) || needed.test(Removed.Needs.SLEEP) ? 0.006 : 0,
                    1 + scheduler.dice().nextInt(3),
                    !streaming || (scheduler.chance(0.5) && !needed.test(Removed.Needs.STREAM)));
        }
    }

    /** Lives through everything and judges. */
    Outcome live() {
        long until = 200 + scheduler.dice().nextInt(1_800);
        scheduler.startPunctual("erp", () -> erp.work(until));
        nights.start();
        stream.start();
        followers.start();
        shop.start();
        String brokenOff = scheduler.run();
        if (brokenOff != null) {
            violations.add(brokenOff);
        } else {
            judge();
        }
        return new Outcome(
                List.copyOf(violations),
                scheduler.steps(),
                scheduler.crashes(),
                scheduler.freezes(),
                swaps,
                lateSwaps,
                nights.takenOver(),
                nights.failures(),
                scheduler.fingerprint(),
                scheduler.trace());
    }

    /**
     * How a world ended.
     *
     * @param violations what must never be
     * @param steps acts between which others could come
     * @param lateSwaps of runs that had been overtaken between their last look at the lease and their word to the index
     * @param failures nights that stopped with an error and went on later
     * @param fingerprint of the interleaving
     */
    record Outcome(
            List<String> violations,
            long steps,
            int crashes,
            int freezes,
            int swaps,
            int lateSwaps,
            int takenOver,
            Map<String, Integer> failures,
            long fingerprint,
            String trace) {}

    void violated(String what) {
        scheduler.note("VIOLATION " + what);
        violations.add(what);
    }

    /** No work is left but what the caller has in hand. */
    boolean sourcesAreQuiet() {
        return erp.ended() && nights.ended();
    }

    /** The project's write path; a permit for those that need one. */
    ProductWriter writer(Runnable permit) {
        Duration life = Duration.ofSeconds(LIFE);
        Duration skew = Duration.ofSeconds(character.clocks().mostSkew);
        OtherDecisions other = switch (character.removed()) {
            case VERSION_ORDER -> OtherDecisions.ARRIVAL_ORDER;
            case FUTURE_IS_QUARANTINED -> OtherDecisions.FUTURE_BELIEVED;
            case HORIZON -> OtherDecisions.NO_HORIZON;
            default -> null;
        };
        return other == null
                ? new ProductWriter(products, life, skew, scheduler.clock(), permit)
                : other.writer(products, life, skew, scheduler.clock(), permit);
    }

    boolean without(Removed rule) {
        return character.removed() == rule;
    }

    private void written(Isbn isbn) {
        nights.written(isbn);
    }

    private long revOf(Isbn isbn) {
        StoredItem item = products.now(isbn);
        return item == null ? 0 : item.stamp().rev();
    }

    static @Nullable Product live(@Nullable StoredItem item) {
        return item instanceof StoredItem.Live live ? live.product() : null;
    }

    /** At every move of the alias: what it shows now is what the table holds, but for keys whose update is on its way. */
    private void swapped(@Nullable String from, String to) {
        swaps++;
        if (from != null && to.compareTo(from) < 0) {
            violated("the alias went down from " + from + " to " + to);
        }
        if (index.shown().size() > 1) {
            violated("the alias shows " + index.shown());
        }
        if (nights.isLate()) {
            // It looked at its lease, slept, and shows what it had reconciled: right as long as the run that took over
            // has written nothing, and from then on its generation is gone.
            lateSwaps++;
        }
        for (Isbn isbn : Erp.KEYS) {
            Product expected = live(products.now(isbn));
            Product found = index.productNow(to, isbn);
            if (!Objects.equals(expected, found) && !onItsWay(isbn) && !nights.wroteLate(isbn)) {
                violated("made visible " + difference(isbn, expected, found));
            }
        }
    }

    /** Whether somebody has still to bring this key to the index. */
    boolean onItsWay(Isbn isbn) {
        return followers.has(isbn) || stream.hasInHand(isbn);
    }

    private void judge() {
        for (Isbn isbn : Erp.KEYS) {
            Erp.Row row = erp.now(isbn);
            Product expected = row == null ? null : row.product();
            Product found = live(products.now(isbn));
            nights.judge(isbn);
            if (!Objects.equals(expected, found) && !nights.heldAtLast(isbn)) {
                violated("the table " + difference(isbn, expected, found) + ", that is "
                        + MemoryProducts.describe(products.now(isbn)));
            }
        }
        List<String> shown = index.shown();
        if (shown.size() != 1) {
            violated("the alias shows " + shown);
            return;
        }
        for (Isbn isbn : Erp.KEYS) {
            Product expected = live(products.now(isbn));
            Product found = index.productNow(shown.getFirst(), isbn);
            if (!Objects.equals(expected, found) && !nights.wroteLate(isbn)) {
                violated("the index " + difference(isbn, expected, found));
            }
        }
    }

    private static String difference(Isbn isbn, @Nullable Product expected, @Nullable Product found) {
        String kind = expected == null ? "has resurrected " : found == null ? "has lost " : "is stale at ";
        return kind + isbn + ": expected " + text(expected) + ", found " + text(found);
    }

    private static String text(@Nullable Product product) {
        return product == null
                ? "nothing"
                : product.title() + "/" + product.quantityAvailable() + "/" + product.priceJpy();
    }

    List<Isbn> someKeys(int most) {
        List<Isbn> some = new ArrayList<>();
        int count = 1 + scheduler.dice().nextInt(most);
        for (int i = 0; i < count; i++) {
            Isbn isbn = Erp.KEYS.get(scheduler.dice().nextInt(Erp.KEYS.size()));
            if (!some.contains(isbn)) {
                some.add(isbn);
            }
        }
        return some;
    }
}
