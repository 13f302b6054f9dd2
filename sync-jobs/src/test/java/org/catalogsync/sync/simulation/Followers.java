package org.catalogsync.sync.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.embeddings.Embeddings;
import org.catalogsync.stores.follow.IndexDocuments;
import org.catalogsync.stores.follow.IndexFollower;

/** What follows every write: index updates by the project's own follower, and cache invalidations. */
final class Followers {
    private static final int LONGEST_DELAY = 40;
    private static final double DOUBLED = 0.25;

    private final World world;
    private final Scheduler scheduler;
    private final Hints<Isbn> toIndex;
    private final Hints<Isbn> toCache;

    Followers(World world) {
        this.world = world;
        this.scheduler = world.scheduler;
        this.toIndex = new Hints<>(scheduler, LONGEST_DELAY, DOUBLED);
        this.toCache = new Hints<>(scheduler, LONGEST_DELAY, DOUBLED);
    }

    /** Announces that a key was written. */
    void hint(Isbn isbn) {
        scheduler.step("announce");
        toIndex.send(isbn);
        toCache.send(isbn);
    }

    boolean has(Isbn isbn) {
        return toIndex.has(isbn::equals);
    }

    void start() {
        IndexFollower follower = new IndexFollower(world.register, world.products, ConstantEmbeddings.ONE, world.index);
        Hints.Handler<Isbn> update = world.without(Removed.EVERY_REGISTERED_GENERATION)
                ? Hints.Handler.always(this::updateLiveOnly)
                : Hints.Handler.always(isbn -> follower.update(List.of(isbn)));
        for (int i = 1; i <= 3; i++) {
            double crashRate = world.character.crashRate();
            double freezeRate = world.character.freezeRate() / 2;
            scheduler
                    .start("follower-" + i, () -> toIndex.work(update, this::sourcesAreQuiet))
                    .mortal(crashRate)
                    .freezable(freezeRate, 300);
        }
        scheduler
                .start(
                        "invalidator",
                        () -> toCache.work(
                                Hints.Handler.always(isbn -> world.cache.invalidate(List.of(isbn))),
                                this::sourcesAreQuiet))
                .mortal(world.character.crashRate());
    }

    private boolean sourcesAreQuiet() {
        return world.sourcesAreQuiet() && world.stream.ended();
    }

    private void updateLiveOnly(Isbn isbn) {
        List<StoredItem> items =
                new ArrayList<>(world.products.getAll(List.of(isbn)).values());
        world.index
                .live()
                .ifPresent(live -> world.index.index(
                        live, IndexDocuments.of(items, ConstantEmbeddings.ONE).documents()));
    }

    /** Vectors do not matter here. */
    enum ConstantEmbeddings implements Embeddings {
        ONE;

        private static final float[] VECTOR = {1};

        @Override
        public int dimensions() {
            return 1;
        }

        @Override
        public String model() {
            return "constant";
        }

        @Override
        public void createIfAbsent() {}

        @Override
        public Vectors embed(java.util.Collection<String> texts) {
            Map<String, float[]> vectors = new java.util.HashMap<>();
            texts.forEach(text -> vectors.put(text, VECTOR));
            return new Vectors(vectors, 0, texts.size());
        }

        @Override
        public float[] embedOnce(String text) {
            return VECTOR;
        }
    }
}
