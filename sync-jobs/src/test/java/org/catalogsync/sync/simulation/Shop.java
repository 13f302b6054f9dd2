package org.catalogsync.sync.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.cache.AnswerCache;

/** Readers that answer from the cache, and fill it from the table where it has nothing. */
final class Shop {
    private final World world;
    private final Scheduler scheduler;

    Shop(World world) {
        this.world = world;
        this.scheduler = world.scheduler;
    }

    void start() {
        for (int i = 1; i <= 2; i++) {
            scheduler.start("reader-" + i, this::answer).freezable(world.character.freezeRate() / 2, 200);
        }
    }

    private void answer() {
        while (!world.sourcesAreQuiet()) {
            scheduler.sleep(1 + scheduler.dice().nextInt(150));
            answer(world.someKeys(2));
        }
    }

    private void answer(List<Isbn> isbns) {
        Map<Isbn, Long> atLeast = new HashMap<>();
        isbns.forEach(isbn -> atLeast.put(isbn, world.cache.invalidatedAt(isbn)));
        String key = MemoryCache.key(isbns);
        Optional<String> answer = world.cache.get(key);
        if (answer.isPresent()) {
            judge(answer.get(), atLeast);
            return;
        }
        AnswerCache.Token token = world.cache.token(isbns);
        Map<Isbn, StoredItem> items = world.products.getAll(isbns);
        StringBuilder text = new StringBuilder();
        for (Isbn isbn : isbns) {
            StoredItem item = items.get(isbn);
            text.append(isbn)
                    .append('=')
                    .append(item == null ? 0 : item.stamp().rev())
                    .append(' ');
        }
        world.cache.fill(key, text.toString(), token, Duration.ofMinutes(10));
    }

    /** An answer may be old, but not older than an invalidation that was complete before it was asked for. A key that is forgotten altogether has no rev to compare. */
    private void judge(String answer, Map<Isbn, Long> atLeast) {
        for (String part : answer.trim().split(" ")) {
            String[] pair = part.split("=");
            long rev = Long.parseLong(pair[1]);
            long known = atLeast.getOrDefault(new Isbn(pair[0]), 0L);
            if (rev != 0 && rev < known) {
                world.violated(
                        "the cache answered rev " + rev + " of " + pair[0] + " after " + known + " had been announced");
            }
        }
    }
}
