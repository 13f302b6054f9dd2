package org.catalogsync.erp.campaign;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.catalogsync.erp.CredentialSource;
import org.catalogsync.erp.Credentials;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.Erp;
import org.catalogsync.erp.ErpSettings;
import org.catalogsync.erp.Priority;
import org.catalogsync.erp.Secret;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.model.Isbn;

/** A process of the shop: threads that ask for random volumes, one question after another, as fast as they are answered. What came of it is its last line. */
final class Shoppers {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration AFTER_REFUSAL = Duration.ofMillis(50);
    private static final String SUMMARY = "summary ";

    private final Erp erp;
    private final int volumes;
    private final long end;
    private final LongAdder answered = new LongAdder();
    private final LongAdder wrong = new LongAdder();
    private final AtomicLong latest = new AtomicLong();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();

    private Shoppers(Erp erp, int volumes, Duration time) {
        this.erp = erp;
        this.volumes = volumes;
        this.end = System.nanoTime() + time.toNanos();
    }

    /** Arguments: endpoint, token, Redis, volumes, threads, seconds, seed. */
    public static void main(String[] args) throws InterruptedException {
        Map<String, String> environment = new HashMap<>();
        environment.put("ERP_ENDPOINT", args[0]);
        environment.put("REDIS_URL", args[2]);
        environment.put("ERP_CONNECTIONS", "40");
        try (Erp erp = Erp.open(
                ErpSettings.fromEnvironment(environment),
                CredentialSource.fixed(new Credentials(new Secret(args[1]), null)))) {
            Shoppers shoppers =
                    new Shoppers(erp, Integer.parseInt(args[3]), Duration.ofSeconds(Integer.parseInt(args[5])));
            shoppers.shop(Integer.parseInt(args[4]), Long.parseLong(args[6]));
        }
        System.exit(0);
    }

    private void shop(int threads, long seed) throws InterruptedException {
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Random random = new Random(seed * 1_000 + i);
            all.add(Thread.ofPlatform().start(() -> shop(random)));
        }
        for (Thread thread : all) {
            thread.join();
        }
        System.out.println(SUMMARY + "answered=" + answered + " wrong=" + wrong + " beyond_deadline_ms="
                + latest.get() / 1_000_000 + " exchanges=" + erp.status().exchanges() + " isbns="
                + erp.status().asked() + " joined=" + erp.status().joined() + " failures="
                + new TreeMap<>(failures).toString().replace(" ", ""));
    }

    private void shop(Random random) {
        while (System.nanoTime() < end) {
            Priority priority = Priority.values()[Math.max(0, random.nextInt(10) - 7)];
            int many = priority == Priority.BULK ? 40 : 1 + random.nextInt(3);
            List<Isbn> isbns =
                    random.ints(many, 0, volumes).mapToObj(Shelf::isbn).toList();
            long began = System.nanoTime();
            erp.at(priority)
                    .stock(isbns, Deadline.in(PATIENCE))
                    .byIsbn()
                    .values()
                    .forEach(this::count);
            latest.accumulateAndGet(System.nanoTime() - began - PATIENCE.toNanos(), Math::max);
        }
    }

    private void count(StockAnswer answer) {
        if (answer instanceof StockAnswer.Unavailable unavailable) {
            failures.computeIfAbsent(unavailable.failure().code(), code -> new LongAdder())
                    .increment();
        } else if (answer instanceof StockAnswer.Found && Shelf.isRight(answer)) {
            answered.increment();
        } else {
            wrong.increment();
        }
    }

    /** What a process printed at its end. */
    static Map<String, String> summary(List<String> lines) {
        Map<String, String> summary = new ConcurrentSkipListMap<>();
        lines.stream().filter(line -> line.startsWith(SUMMARY)).forEach(line -> {
            for (String pair : line.substring(SUMMARY.length()).split(" ")) {
                summary.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
        });
        return summary;
    }

    static List<String> arguments(
            URI endpoint, String token, URI redis, int volumes, int threads, long seconds, int seed) {
        return List.of(
                endpoint.toString(),
                token,
                redis.toString(),
                Integer.toString(volumes),
                Integer.toString(threads),
                Long.toString(seconds),
                Integer.toString(seed));
    }
}
