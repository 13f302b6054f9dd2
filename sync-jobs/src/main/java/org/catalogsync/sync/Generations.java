package org.catalogsync.sync;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.follow.GenerationRegister;
import org.catalogsync.stores.index.CatalogueIndex;
import org.catalogsync.sync.publish.Publications;
import org.catalogsync.sync.reconcile.Audit;
import org.catalogsync.sync.reconcile.AuditReport;
import org.catalogsync.sync.run.WritePermit;
import org.jspecify.annotations.Nullable;

/** The index generations, and the way back to one that was live before. */
public final class Generations {
    private final SyncSettings settings;
    private final Stores stores;
    private final OperatorLease lease;
    private final Clock clock;

    Generations(SyncSettings settings, Stores stores, OperatorLease lease, Clock clock) {
        this.settings = settings;
        this.stores = stores;
        this.lease = lease;
        this.clock = clock;
    }

    /**
     * One generation.
     *
     * @param live whether the alias shows it
     * @param registered whether index updates are written to it
     * @param documents live ones; null where the generation is registered but not there
     * @param keptForRollback whether it was live before and can be again
     */
    public record Generation(
            String name,
            long run,
            boolean live,
            boolean registered,
            @Nullable Long documents,
            boolean keptForRollback) {}

    /** Those that exist or are registered, oldest first. */
    public List<Generation> list() {
        CatalogueIndex index = stores.index();
        List<String> existing = index.generations();
        List<String> registered = new GenerationRegister(stores.state()).names();
        List<String> published = new Publications(stores.state()).names();
        Optional<String> live = index.live();
        TreeSet<String> all = new TreeSet<>(existing);
        all.addAll(registered);
        return all.stream()
                .map(name -> {
                    boolean there = existing.contains(name);
                    boolean shown = live.equals(Optional.of(name));
                    return new Generation(
                            name,
                            run(name),
                            shown,
                            registered.contains(name),
                            there ? index.count(name) : null,
                            there && !shown && published.contains(name));
                })
                .toList();
    }

    private static long run(String name) {
        return Long.parseLong(name.substring(name.lastIndexOf('-') + 1));
    }

    /** How a way back ended. */
    public sealed interface Outcome {
        record Done(String from, String to, AuditReport comparison) implements Outcome {}

        /** It is not what the product table says, and cannot be brought there; the alias was not moved. */
        record Differs(String target, AuditReport comparison) implements Outcome {}

        /** There is no such way. */
        record Refused(String why, String expected, String found) implements Outcome {}

        record Busy(String owner, Duration silence) implements Outcome {}

        /** This process was silent for so long that a run took the lease over. */
        record TakenOver(String owner) implements Outcome {}
    }

    /**
     * Shows a generation that was live before: brings it up to date with the product table, compares it, and moves the alias only when it is equal.
     *
     * @param wanted null for the latest one below the live one
     */
    public Outcome rollBack(@Nullable String wanted) {
        return switch (lease.take(permit -> rollBack(wanted, permit))) {
            case OperatorLease.Turn.Busy<Outcome> busy -> new Outcome.Busy(busy.owner(), busy.silence());
            case OperatorLease.Turn.TakenOver<Outcome> lost -> new Outcome.TakenOver(lost.owner());
            case OperatorLease.Turn.Taken<Outcome> taken -> taken.result();
        };
    }

    private Outcome rollBack(@Nullable String wanted, WritePermit permit) {
        Optional<String> live = stores.index().live();
        if (live.isEmpty()) {
            return new Outcome.Refused("no generation is live", "a generation that the alias shows", "none");
        }
        Optional<String> target = target(wanted, live.get());
        return target.isEmpty()
                ? new Outcome.Refused(
                        wanted == null
                                ? "there is no generation to go back to"
                                : "this is not a generation to go back to",
                        "one that was live before and is kept",
                        String.join(", ", kept(live.get())))
                : show(live.get(), target.get(), permit);
    }

    private Optional<String> target(@Nullable String wanted, String live) {
        return kept(live).stream()
                .filter(name -> wanted == null ? name.compareTo(live) < 0 : matches(wanted, name))
                .max(Comparator.naturalOrder());
    }

    /** By its name or by its run. */
    private static boolean matches(String wanted, String name) {
        return name.equals(wanted) || wanted.equals(Long.toString(run(name)));
    }

    private List<String> kept(String live) {
        return list().stream()
                .filter(Generation::keptForRollback)
                .map(Generation::name)
                .filter(name -> !name.equals(live))
                .toList();
    }

    /** Registered before it is compared: an update that comes meanwhile would otherwise be missing from it. Recorded before the alias moves: a crash in between keeps one generation too long and loses none. */
    private Outcome show(String live, String target, WritePermit permit) {
        permit.check();
        GenerationRegister register = new GenerationRegister(stores.state());
        register.createIfAbsent();
        register.add(target);
        AuditReport comparison = new Audit(stores, null, target, List.of(), settings.workers(), clock).catchUp(permit);
        if (!comparison.equal()) {
            return new Outcome.Differs(target, comparison);
        }
        permit.check();
        new Publications(stores.state()).showAgain(target);
        permit.check();
        stores.index().rollBack(live, target);
        return new Outcome.Done(live, target, comparison);
    }
}
